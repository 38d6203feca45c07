"""Gaps in a passage are filled by typing or choosing."""

from __future__ import annotations

from collections.abc import Iterator

from backend.questions.types.accepting import number_fraction, text_fraction, with_number, with_text
from backend.questions.types.base import Acceptable, Json, PlainContent, PlainGap, shuffled, thinned
from backend.questions.types.cloze.marker import bucket, fillings_of, mark, shown_filling
from backend.questions.types.cloze.schema import ChoiceGap, Cloze, Gap, NumericGap, TextGap
from backend.questions.types.number_answers import full_answer, number_hints
from backend.questions.types.pure_type import Accepting, PureType, shorten
from backend.questions.types.rich_text import parse, plain
from backend.questions.types.text_answers import full_text


def _gap_view(gap: Gap, number: int, seed: int) -> dict[str, Json]:
    head: dict[str, Json] = {"kind": gap.type, "number": number}
    if isinstance(gap, NumericGap):
        return head | number_hints(gap)
    if isinstance(gap, ChoiceGap):
        options = shuffled(gap.options, seed, f"gap.{number}")
        return head | {"choices": [{"id": option.id, "text": plain(option.text)} for option in options]}
    return head


def _view(content: Cloze, seed: int) -> dict[str, Json]:
    numbered = enumerate(content.reading_order, start=1)
    return {
        "passage": parse(content.passage, content.gaps),
        "gaps": {gap_id: _gap_view(content.gaps[gap_id], number, seed) for number, gap_id in numbered},
    }


def _fewer(content: Cloze, seed: int) -> Cloze:
    gaps = {gap_id: _fewer_choices(gap, seed, f"fewer.{gap_id}") for gap_id, gap in content.gaps.items()}
    return content.model_copy(update={"gaps": gaps})


def _fewer_choices(gap: Gap, seed: int, salt: str) -> Gap:
    if not isinstance(gap, ChoiceGap):
        return gap
    return gap.model_copy(update={"options": thinned(gap.options, lambda option: option.fraction <= 0, seed, salt)})


def _full_filling(gap: Gap) -> str | None:
    if isinstance(gap, NumericGap):
        return full_answer(gap)
    if isinstance(gap, ChoiceGap):
        return next(option.id for option in gap.options if option.fraction >= 1)
    return full_text(gap.accepted)


def _key(content: Cloze) -> dict[str, Json]:
    return {"gaps": {gap_id: _full_filling(content.gaps[gap_id]) for gap_id in content.reading_order}}


def _gap_words(gap: Gap) -> str:
    if isinstance(gap, NumericGap):
        return "\n".join(answer.value for answer in gap.answers)
    if isinstance(gap, ChoiceGap):
        return "\n".join(plain(option.text) for option in gap.options)
    return "\n".join(accepted.pattern for accepted in gap.accepted)


def _plain_gap(content: Cloze, gap_id: str, gap: ChoiceGap) -> PlainGap:
    # Every other gap reads as a blank; this one stays a mark that can be found.
    passage = plain(content.passage, frozenset(content.gaps) - {gap_id})
    before, _, after = passage.partition(f"[[{gap_id}]]")
    return PlainGap(
        before=before.rpartition("\n")[2],
        after=after.partition("\n")[0],
        options=tuple(plain(option.text) for option in gap.options),
        keys=tuple(index for index, option in enumerate(gap.options) if option.fraction >= 1),
    )


def _flatten(content: Cloze) -> PlainContent:
    gaps = {gap_id: content.gaps[gap_id] for gap_id in content.reading_order}
    extra = {"passage": plain(content.passage, frozenset(gaps))}
    extra |= {f"gaps.{gap_id}": _gap_words(gap) for gap_id, gap in gaps.items()}
    return PlainContent(
        stem=content.stem,
        extra=extra,
        gaps={
            f"gaps.{gap_id}.options": _plain_gap(content, gap_id, gap)
            for gap_id, gap in gaps.items()
            if isinstance(gap, ChoiceGap)
        },
        typed={f"gaps.{gap_id}.accepted": gap.accepted for gap_id, gap in gaps.items() if isinstance(gap, TextGap)},
        numbers={f"gaps.{gap_id}.answers": gap for gap_id, gap in gaps.items() if isinstance(gap, NumericGap)},
    )


def _acceptable(content: Cloze, response: Json) -> Iterator[Acceptable]:
    fillings = fillings_of(content, response)
    for number, gap_id in enumerate(content.reading_order, start=1):
        gap, filling = content.gaps[gap_id], fillings.get(gap_id)
        if filling is None or isinstance(gap, ChoiceGap):
            continue
        if isinstance(gap, NumericGap):
            fraction = number_fraction(gap, filling)
        else:
            fraction = text_fraction(gap.accepted, filling)
        if fraction is not None:
            yield Acceptable(gap_id, shorten(f"Gap {number}: {shown_filling(gap, filling)}"), fraction)


def _with_accepted(content: Cloze, response: Json, part: str, fraction: float) -> Cloze:
    gap, filling = content.gaps[part], response["gaps"][part]
    new: dict[str, Json]
    if isinstance(gap, NumericGap):
        new = {"answers": with_number(gap, filling, fraction)}
    else:
        new = {"accepted": with_text(gap.accepted, filling, fraction)} if isinstance(gap, TextGap) else {}
    return content.model_copy(update={"gaps": {**content.gaps, part: gap.model_copy(update=new)}})


TYPE = PureType(
    key="cloze",
    label="Fill the gaps",
    marker_version=1,
    schema=Cloze,
    view=_view,
    full_answer=_key,
    marker=mark,
    to_bucket=bucket,
    flatten=_flatten,
    fewer=_fewer,
    accepting=Accepting(_acceptable, _with_accepted),
)
