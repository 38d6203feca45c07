"""The good programs print in the runner what they print under Python itself, behind both kinds of walls."""

import asyncio

import pytest

from backend.sandbox.protocol import RunRequest
from tests.sandbox.corpus import Program, programs
from tests.sandbox.test_attacks import started


def request_for(program: Program) -> RunRequest:
    return RunRequest(program.source, stdin=program.stdin, seed=program.seed, files=program.files, patient=True)


@pytest.mark.parametrize("tier", ["A", "B"])
async def test_good_programs_work(tier):
    runner = await started(tier)
    try:
        found = programs()
        results = await asyncio.gather(*(runner.run(request_for(program), owner=program.name) for program in found))
        wrong = [
            (program.name, result.status, result.stdout, result.stderr)
            for program, result in zip(found, results, strict=True)
            if (result.status, result.stdout, result.stderr) != ("ok", program.out, "")
        ]
        assert wrong == []
        too_little = [
            (program.name, program.draws, len(result.drawing))
            for program, result in zip(found, results, strict=True)
            if sum(command["op"] == "line" for command in result.drawing) < program.draws
        ]
        assert too_little == []
    finally:
        await runner.stop()
