"""A cloze: the weighted mean of its gaps, each marked as a question of its own kind."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from tests.questions.second_marker import numbers, words
from tests.questions.second_marker.picks import clamp, exactly
from tests.questions.second_marker.reading import field_of, known_id, object_of, text_of


def cloze(content: Any, response: Any) -> Fraction | None:
    given = object_of(field_of(response, "gaps"), content["gaps"])
    earned = {gap_id: _gap(gap, given.get(gap_id)) for gap_id, gap in content["gaps"].items()}
    if all(fraction is None for fraction in earned.values()):
        return None
    weights = {gap_id: exactly(gap.get("weight", 1)) for gap_id, gap in content["gaps"].items()}
    return sum((weights[gap_id] * (earned[gap_id] or 0) for gap_id in weights), Fraction(0)) / sum(weights.values())


def _gap(gap: dict[str, Any], given: Any) -> Fraction | None:
    if gap["type"] == "choice":
        fractions = {option["id"]: exactly(option.get("fraction")) for option in gap["options"]}
        chosen = known_id(given, fractions)
        return None if chosen is None else clamp(fractions[chosen])
    text = text_of(given)
    if text is None:
        return None
    return words.earned(gap["accepted"], text) if gap["type"] == "short_text" else numbers.earned(gap, text)
