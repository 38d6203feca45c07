"""What generators about programs share: asking for runs, and a program to be read whose wrong answers are run as well.

A pupil who holds a misconception reads another program than the one that stands there. So most distractors are the
output of a *misreading*: the same program with one change that acts the misconception out, run like the key. A
generator draws a ``Reading``, and ``predict`` makes the script of it.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from backend.generation.generators.base import Problem, Script, WrongAnswer
from backend.questions.types.programs import output_lines
from backend.sandbox.protocol import Limits, RunRequest, RunResult

LIMITS = Limits(cpu_ms=100, wall_ms=3000, output_bytes=4 * 1024)
"""A program for a question takes some milliseconds; a misreading may go on for ever, and a teacher waits for it."""

WHAT_IS_PRINTED = "What does this program print?"
NOTHING = "There is no output"
ERROR_MESSAGE = "An error message"
"""What stands for an output that isn't there, and for a program that stops with an error before it prints."""

_LINES_MAX = 6
_LINE_MAX_CHARS = 40


@dataclass(frozen=True, slots=True)
class Misreading:
    """What a pupil with a misconception expects: the output of ``source``, or where that is empty, ``output`` itself.

    A source that ends with an error or goes on for ever is nobody's expectation, and left out.
    """

    misconception: str
    source: str = ""
    output: str = ""


@dataclass(frozen=True, slots=True)
class Reading:
    """A program to be read. ``explanation`` says how it comes to its output, which ``predict`` adds.

    ``intro`` is a sentence before the program, such as what a user types; ``stdin`` is what they type.
    ``misreadings`` are in order of how common they are.
    """

    source: str
    misreadings: tuple[Misreading, ...]
    hints: tuple[str, str, str]
    explanation: str
    difficulty: int
    intro: str = ""
    stdin: str = ""


def run_of(source: str, stdin: str = "", then: str = "") -> RunRequest:
    """Return the request for one run of a generator's own program."""
    return RunRequest(source, stdin=stdin, then=then, prompts=False, limits=LIMITS, patient=True)


def printed(result: RunResult) -> str | None:
    """Return what a run printed, without blanks at the ends of lines; None for one that didn't end by itself.

    An error before anything is printed is ERROR_MESSAGE; after some output it is None.
    """
    output = "\n".join(output_lines(result.stdout))
    if result.status == "error":
        return None if output else ERROR_MESSAGE
    return output or NOTHING if result.status == "ok" else None


def lines(*parts: str) -> str:
    """Return a program of these lines."""
    return "\n".join(parts)


def indented(*parts: str) -> str:
    """Return lines one level further in."""
    return "\n".join(f"    {line}" for part in parts for line in part.split("\n"))


def changed(source: str, *changes: tuple[str, str]) -> str:
    """Return a program with each (old, new) text replaced; the old one stands there once. Raises ValueError."""
    for old, new in changes:
        if source.count(old) != 1:
            raise ValueError(f"{old!r} stands {source.count(old)} times in:\n{source}")
        source = source.replace(old, new)
    return source


def fenced(source: str) -> str:
    """Return a program as authors write it into a stem."""
    return f"```python\n{source}\n```"


def shown_outputs(outputs: Sequence[str]) -> list[str]:
    """Return outputs as options that can be told apart at a glance: in a line each, or all in blocks."""
    if all("\n" not in output for output in outputs):
        return [output if output in (NOTHING, ERROR_MESSAGE) else f"`{output}`" for output in outputs]
    return [output if output in (NOTHING, ERROR_MESSAGE) else f"```\n{output}\n```" for output in outputs]


def predict(reading: Reading, feedback: Mapping[str, str]) -> Script:
    """Return the script that asks what a program prints; ``feedback`` is by misconception."""
    to_run = [reading.source, *(each.source for each in reading.misreadings if each.source)]

    def finish(results: Sequence[RunResult]) -> Problem | None:
        key, *others = map(printed, results)
        if key is None or not _readable(key):
            return None
        # Of misreadings, errors aren't expected: whoever expects one says so by ``output``.
        ended = zip(others, results[1:], strict=True)
        expected = iter(output if result.status == "ok" else None for output, result in ended)
        wrong = [(next(expected) if each.source else each.output, each.misconception) for each in reading.misreadings]
        return _problem(reading, key, [(output, slug) for output, slug in wrong if output is not None], feedback)

    return Script(tuple(run_of(source, reading.stdin) for source in to_run), finish)


def _problem(
    reading: Reading, key: str, wrong: Iterable[tuple[str, str]], feedback: Mapping[str, str]
) -> Problem | None:
    kept = [(output, slug) for output, slug in wrong if _readable(output)]
    shown_key, *shown = shown_outputs([key, *(output for output, _ in kept)])
    if any(_tells(hint, key) for hint in reading.hints):
        return None
    intro = f"{reading.intro}\n\n" if reading.intro else ""
    return Problem(
        stem=f"{intro}{fenced(reading.source)}\n\n{WHAT_IS_PRINTED}",
        key=shown_key,
        wrong=tuple(WrongAnswer(text, slug, feedback[slug]) for text, (_, slug) in zip(shown, kept, strict=True)),
        hints=reading.hints,
        worked_solution=_worked(reading.explanation, shown_key),
        difficulty=reading.difficulty,
    )


def _worked(explanation: str, shown_key: str) -> str:
    if shown_key.startswith("```"):
        return f"{explanation} It prints:\n\n{shown_key}"
    if shown_key in (NOTHING, ERROR_MESSAGE):
        return f"{explanation} So the answer is: {shown_key}."
    return f"{explanation} It prints {shown_key}."


def _readable(output: str) -> bool:
    rows = output.split("\n")
    return len(rows) <= _LINES_MAX and all(0 < len(row) <= _LINE_MAX_CHARS and row.isprintable() for row in rows)


def _tells(hint: str, key: str) -> bool:
    """Say whether a hint happens to hold the output; a single digit or letter tells nothing."""
    return len(key) > 1 and re.search(rf"(?<!\w){re.escape(key)}(?!\w)", hint) is not None


Template = Callable[[random.Random], Reading]


def drawer(
    levels: Mapping[int, Sequence[Template]], feedback: Mapping[str, str]
) -> Callable[[random.Random, int], Script]:
    """Return the ``draw`` of a generator whose levels each have some templates, all equally likely."""

    def draw(rng: random.Random, level: int) -> Script:
        return predict(rng.choice(levels[level])(rng), feedback)

    return draw
