"""What a teacher wants to know of a task: is it solved by its solution, left open by its starter, tested well enough?

Everything here is in two phases: one function plans runs, another judges what they came to. Slips are what
``tool="mutate"`` answers: ``{"source", "line", "kind", "what"}``.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from backend.questions.types.base import Evidence, EvidenceMissing, Json
from backend.questions.types.python_code.marker import judged
from backend.questions.types.python_code.plan import limits_of, run_of, runs_of
from backend.questions.types.python_code.schema import PythonCode
from backend.questions.types.python_code.verdict import verdicts_of
from backend.sandbox.protocol import Limits, RunRequest

MUTANTS_MAX = 30
_MUTANT_CPU_MS = 250
"""A slip often makes a loop endless: what the solution does in a moment isn't waited for longer than this."""


def plan_check(content: PythonCode) -> tuple[RunRequest, ...]:
    """Return the runs of the solution, then those of the starter; of a blank starter none."""
    starter = runs_of(content, content.starter) if content.starter.strip() else ()
    return runs_of(content, content.solution) + starter


def judge_check(content: PythonCode, evidence: Evidence) -> dict[str, Json]:
    """Return ``{"solution_passes", "starter_fails", "problems": [sentence]}``. Raises EvidenceMissing."""
    if len(evidence) != len(plan_check(content)):
        raise EvidenceMissing("a task is checked by the runs of its solution and its starter")
    each = 1 + len(content.tests)
    solution = judged(content, content.solution, evidence[:each])
    problems = []
    if solution.fraction < 1:
        problems = [f"The solution doesn't earn full marks: {reason}." for reason in solution.reasons]
    starter_fails = True
    if starter_runs := evidence[each:]:
        starter_fails = judged(content, content.starter, starter_runs).fraction < 1
        if not starter_fails:
            problems.append("The starter passes every test already: take something out of it, or test more.")
    return {"solution_passes": solution.fraction >= 1, "starter_fails": starter_fails, "problems": problems}


def mutants_request(content: PythonCode) -> RunRequest:
    """Return the run that makes mutants of the solution: programs with one likely slip each."""
    return RunRequest(content.solution, tool="mutate", limits=limits_of(content.limits), patient=True)


def read_mutants(value: Any) -> list[dict[str, Any]]:
    """Return the mutants of a ``mutate`` run, no more than are worth their time; none where it failed."""
    return list(value)[:MUTANTS_MAX] if isinstance(value, list) else []


def plan_mutants(content: PythonCode, mutants: Sequence[Mapping[str, Any]]) -> tuple[RunRequest, ...]:
    """Return the runs of every test for each mutant."""
    limits = mutant_limits(content)
    return tuple(run_of(content, test, mutant["source"], limits) for mutant in mutants for test in content.tests)


def mutant_limits(content: PythonCode) -> Limits:
    """Return what a mutant may use."""
    usual = limits_of(content.limits)
    return Limits(min(usual.cpu_ms, _MUTANT_CPU_MS), usual.wall_ms, usual.memory_mb)


def judge_mutants(
    content: PythonCode, mutants: Sequence[Mapping[str, Any]], evidence: Evidence
) -> list[dict[str, Json]]:
    """Return, for each mutant, ``{"line", "kind", "what", "killed_by": [test id], "survives"}``.

    A mutant that every test passes survives: no test would find this slip in a pupil's program.
    """
    each = len(content.tests)
    if len(evidence) != each * len(mutants):
        raise EvidenceMissing("a mutant is judged by a run of every test")
    found = []
    for index, mutant in enumerate(mutants):
        verdicts = verdicts_of(content, evidence[index * each : (index + 1) * each])
        killed_by = [verdict.test.id for verdict in verdicts if not verdict.passed]
        about = {field: mutant[field] for field in ("line", "kind", "what")}
        found.append(about | {"killed_by": killed_by, "survives": not killed_by})
    return found
