"""Accepted and known-wrong answers in words, shared by short_text and the gaps of cloze."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Annotated, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, StrictBool, model_validator

from backend.questions.types.base import FormatError, MisconceptionSlug
from backend.questions.types.text import (
    close_limit,
    fold,
    fold_text,
    regex_matches,
    spelling_distance,
    wildcard_literals,
    wildcard_matches,
)
from backend.questions.types.verdicts import count_of

PATTERN_MAX_CHARS = 500


class AcceptedText(BaseModel):
    """One answer that is looked for, right or known to be wrong (``fraction`` 0).

    ``sample`` is how the answer reads where the pattern itself doesn't say (a regular expression).
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    pattern: str = Field(min_length=1, max_length=PATTERN_MAX_CHARS)
    fraction: float = Field(default=1.0, ge=0, le=1, allow_inf_nan=False)
    kind: Literal["wildcard", "exact", "regex", "close"] = "wildcard"
    case_sensitive: StrictBool = False
    misconception: MisconceptionSlug | None = None
    sample: str | None = Field(default=None, max_length=PATTERN_MAX_CHARS)

    @model_validator(mode="after")
    def _can_match(self) -> Self:
        if not fold_text(self.pattern):
            raise ValueError("the answer is empty; write what pupils may type")
        try:
            if self.kind == "regex":
                regex_matches(self.pattern, "", case_sensitive=self.case_sensitive)
        except FormatError as exc:
            raise ValueError(exc.message) from exc
        if self.sample is not None and slips(self, self.sample) is None:
            raise ValueError(f"the sample “{self.sample}” doesn't match the answer's pattern")
        return self


@dataclass(frozen=True, slots=True)
class TextMatch:
    """The accepted answer that a text matched, with how many slips of spelling (0 for all kinds but close)."""

    accepted: AcceptedText
    slips: int

    @property
    def reason(self) -> str:
        """Say in words what was matched, for the teacher."""
        match self.accepted.kind:
            case "regex":
                what = f"matched the regular expression '{self.accepted.pattern}'"
            case "close" if self.slips:
                what = f"close to '{self.accepted.pattern}' ({count_of(self.slips, 'slip')} of spelling)"
            case "wildcard" if _has_star(self.accepted.pattern):
                what = f"matched pattern '{self.accepted.pattern}'"
            case _:
                what = f"matched '{self.accepted.pattern}'"
        return what if self.accepted.fraction > 0 else f"{what}, a known wrong answer"


def _has_star(pattern: str) -> bool:
    return len(wildcard_literals(pattern)) > 1


def slips(accepted: AcceptedText, text: str) -> int | None:
    """Return how far ``text`` is from ``accepted`` in slips of spelling, None where it doesn't match."""
    if accepted.kind == "regex":
        matches = regex_matches(accepted.pattern, fold_text(text), case_sensitive=accepted.case_sensitive)
        return 0 if matches else None
    folded = fold(text, case_sensitive=accepted.case_sensitive)
    pattern = fold(accepted.pattern, case_sensitive=accepted.case_sensitive)
    if accepted.kind == "wildcard":
        return 0 if wildcard_matches(pattern, folded) else None
    if folded == pattern:
        return 0
    if accepted.kind == "exact":
        return None
    distance = spelling_distance(pattern, folded, close_limit(pattern))
    return distance if distance <= close_limit(pattern) else None


def _is_catch_all(accepted: AcceptedText) -> bool:
    """Say whether a pattern is stars alone: it catches whatever is left, so it isn't an answer of its own."""
    return accepted.kind == "wildcard" and not "".join(wildcard_literals(fold_text(accepted.pattern))).strip()


def find_text_match(answers: Sequence[AcceptedText], text: str) -> TextMatch | None:
    """Return the first answer that ``text`` matches.

    A slip of spelling never counts towards one answer when the text is, as it stands, another accepted or known-wrong
    one: "rooter" may be a slip for "router", but not where the teacher has listed "rooter".
    """
    distances = [slips(accepted, text) for accepted in answers]
    stands_as_typed = any(
        distance == 0 and not _is_catch_all(accepted) for accepted, distance in zip(answers, distances, strict=True)
    )
    for accepted, distance in zip(answers, distances, strict=True):
        if distance == 0 or (distance is not None and not stands_as_typed):
            return TextMatch(accepted, distance)
    return None


def require_full_mark(answers: Sequence[AcceptedText]) -> None:
    """Raise ValueError when no answer is worth full marks."""
    if not any(accepted.fraction >= 1 for accepted in answers):
        raise ValueError("at least one answer must be worth full marks (fraction 1)")


def full_text(answers: Sequence[AcceptedText]) -> str:
    """Return a text that earns full marks, as it would be shown to pupils as the right answer.

    A pattern's stars are left out ("random access*" reads "random access"). Where no text can be told from the patterns
    (only regular expressions without a sample), the first full-mark pattern itself is returned.
    """
    full = [accepted for accepted in answers if accepted.fraction >= 1]
    samples = [accepted.sample or _sample(accepted) for accepted in full]
    for sample in samples:
        match = find_text_match(answers, sample)
        if fold_text(sample) and match is not None and match.accepted.fraction >= 1:
            return sample
    return samples[0]


def _sample(accepted: AcceptedText) -> str:
    if accepted.kind != "wildcard":
        return accepted.pattern
    return fold_text("".join(wildcard_literals(fold_text(accepted.pattern)))) or accepted.pattern


AcceptedTexts = Annotated[tuple[AcceptedText, ...], Field(min_length=1, max_length=100)]
