"""Marks cloze: the weighted mean of its gaps; a gap left blank earns nothing."""

from __future__ import annotations

from fractions import Fraction

from backend.questions.types.base import Bucket, FormatError, Json, MarkResult, Part, outcome_of
from backend.questions.types.cloze.schema import ChoiceGap, Cloze, Gap, NumericGap
from backend.questions.types.number_answers import mark_number, shown_quantity
from backend.questions.types.pure_type import shorten
from backend.questions.types.reading import read_id, read_id_map, read_text, response_fields
from backend.questions.types.rich_text import plain
from backend.questions.types.text import fold_case, fold_text
from backend.questions.types.text_answers import find_text_match
from backend.questions.types.verdicts import RIGHT, UNANSWERED_REASON, count_of, unanswered

GapMark = tuple[Fraction, str, str | None]
"""What one gap earned 0..1, why, and the misconception it shows."""


def fillings_of(content: Cloze, response: Json) -> dict[str, str]:
    """Return what stands in each gap that isn't blank, in reading order. Raises FormatError, naming the gap."""
    given = read_id_map(response_fields(response, "gaps")["gaps"], content.gaps)
    fillings: dict[str, str] = {}
    for number, gap_id in enumerate(content.reading_order, start=1):
        gap = content.gaps[gap_id]
        try:
            if isinstance(gap, ChoiceGap):
                filling = read_id(given.get(gap_id), {option.id for option in gap.options})
            else:
                filling = read_text(given.get(gap_id))
        except FormatError as exc:
            raise FormatError(exc.code, f"Gap {number}: {exc.message}") from exc
        if filling is not None:
            fillings[gap_id] = filling
    return fillings


def _mark_gap(gap: Gap, filling: str) -> GapMark:
    if isinstance(gap, ChoiceGap):
        option = next(option for option in gap.options if option.id == filling)
        return Fraction(str(option.fraction)), f"chose '{shorten(plain(option.text))}'", option.misconception
    if isinstance(gap, NumericGap):
        number = mark_number(gap, filling)
        return Fraction(str(number.fraction)), number.reason, number.misconception
    match = find_text_match(gap.accepted, filling)
    if match is None:
        return Fraction(0), "matched no accepted answer", None
    return Fraction(str(match.accepted.fraction)), match.reason, match.accepted.misconception


def _mark_gaps(content: Cloze, fillings: dict[str, str]) -> dict[str, GapMark]:
    marks: dict[str, GapMark] = {}
    for number, gap_id in enumerate(content.reading_order, start=1):
        if gap_id not in fillings:
            marks[gap_id] = Fraction(0), UNANSWERED_REASON, None
            continue
        try:
            marks[gap_id] = _mark_gap(content.gaps[gap_id], fillings[gap_id])
        except FormatError as exc:
            raise FormatError(exc.code, f"Gap {number}: {exc.message}") from exc
    return marks


def _feedback(full: int, count: int, blank: int) -> str:
    if full == count:
        return RIGHT
    words = f"{full} of {count_of(count, 'gap')} filled just right." if full else "Not this time."
    if blank:
        return f"{words} Don't leave a gap empty: have a try at each."
    return f"{words} Read the whole sentence aloud with your answer in it: does it still make sense?"


def mark(content: Cloze, response: Json) -> MarkResult:
    """Mark ``{"gaps": {id: str}}``. Raises FormatError."""
    fillings = fillings_of(content, response)
    if not fillings:
        return unanswered()
    marks = _mark_gaps(content, fillings)
    weights = {gap_id: Fraction(str(content.gaps[gap_id].weight)) for gap_id in marks}
    fraction = float(sum(weights[g] * earned for g, (earned, _, _) in marks.items()) / sum(weights.values()))
    full = sum(earned == 1 for earned, _, _ in marks.values())
    return MarkResult(
        fraction=fraction,
        outcome=outcome_of(fraction),
        parts=tuple(Part(gap_id, float(earned), reason) for gap_id, (earned, reason, _) in marks.items()),
        reasons=tuple(f"gap {number}: {reason}" for number, (_, reason, _) in enumerate(marks.values(), start=1)),
        misconceptions=tuple(dict.fromkeys(slug for _, _, slug in marks.values() if slug)),
        feedback=_feedback(full, len(marks), len(marks) - len(fillings)),
    )


def shown_filling(gap: Gap, filling: str) -> str:
    """Return what stands in a gap in one form for equal fillings. Raises FormatError."""
    if isinstance(gap, ChoiceGap):
        return next(plain(option.text) for option in gap.options if option.id == filling)
    if isinstance(gap, NumericGap):
        return shown_quantity(gap, filling)
    return fold_text(filling) if any(a.case_sensitive for a in gap.accepted) else fold_case(filling)


def bucket(content: Cloze, response: Json) -> Bucket | None:
    """Group by what stands in all gaps together. Raises FormatError."""
    fillings = fillings_of(content, response)
    if not fillings:
        return None
    marks = _mark_gaps(content, fillings)
    shown = {g: shown_filling(content.gaps[g], fillings[g]) if g in fillings else "" for g in marks}
    label = " / ".join(text or "____" for text in shown.values())
    slugs = [slug for _, _, slug in marks.values() if slug]
    right = all(earned == 1 for earned, _, _ in marks.values())
    return Bucket("gaps:" + "\n".join(shown.values()), shorten(label), right, slugs[0] if slugs else None)
