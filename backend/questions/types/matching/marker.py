"""Marks matching: right prompts / all prompts."""

from __future__ import annotations

from backend.questions.types.base import Bucket, Json, MarkResult, Part, outcome_of
from backend.questions.types.matching.schema import Matching
from backend.questions.types.pure_type import shorten
from backend.questions.types.reading import read_id, read_id_map, response_fields
from backend.questions.types.rich_text import plain
from backend.questions.types.verdicts import RIGHT, UNANSWERED_REASON, unanswered


def _pairs(content: Matching, response: Json) -> dict[str, str]:
    """Return the prompts that were answered with their options, in the content's order."""
    options = {option.id for option in content.options}
    given = read_id_map(response_fields(response, "pairs")["pairs"], {prompt.id for prompt in content.prompts})
    chosen = {prompt.id: read_id(given.get(prompt.id), options) for prompt in content.prompts}
    return {prompt: option for prompt, option in chosen.items() if option is not None}


def _part(content: Matching, prompt: str, option: str | None) -> Part:
    right = content.pairs[prompt] == option
    texts = {element.id: element.text for element in content.options}
    words = UNANSWERED_REASON if option is None else f"paired with '{shorten(plain(texts[option]))}'"
    return Part(prompt, float(right), f"{words}: {'right' if right else 'not right'}")


def mark(content: Matching, response: Json) -> MarkResult:
    """Mark ``{"pairs": {prompt: option}}``. Raises FormatError."""
    pairs = _pairs(content, response)
    if not pairs:
        return unanswered()
    parts = tuple(_part(content, prompt.id, pairs.get(prompt.id)) for prompt in content.prompts)
    right, count = sum(part.fraction == 1 for part in parts), len(parts)
    if right == count:
        feedback = RIGHT
    elif right:
        feedback = f"{right} of {count} fit together: good. Have another look at the rest."
    else:
        feedback = "Not this time. Start with the pair you feel surest of, and work on from there."
    fraction = right / count
    return MarkResult(
        fraction, outcome_of(fraction), parts, (f"{right} of {count} prompts are paired rightly",), (), feedback
    )


def bucket(content: Matching, response: Json) -> Bucket | None:
    """Group by the whole set of pairs. Raises FormatError."""
    pairs = _pairs(content, response)
    if not pairs:
        return None
    texts = {element.id: plain(element.text) for element in (*content.prompts, *content.options)}
    label = "; ".join(f"{texts[prompt]} → {texts[option]}" for prompt, option in pairs.items())
    key = " ".join(f"{prompt}>{option}" for prompt, option in sorted(pairs.items()))
    return Bucket(key, shorten(label), pairs == content.pairs)
