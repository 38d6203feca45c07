"""Marks predict_output: right lines, in the order of the program, of all lines that there should be or are."""

from __future__ import annotations

from dataclasses import dataclass

from backend.questions.types.base import Bucket, Json, MarkResult, Part, outcome_of
from backend.questions.types.predict_output.schema import PredictOutput
from backend.questions.types.predict_output.typed_lines import common_lines, typed_lines
from backend.questions.types.pure_type import shorten
from backend.questions.types.reading import read_text, response_fields
from backend.questions.types.text import fold_case
from backend.questions.types.verdicts import RIGHT, count_of, unanswered

_LOOK_CLOSELY = "Very close. Look at capitals, spaces and line breaks: a program prints exactly what it is told to."
_QUOTES = "Nearly. The quotation marks tell Python that this is text: they aren't printed."
_LINE_BY_LINE = "Go through the program line by line, and write down each value as it changes."
_NEW_LINE = "Each print begins on a line of its own."


@dataclass(frozen=True, slots=True)
class _Reading:
    """What was typed, beside what is printed; ``pairs`` are the lines that are right."""

    typed: tuple[str, ...]
    expected: tuple[str, ...]
    pairs: list[tuple[int, int]]
    misconception: str | None

    @property
    def fraction(self) -> float:
        # Lines too many count as well: otherwise writing more would never cost anything.
        return len(self.pairs) / max(len(self.expected), len(self.typed))


def _read(content: PredictOutput, response: Json) -> _Reading | None:
    text = read_text(response_fields(response, "text")["text"])
    if text is None:
        return None
    typed, expected = typed_lines(text), typed_lines(content.expected)
    known = next((known for known in content.known if typed_lines(known.text) == typed), None)
    return _Reading(typed, expected, common_lines(expected, typed), known.misconception if known else None)


def _parts(reading: _Reading) -> tuple[Part, ...]:
    right = {line for line, _ in reading.pairs}
    return tuple(
        Part(str(line + 1), float(line in right), f"line {line + 1}: {'right' if line in right else 'not right'}")
        for line in range(len(reading.expected))
    )


def _without(signs: str, lines: tuple[str, ...]) -> str:
    return fold_case("".join(lines).translate(str.maketrans("", "", signs)))


def _feedback(reading: _Reading) -> str:
    right, typed = len(reading.pairs), len(reading.typed)
    if reading.fraction >= 1:
        return RIGHT
    if _without(" ", reading.typed) == _without(" ", reading.expected):
        return _LOOK_CLOSELY
    if _without(" \"'", reading.typed) == _without(" \"'", reading.expected):
        return _QUOTES
    if typed == 1 < len(reading.expected):
        return f"Not yet. {_NEW_LINE} {_LINE_BY_LINE}"
    if not right:
        return f"Not this time. {_LINE_BY_LINE}"
    if right == typed:
        return f"What you wrote is right: good. The program prints more, though. {_LINE_BY_LINE}"
    return f"{right} of your {typed} lines {'is' if right == 1 else 'are'} right: good. {_LINE_BY_LINE}"


def _reasons(reading: _Reading) -> tuple[str, ...]:
    reasons = [f"{len(reading.pairs)} of {count_of(len(reading.expected), 'line')} right"]
    more = len(reading.typed) - len(reading.expected)
    if more > 0:
        reasons.append(f"{count_of(more, 'line')} too many")
    if reading.misconception:
        reasons.append("matched a known wrong output")
    return tuple(reasons)


def mark(content: PredictOutput, response: Json) -> MarkResult:
    """Mark ``{"text": str}``: all for the output itself, else the share of right lines. Raises FormatError."""
    reading = _read(content, response)
    if reading is None:
        return unanswered()
    return MarkResult(
        fraction=reading.fraction,
        outcome=outcome_of(reading.fraction),
        parts=_parts(reading),
        reasons=_reasons(reading),
        misconceptions=(reading.misconception,) if reading.misconception else (),
        feedback=_feedback(reading),
    )


def bucket(content: PredictOutput, response: Json) -> Bucket | None:
    """Group by the lines that were typed. Raises FormatError."""
    reading = _read(content, response)
    if reading is None:
        return None
    lines = "\n".join(reading.typed)
    return Bucket(f"text:{lines}", shorten(" ⏎ ".join(reading.typed)), reading.fraction >= 1, reading.misconception)
