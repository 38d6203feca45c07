"""What is different between what a program gave and what was expected: line by line, with hints in plain words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from rapidfuzz.distance import Levenshtein

from backend.questions.types.base import Json
from backend.questions.types.numbers_in_text import numbers_in
from backend.questions.types.program_output import tidy, tolerant_lines
from backend.questions.types.python_code.literals import written
from backend.questions.types.python_code.verdict import Verdict
from backend.questions.types.verdicts import count_of
from backend.sandbox.protocol import NoValue, Opaque

LINES_MAX = 100
LINE_MAX_CHARS = 300

_PRINTED = "It prints something but gives nothing back. Use return where it prints its answer."
_KINDS = {
    type(None): "None",
    bool: "True or False",
    int: "a whole number",
    float: "a decimal number",
    str: "a text",
    list: "a list",
    tuple: "a tuple",
    dict: "a dictionary",
    set: "a set",
}

Kind = Literal["same", "missing", "extra", "changed"]


@dataclass(frozen=True, slots=True)
class DifferentLine:
    """One line of both: ``expected`` is None for a line too many, ``got`` for one that is missing."""

    kind: Kind
    expected: str | None
    got: str | None
    hint: str = ""


@dataclass(frozen=True, slots=True)
class Difference:
    """Both texts line by line, up to LINES_MAX lines, ``more`` being how many are left out; and what stands out."""

    lines: tuple[DifferentLine, ...]
    hints: tuple[str, ...]
    more: int = 0

    def as_json(self) -> dict[str, Json]:
        """Return it as the page gets it."""
        lines = [{"kind": one.kind, "expected": one.expected, "got": one.got, "hint": one.hint} for one in self.lines]
        return {"lines": lines, "hints": list(self.hints), "more": self.more}


def difference_of(verdict: Verdict) -> Difference | None:
    """Return what is different in a test that failed; None where lines say nothing, as with a regular expression."""
    test, run = verdict.test, verdict.run
    if verdict.passed or run.status != "ok" or test.compare == "regex":
        return None
    if test.kind == "stdio":
        return text_difference(test.expected, run.stdout, numbers_only=test.compare == "number")
    return value_difference(test.expected_value, run.value, run.stdout)


def first_hint(verdict: Verdict) -> str:
    """Return the first thing to look at in a test whose program came to its end, without what was expected."""
    difference = difference_of(verdict)
    if difference is None or not difference.hints:
        return "Run it with the inputs of the first test that failed, and compare line by line."
    return difference.hints[0]


def text_difference(expected: str, got: str, *, numbers_only: bool = False) -> Difference:
    """Compare two outputs line by line, white space at line ends and blank lines at the end left out."""
    wanted, given = _lines(expected), _lines(got)
    lines = tuple(_aligned(wanted[:LINES_MAX], given[:LINES_MAX]))
    more = max(0, len(wanted) - LINES_MAX, len(given) - LINES_MAX) + max(0, len(lines) - LINES_MAX)
    return Difference(lines[:LINES_MAX], tuple(_text_hints(wanted, given, numbers_only=numbers_only)), more)


def value_difference(expected: Any, got: Any, printed: str) -> Difference:
    """Compare the value that came back with the one expected; two texts line by line, anything else as written."""
    hints = tuple(_value_hints(expected, got, printed))
    if isinstance(expected, str) and isinstance(got, str) and ("\n" in expected or "\n" in got):
        difference = text_difference(expected, got)
        return Difference(difference.lines, hints or difference.hints, difference.more)
    line = DifferentLine("changed", _cut(written(expected)), _cut(written(got)), hints[0] if hints else "")
    return Difference((line,), hints)


def _lines(text: str) -> list[str]:
    tidied = tidy(text)
    return tidied.split("\n") if tidied else []


def _cut(line: str) -> str:
    return line if len(line) <= LINE_MAX_CHARS else line[: LINE_MAX_CHARS - 1] + "…"


def _aligned(wanted: Sequence[str], given: Sequence[str]) -> Iterator[DifferentLine]:
    """Lay both beside each other with the fewest lines put in, taken out or changed."""
    numbers: dict[str, int] = {}
    left, right = ([numbers.setdefault(line, len(numbers)) for line in lines] for lines in (wanted, given))
    for step in Levenshtein.opcodes(left, right):
        one, other = wanted[step.src_start : step.src_end], given[step.dest_start : step.dest_end]
        match step.tag:
            case "equal":
                yield from (DifferentLine("same", _cut(line), _cut(line)) for line in one)
            case "delete":
                yield from (DifferentLine("missing", _cut(line), None) for line in one)
            case "insert":
                yield from (DifferentLine("extra", None, _cut(line)) for line in other)
            case _:
                for before, after in zip(one, other, strict=True):
                    yield DifferentLine("changed", _cut(before), _cut(after), line_hint(before, after))


def line_hint(expected: str, got: str) -> str:
    """Say in a few words what sets two lines apart, where it is one thing; empty where it isn't."""
    if expected.casefold() == got.casefold():
        return "only the capitals differ"
    if expected.strip() == got.strip():
        return "only the spaces at the start differ"
    if "".join(expected.split()) == "".join(got.split()):
        if len(expected) == len(got):
            return "only the spaces differ"
        return "a space too many" if len(got) > len(expected) else "a space is missing"
    if tolerant_lines(expected) == tolerant_lines(got):
        return "only capitals and spaces differ"
    wanted, given = numbers_in(expected), numbers_in(got)
    if wanted == given:
        if _letters(expected) == _letters(got):
            return "only the punctuation differs"
        return "the numbers are right, but written in another way or with other words" if wanted else ""
    return "only the numbers differ" if wanted and given and _words(expected) == _words(got) else ""


