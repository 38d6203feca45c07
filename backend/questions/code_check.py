"""Checks a programming task before pupils get it: its solution, its starter, and which likely slips its tests find."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, cast

from backend.accounts.permissions import Actor
from backend.questions.content import read_content
from backend.questions.errors import NotRun
from backend.questions.schemas import CodeCheck, CodeSlip
from backend.questions.types.python_code.checking import (
    judge_check,
    judge_mutants,
    mutants_request,
    plan_check,
    plan_mutants,
    read_mutants,
)
from backend.questions.types.python_code.schema import PythonCode
from backend.questions.types.python_code.suggesting import plan_suggestions, probes_for, suggest_tests
from backend.sandbox.protocol import RunRequest, RunResult
from backend.sandbox.runner import Runner

SUGGESTIONS_MAX = 8
"""For so many slips a test is looked for; once it is added, others are often found by it, too."""


async def check_code(runner: Runner, actor: Actor, raw: Mapping[str, Any]) -> CodeCheck:
    """Run a task's solution, its starter and likely slips against its tests. Raises UnreadableQuestion, NotRun."""
    content = cast(PythonCode, read_content("python_code", raw)[1])
    *runs, made = await _run_all(runner, actor, (*plan_check(content), mutants_request(content)))
    report = judge_check(content, runs)
    mutants = read_mutants(made.value) if report["solution_passes"] else []
    judged = judge_mutants(content, mutants, await _run_all(runner, actor, plan_mutants(content, mutants)))
    slips = [CodeSlip(**each) for each in judged]
    survivors = [index for index, slip in enumerate(slips) if slip.survives][:SUGGESTIONS_MAX]
    chosen, probes = [mutants[index] for index in survivors], probes_for(content)
    tried = await _run_all(runner, actor, plan_suggestions(content, chosen, probes) if chosen else ())
    tests = suggest_tests(content, chosen, probes, tried) if chosen else []
    for index, test in zip(survivors, tests, strict=True):
        slips[index].suggestion = test
    return CodeCheck(**report, mutants=slips)


async def _run_all(runner: Runner, actor: Actor, requests: Sequence[RunRequest]) -> list[RunResult]:
    results = await runner.run_all(requests, actor.user_id)
    if stopped := next((run for run in results if not run.settled), None):
        raise NotRun(stopped.reason or "The programs could not be run just now. Try again.")
    return results
