"""Working programs such as teachers write, with the places in them where beginners slip.

A program is written with its slips in it: ``total = «0|1~loops.start_value_wrong»`` is right with 0, and somebody who
starts totals at the wrong value writes 1. Bugs to mend, distractors of Parsons problems and the wrong options of gaps
are all made of these; each is run before it is used.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from backend.generation.generators.programs import run_of
from backend.questions.types.program_output import output_agrees
from backend.sandbox.protocol import RunRequest, RunResult

_MARK = re.compile(r"«([^»]*)»")


@dataclass(frozen=True, slots=True)
class Spot:
    """A place in a program: what is right there, and (what beginners write instead, misconception).

    ``line`` counts from 0, ``start`` is the column. A spot may be nothing but indentation.
    """

    line: int
    start: int
    right: str
    wrong: tuple[tuple[str, str], ...]

    @property
    def is_indentation(self) -> bool:
        """Say whether it is about where the line begins."""
        return self.start == 0 and not self.right.strip()


@dataclass(frozen=True, slots=True)
class Slip:
    """One line of a program as somebody with a misconception writes it; ``line`` counts from 0."""

    line: int
    text: str
    misconception: str


@dataclass(frozen=True, slots=True)
class Working:
    """A program that does its ``task``: sentences that settle each detail of what it prints.

    ``inputs`` are what is typed in each of its tests, a line an ``input()``. The first is the example.
    """

    task: str
    lines: tuple[str, ...]
    spots: tuple[Spot, ...]
    inputs: tuple[str, ...]

    @property
    def source(self) -> str:
        """The program as text."""
        return source_of(self.lines)

    def filled(self, fillings: Iterable[tuple[Spot, str]]) -> str:
        """Return the program as text with something else in some of its spots."""
        lines = list(self.lines)
        # From the right, so that the columns of what is still to be filled stay where they are.
        for spot, text in sorted(fillings, key=lambda filling: -filling[0].start):
            line = lines[spot.line]
            lines[spot.line] = line[: spot.start] + text + line[spot.start + len(spot.right) :]
        return source_of(lines)

    def with_slip(self, slip: Slip) -> str:
        """Return the program as text with one line slipped."""
        return source_of((*self.lines[: slip.line], slip.text, *self.lines[slip.line + 1 :]))

    @property
    def slips(self) -> tuple[Slip, ...]:
        """Every wrong filling of a spot, as a line."""
        return tuple(
            Slip(spot.line, self.filled([(spot, text)]).split("\n")[spot.line], misconception)
            for spot in self.spots
            for text, misconception in spot.wrong
        )

    def runs(self, source: str) -> tuple[RunRequest, ...]:
        """Return a run of ``source`` for each test of this program."""
        return tuple(run_of(source, stdin) for stdin in self.inputs)

    def runs_of(self, sources: Iterable[str]) -> tuple[RunRequest, ...]:
        """Return the runs of several programs, one after the other."""
        return tuple(run for source in sources for run in self.runs(source))

    def results_of(self, results: Sequence[RunResult]) -> list[Sequence[RunResult]]:
        """Return what ``runs_of`` came to, program by program."""
        count = len(self.inputs)
        return [results[place : place + count] for place in range(0, len(results), count)]


def source_of(lines: Iterable[str]) -> str:
    """Return lines as a program."""
    return "".join(f"{line}\n" for line in lines)


def depth_of(line: str) -> int:
    """Return how far in a line stands, in steps of four spaces."""
    return (len(line) - len(line.lstrip())) // 4


def working(task: str, marked: str, *inputs: Sequence[object]) -> Working:
    """Return the program written as ``marked``; ``inputs`` are the lines typed in each of its tests."""
    lines, spots = [], []
    for number, line in enumerate(marked.strip("\n").split("\n")):
        plain, end = "", 0
        for match in _MARK.finditer(line):
            plain += line[end : match.start()]
            right, *wrong = match[1].split("|")
            spots.append(Spot(number, len(plain), right, tuple(_wrong_of(each) for each in wrong)))
            plain, end = plain + right, match.end()
        lines.append(plain + line[end:])
    typed = dict.fromkeys("".join(f"{line}\n" for line in each) for each in inputs)
    return Working(task, tuple(lines), tuple(spots), tuple(typed) or ("",))


def _wrong_of(marked: str) -> tuple[str, str]:
    text, _, misconception = marked.rpartition("~")
    return text, misconception


def works(results: Sequence[RunResult]) -> bool:
    """Say whether a program came to its end, and printed something, in every test."""
    return all(result.status == "ok" and result.stdout.strip() for result in results)


def is_noticed(right: Sequence[RunResult], other: Sequence[RunResult]) -> bool:
    """Say whether a program ends by itself and does something else than the right one in some test."""
    ended = all(result.status in ("ok", "error") for result in other)
    return ended and not does_the_same(right, other)


def does_the_same(right: Sequence[RunResult], other: Sequence[RunResult]) -> bool:
    """Say whether a program prints what the right one prints in every test."""
    return all(passes(one, two) for one, two in zip(right, other, strict=True))


def passes(right: RunResult, other: RunResult) -> bool:
    """Say whether a program did in one test what the right one does."""
    return other.status == "ok" and output_agrees(other.stdout, right.stdout, "exact", 0.0)


# What templates write their slips with.


def mark(right: object, *wrong: tuple[object, str]) -> str:
    """Return a marked spot: ``wrong`` holds (what is written instead, misconception)."""
    return f"«{'|'.join([str(right), *(f'{text}~{misconception}' for text, misconception in wrong)])}»"


def asks_number(prompt: str) -> str:
    """Return a marked whole number that is asked for."""
    return mark(
        f'int(input("{prompt}"))',
        (f'input("{prompt}")', "types.input_is_a_number"),
        (f'int("{prompt}")', "types.int_reads_input"),
    )


_OTHER_BOUNDARY = {">=": ">", ">": ">=", "<=": "<", "<": "<="}
_OTHER_WAY = {">=": "<=", ">": "<", "<=": ">=", "<": ">"}


def sign(right: str) -> str:
    """Return a marked comparison with a limit."""
    slips = [
        (_OTHER_BOUNDARY[right], "selection.boundary_left_out"),
        (_OTHER_WAY[right], "selection.greater_less_swapped"),
        ("==", "selection.equals_for_a_limit"),
    ]
    if len(right) == 2:
        slips.insert(1, (f"={right[0]}", "selection.sign_order"))
    return mark(right, *slips)


def value(right: str, *others: str) -> str:
    """Return a marked variable whose value is meant."""
    return mark(
        right, (f'"{right}"', "variables.name_is_value"), *((other, "variables.other_variable") for other in others)
    )


def operator(right: str) -> str:
    """Return a marked arithmetic operator."""
    return mark(
        right,
        *(
            (other, _DIVISIONS.get((right, other), "programming.operator_mixed_up"))
            for other in _OTHER_OPERATORS[right]
        ),
    )


_DIVISIONS = {
    ("//", "/"): "types.slash_gives_whole",
    ("//", "%"): "types.remainder_is_quotient",
    ("%", "//"): "types.floor_gives_remainder",
    ("%", "/"): "types.slash_gives_remainder",
    ("/", "//"): "types.floor_is_slash",
}
"""What somebody thinks who writes the second operator for the first."""

_OTHER_OPERATORS = {
    "*": ("+", "/", "-"),
    "+": ("*", "-"),
    "-": ("+", "*"),
    "//": ("/", "%"),
    "%": ("//", "/"),
    "/": ("*", "//"),
}

IN_LOOP = mark("    ", ("", "loops.body_line_outside"))
"""The indentation of a line of a loop's body that isn't the only one."""

AFTER_LOOP = mark("", ("    ", "loops.later_line_inside"))
"""The indentation of the line after a loop."""


def rounds(count: int) -> str:
    """Return the marked end of ``range(…)`` for so many rounds."""
    return mark(count, (count - 1, "loops.range_includes_end"), (count + 1, "loops.range_too_far"))


def starts(right: object, *wrong: object) -> str:
    """Return the marked first value of a total or a count."""
    return mark(right, *((each, "loops.start_value_wrong") for each in wrong))
