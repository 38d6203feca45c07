"""What the runs of a program's tests came to: which passed, and in words why the others didn't."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from backend.questions.types.base import EvidenceMissing
from backend.questions.types.program_output import tidy
from backend.questions.types.python_code.compare import passes
from backend.questions.types.python_code.literals import shortened, written
from backend.questions.types.python_code.schema import ProgramTest, PythonCode
from backend.sandbox.protocol import ProgramError, RunResult


@dataclass(frozen=True, slots=True)
class Verdict:
    """One test's run. ``number`` counts from 1 over all tests of the question."""

    test: ProgramTest
    number: int
    run: RunResult
    passed: bool

    @property
    def title(self) -> str:
        """The test's name, for teachers."""
        return f"Test {self.number} “{self.test.name}”" if self.test.name else f"Test {self.number}"

    @property
    def got(self) -> str:
        """What was printed, or the value that came back, as Python writes it."""
        if self.test.kind == "stdio":
            return tidy(self.run.stdout)
        return written(self.run.value) if self.run.status == "ok" else ""


def verdicts_of(content: PythonCode, runs: Sequence[RunResult]) -> list[Verdict]:
    """Judge each test by its run. Raises EvidenceMissing for a run that says nothing about the program."""
    for run in runs:
        require_told(run)
    return [
        Verdict(test, number, run, passes(test, run))
        for number, (test, run) in enumerate(zip(content.tests, runs, strict=True), start=1)
    ]


def require_told(run: RunResult) -> None:
    """Raise EvidenceMissing for a run that was never made, or not to its end: it says nothing about the program."""
    if not run.settled:
        raise EvidenceMissing(f"a program can't be marked by a run that is {run.status}")


def reason_of(verdict: Verdict) -> str:
    """Say of one test, to its teacher, what came of it and what was expected."""
    if verdict.passed:
        return f"{verdict.title}: passed"
    ended = how_it_ended(verdict.run)
    if ended:
        return f"{verdict.title}: {ended}"
    did = "printed" if verdict.test.kind == "stdio" else f"{shortened(verdict.test.code)} gave"
    quoted = f"“{shortened(verdict.got)}”" if verdict.got else "nothing"
    return f"{verdict.title}: {did} {quoted}, {wanted(verdict.test)}"


def wanted(test: ProgramTest) -> str:
    """Say what a test expects, as the end of a sentence."""
    expected = shortened(tidy(test.expected))
    match test.compare:
        case "regex":
            return f"expected to match '{expected}'"
        case "number" if test.tolerance:
            return f"expected “{expected}”, within {test.tolerance:g}"
    return f"expected “{expected}”" if expected else "expected nothing"


def how_it_ended(run: RunResult) -> str:
    """Say for a teacher how a run ended that didn't end by itself; empty for one that did."""
    match run.status:
        case "ok":
            return ""
        case "error":
            return in_python(run.error) if run.error else "stopped with an error"
        case "time":
            return "stopped at its limit of time without coming to its end"
        case "output":
            return "stopped because it printed too much"
        case "crash":
            return "stopped by a crash of Python, such as from calling itself without an end"
    return "stopped because it tried what no lesson needs, such as to start another program or to use the network"


def in_python(error: ProgramError) -> str:
    """Return an error in Python's words."""
    where = f" in line {error.line}" if error.line else ""
    return f"{error.kind}{where}: {shortened(error.message)}" if error.message else f"{error.kind}{where}"


def told_ending(run: RunResult) -> str:
    """Say for a pupil how a run ended that didn't end by itself; empty for one that did."""
    if run.status == "ok":
        return ""
    if run.error:
        return run.error.sentence or in_python(run.error)
    return run.reason or "Your program was stopped before it came to its end."
