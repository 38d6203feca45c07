"""Tests that find the slips no test of a task finds yet: inputs near those of its tests, tried on both programs.

First inputs are made (``probes_for``), then the solution and the surviving mutants run with them
(``plan_suggestions``), and what the solution gave becomes the expected answer (``suggest_tests``).
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from itertools import chain, zip_longest
from typing import Any

from pydantic import ValidationError

from backend.questions.types.base import Evidence, EvidenceMissing, Json, new_element_id
from backend.questions.types.program_output import tidy
from backend.questions.types.python_code.checking import mutant_limits
from backend.questions.types.python_code.compare import passes
from backend.questions.types.python_code.inputs import bounds_of, other_calls, other_stdins
from backend.questions.types.python_code.literals import LITERAL_MAX_CHARS, written
from backend.questions.types.python_code.plan import run_of
from backend.questions.types.python_code.schema import ProgramTest, PythonCode
from backend.questions.types.python_code.verdict import require_told
from backend.sandbox.protocol import RunRequest, RunResult

PROBES_MAX = 40


def probes_for(content: PythonCode) -> tuple[ProgramTest, ...]:
    """Return tests with other inputs, of which nothing is expected yet; the same for the same content."""
    known = {(test.kind, test.stdin, test.code) for test in content.tests}
    bounds = bounds_of(content.solution)
    varied = zip_longest(*(_variants(test, bounds) for test in content.tests))
    probes: dict[tuple[str, str, str], ProgramTest] = {}
    for probe in chain.from_iterable(varied):
        if probe is not None and (probe.kind, probe.stdin, probe.code) not in known:
            probes.setdefault((probe.kind, probe.stdin, probe.code), probe)
        if len(probes) == PROBES_MAX:
            break
    return tuple(probes.values())


def plan_suggestions(
    content: PythonCode, survivors: Sequence[Mapping[str, Any]], probes: Sequence[ProgramTest]
) -> tuple[RunRequest, ...]:
    """Return the runs of the solution with each probe, then those of each surviving mutant."""
    sources = [content.solution, *(mutant["source"] for mutant in survivors)]
    limits = mutant_limits(content)
    return tuple(run_of(content, probe, source, limits) for source in sources for probe in probes)


def suggest_tests(
    content: PythonCode, survivors: Sequence[Mapping[str, Any]], probes: Sequence[ProgramTest], evidence: Evidence
) -> list[dict[str, Json] | None]:
    """Return for each survivor a test, as content has it, that the solution passes and the mutant doesn't.

    None where no probe tells the two apart: the slip may change nothing that can be seen.
    """
    if len(evidence) != len(probes) * (1 + len(survivors)):
        raise EvidenceMissing("tests are suggested by runs of the solution and of every survivor")
    for run in evidence:
        require_told(run)
    rows = [evidence[start : start + len(probes)] for start in range(0, len(evidence), len(probes) or 1)]
    if not rows:
        return [None] * len(survivors)
    taken = {test.id for test in content.tests}
    tests = [_answered(probe, run, taken) for probe, run in zip(probes, rows[0], strict=True)]
    return [_first_telling(tests, runs) for runs in rows[1:]]


def _first_telling(tests: Sequence[ProgramTest | None], runs: Sequence[RunResult]) -> dict[str, Json] | None:
    for test, run in zip(tests, runs, strict=True):
        if test is not None and not passes(test, run):
            return test.model_dump(mode="json", exclude_unset=True)
    return None


def _answered(probe: ProgramTest, run: RunResult, taken: set[str]) -> ProgramTest | None:
    """Return a probe with what the solution gave as expected; None where that is no answer to expect."""
    expected = tidy(run.stdout) if probe.kind == "stdio" else written(run.value)
    longest = 10_000 if probe.kind == "stdio" else LITERAL_MAX_CHARS
    if run.status != "ok" or not expected or len(expected) > longest:
        return None
    rng = random.Random(f"{probe.kind}:{probe.stdin}:{probe.code}")  # noqa: S311 - a name that repeats, no secret
    name = new_element_id(rng)
    while name in taken:
        name = new_element_id(rng)
    taken.add(name)
    with suppress(ValidationError):
        # What came back may not be a value that can be written.
        answered = _made(name, probe, probe.stdin, probe.code, expected)
        return answered if passes(answered, run) else None
    return None


def _variants(test: ProgramTest, bounds: Sequence[int]) -> Iterator[ProgramTest]:
    """Return a test with one of its inputs changed at a time."""
    for stdin in other_stdins(test.stdin, bounds):
        yield from _probe(test, stdin, test.code)
    for code in other_calls(test.code, bounds):
        yield from _probe(test, test.stdin, code)


def _probe(test: ProgramTest, stdin: str, code: str) -> Iterator[ProgramTest]:
    expected = "" if test.kind == "stdio" else "None"
    with suppress(ValidationError):
        # An input that is too long for a test is no loss.
        yield _made(test.id, test, stdin, code, expected)


def _made(test_id: str, like: ProgramTest, stdin: str, code: str, expected: str) -> ProgramTest:
    # Never a copy of ``like``: that would bring its value along.
    return ProgramTest(
        id=test_id, kind=like.kind, stdin=stdin, code=code, files=dict(like.files), expected=expected, show="never"
    )
