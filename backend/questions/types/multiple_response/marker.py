"""Marks multiple_response. C is the set of correct options, S the ticked ones, n the number of options."""

from __future__ import annotations

from fractions import Fraction

from backend.questions.types.base import Bucket, Json, MarkResult, Part, outcome_of
from backend.questions.types.multiple_response.schema import WHOLE, MultipleResponse
from backend.questions.types.pure_type import shorten
from backend.questions.types.reading import read_ids, response_fields
from backend.questions.types.rich_text import plain
from backend.questions.types.verdicts import RIGHT, count_of, unanswered


def _ticked(content: MultipleResponse, response: Json) -> set[str]:
    known = {option.id for option in content.options}
    return set(read_ids(response_fields(response, "choices")["choices"], known))


def _fraction(content: MultipleResponse, ticked: set[str]) -> tuple[Fraction, str]:
    """Return the fraction earned and the formula that gave it, in words."""
    correct = {option.id for option in content.options if option.correct}
    found, extra, missed = len(correct & ticked), len(ticked - correct), len(correct - ticked)
    match content.scoring:
        case "all_or_nothing":
            return Fraction(ticked == correct), "all or nothing: only exactly the correct options earn marks"
        case "net_correct":
            net = max(Fraction(0), Fraction(found - extra, len(correct)))
            return net, f"net correct: ({found} - {extra}) / {len(correct)}, never below 0"
        case "each_option":
            count = len(content.options)
            return 1 - Fraction(extra + missed, count), f"each option: 1 - ({extra} + {missed}) / {count}"
        case "weights":
            total = sum((option.weight for option in content.options if option.id in ticked), Fraction(0))
            clamped = Fraction(1) if total >= WHOLE else max(Fraction(0), total)
            return clamped, f"weights: they add up to {float(total):g}, kept between 0 and 1"


def _parts(content: MultipleResponse, ticked: set[str]) -> tuple[Part, ...]:
    return tuple(
        Part(
            id=option.id,
            fraction=float(option.correct == (option.id in ticked)),
            reason=f"{'correct' if option.correct else 'incorrect'}, {'' if option.id in ticked else 'not '}ticked",
        )
        for option in content.options
    )


def _feedback(found: int, extra: int, missed: int) -> str:
    if not extra and not missed:
        return RIGHT
    if not found:
        return "Not this time. Take the options one by one and ask of each: does it answer the question?"
    sentences = [f"You found {count_of(found, 'right answer')}: good."]
    if extra:
        sentences.append(f"{extra} of your ticks {'does' if extra == 1 else 'do'}n't belong.")
    if missed:
        sentences.append("There is more to find.")
    return " ".join(sentences)


def _misconceptions(content: MultipleResponse, ticked: set[str]) -> tuple[str, ...]:
    held = (o.misconception for o in content.options if o.id in ticked and not o.correct and o.misconception)
    return tuple(dict.fromkeys(held))


def mark(content: MultipleResponse, response: Json) -> MarkResult:
    """Mark ``{"choices": [id]}``. Raises FormatError."""
    ticked = _ticked(content, response)
    if not ticked:
        return unanswered()
    correct = {option.id for option in content.options if option.correct}
    found, extra, missed = len(correct & ticked), len(ticked - correct), len(correct - ticked)
    exact, formula = _fraction(content, ticked)
    ticks = f"ticked {found} of {count_of(len(correct), 'correct option')} and {count_of(extra, 'incorrect one')}"
    return MarkResult(
        fraction=float(exact),
        outcome=outcome_of(float(exact)),
        parts=_parts(content, ticked),
        reasons=(ticks, formula),
        misconceptions=_misconceptions(content, ticked),
        feedback=_feedback(found, extra, missed),
    )


def bucket(content: MultipleResponse, response: Json) -> Bucket | None:
    """Group by the set of options ticked. Raises FormatError."""
    ticked = _ticked(content, response)
    if not ticked:
        return None
    label = shorten(" + ".join(plain(option.text) for option in content.options if option.id in ticked))
    misconceptions = _misconceptions(content, ticked)
    right = _fraction(content, ticked)[0] >= 1
    return Bucket(" ".join(sorted(ticked)), label, right, misconceptions[0] if misconceptions else None)
