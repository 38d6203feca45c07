"""Which runs a program needs to be marked: one that looks at it, then one a test. What is expected never goes along."""

from __future__ import annotations

from backend.questions.types.base import Json
from backend.questions.types.program_output import tidy, with_plain_newlines
from backend.questions.types.programs import read_code
from backend.questions.types.python_code.schema import ProgramTest, PythonCode, RunLimits
from backend.sandbox.protocol import Limits, RunRequest

MARKING_SEED = 1
"""``random`` gives every run that counts the same numbers, so that one answer has one mark."""


def plan(content: PythonCode, response: Json) -> tuple[RunRequest, ...]:
    """Return the runs of a response: none where it is blank or the starter as it was. Raises FormatError."""
    source = read_code(response)
    if source is None or is_untouched(content, source):
        return ()
    return runs_of(content, source)


def plan_practice(content: PythonCode, response: Json, stdin: str | None) -> tuple[RunRequest, ...]:
    """Return the run of a program with a pupil's own input, or those of the examples. Raises FormatError.

    What a pupil types in is read beside the files of the first example that has some, or else of another test that
    isn't hidden, with prompts and new random numbers: as it would run anywhere. A blank program isn't run.
    """
    source = read_code(response)
    if source is None:
        return ()
    limits = limits_of(content.limits)
    examples = [test for test in content.tests if test.is_example]
    if stdin is None:
        return tuple(run_of(content, test, source, limits) for test in examples)
    seen = (*examples, *(test for test in content.tests if test.show != "never"))
    files = next((test.files for test in seen if test.files), {})
    return (RunRequest(source, stdin=with_plain_newlines(stdin), files=files, limits=limits),)


def is_untouched(content: PythonCode, source: str) -> bool:
    """Say whether a program is the starter, but for white space at the ends of lines."""
    return tidy(source) == tidy(content.starter)


def runs_of(content: PythonCode, source: str) -> tuple[RunRequest, ...]:
    """Return the runs of any program: a look at it, then each test in its order."""
    limits = limits_of(content.limits)
    look = RunRequest(source, tool="inspect", limits=limits, patient=True)
    return look, *(run_of(content, test, source, limits) for test in content.tests)


def run_of(content: PythonCode, test: ProgramTest, source: str, limits: Limits) -> RunRequest:
    """Return the run of one test."""
    return RunRequest(
        source,
        stdin=test.stdin,
        then=test.code,
        files=test.files,
        seed=MARKING_SEED,
        limits=limits,
        patient=True,
        prompts=not content.ignore_prompts,
    )


def limits_of(limits: RunLimits) -> Limits:
    """Return a question's limits as the runner takes them."""
    return Limits(cpu_ms=limits.cpu_ms, wall_ms=limits.wall_ms, memory_mb=limits.memory_mb)