def _letters(line: str) -> str:
    return "".join(character for character in line if character.isalnum())


def _words(line: str) -> str:
    return "".join(character for character in line if not (character.isdigit() or character in ".-+"))


def _text_hints(wanted: list[str], given: list[str], *, numbers_only: bool) -> Iterator[str]:
    """Say what stands out, the most telling first."""
    if not given:
        yield "You printed nothing. Is there a print?"
        return
    if numbers_only:
        asked, found = (numbers_in("\n".join(lines)) or [] for lines in (wanted, given))
        if len(asked) != len(found):
            yield f"You printed {count_of(len(found), 'number')} and {_were(len(asked))} expected."
        return
    if [line for line in wanted if line] == [line for line in given if line]:
        yield "Only blank lines differ."
        return
    if len(wanted) != len(given):
        yield f"You printed {count_of(len(given), 'line')} and {_were(len(wanted))} expected."
    elif sorted(wanted) == sorted(given):
        yield "The lines are right, but in another order."
        return
    changed = [line for line in _aligned(wanted[:LINES_MAX], given[:LINES_MAX]) if line.kind == "changed"]
    hints = dict.fromkeys(line.hint for line in changed if line.hint)
    yield from (f"{hint[0].upper()}{hint[1:]}." for hint in hints)


def _were(count: int) -> str:
    return f"{count} was" if count == 1 else f"{count} were"


def _value_hints(expected: Any, got: Any, printed: str) -> Iterator[str]:
    if isinstance(got, NoValue):
        yield "No value came back."
    elif got is None:
        yield _PRINTED if tidy(printed) else "It gives nothing back. Is there a return?"
    elif isinstance(got, Opaque):
        yield f"It gives back a value of type {got.type_name}, and {_kind_of(expected)} was expected."
    elif type(got) is not type(expected):
        yield f"It gives back {_kind_of(got)}, and {_kind_of(expected)} was expected."
    elif isinstance(expected, str):
        hint = line_hint(expected, got)
        yield from [f"{hint[0].upper()}{hint[1:]}."] if hint else []
    elif isinstance(expected, list | tuple | set | dict):
        yield from _hints_of_entries(expected, got)


def _hints_of_entries(expected: Any, got: Any) -> Iterator[str]:
    if len(expected) != len(got):
        yield f"It gives back {count_of(len(got), 'entry', 'entries')} and {_were(len(expected))} expected."
    elif isinstance(expected, list) and sorted(map(written, expected)) == sorted(map(written, got)):
        yield "The entries are right, but in another order."


def _kind_of(value: Any) -> str:
    return _KINDS.get(type(value), "a value of another kind")
