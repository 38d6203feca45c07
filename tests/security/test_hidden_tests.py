"""Nothing that a pupil's browser receives tells of a program's hidden tests, nor of its solution before its time."""

from __future__ import annotations

import asyncio
import json
from typing import Any

import pytest

from tests.school import SchoolMaker
from tests.security.planting import PLANTED
from tests.security.test_no_keys import check, refuse_keys
from tests.sitting import Sitting, make_classroom

pytestmark = pytest.mark.database

SECRETS = [f"{PLANTED}{number}" for number in range(91, 97)]
SOLUTION, SEEN_LATER, UNSEEN, CALLED, WANTED, NAMED = SECRETS
PROGRAM = {
    "stem": "Say hello.",
    "starter": "name = input()\n",
    "solution": f"name = input()\nprint('Hello', name)  # {SOLUTION}\n",
    "tests": [
        {"id": "aaaaa1", "stdin": "Ada\n", "expected": "Hello Ada", "show": "example"},
        {"id": "bbbbb2", "stdin": f"{SEEN_LATER}\n", "expected": f"Hello {SEEN_LATER}", "show": "on_failure"},
        {"id": "ccccc3", "name": NAMED, "stdin": f"{UNSEEN}\n", "expected": f"Hello {UNSEEN}", "show": "never"},
        {
            "id": "ddddd4",
            "kind": "expression",
            "stdin": "x",
            "code": f"'{CALLED}'",
            "expected": f"'{WANTED}'",
            "show": "never",
        },
    ],
}
CURIOUS = f"name = input()\nif name.endswith('{UNSEEN[-1]}'):\n    raise ValueError(name)\nprint('Hello', name)\n"
"""Fails at a hidden test with a message that holds its input; one that would be shown on failure passes."""


async def test_hidden_tests_are_told_at_no_place(maker: SchoolMaker) -> None:
    room = await make_classroom(maker, questions=(("python_code", PROGRAM),), feedback="each", attempts_allowed=2)

    async def run(sitting: Sitting, **body: Any) -> None:
        path = f"/api/attempts/{sitting.attempt_id}/items/{sitting.items[0]['id']}/run"
        answer = await sitting.pupil.client.post(path, json={"source": CURIOUS, **body})
        assert answer.status_code == 200 and "Hello Ada" in answer.text
        refuse_keys([json.loads(line) for line in answer.text.splitlines()])

    async def result(sitting: Sitting) -> dict[str, Any]:
        told: dict[str, Any] = {"running": True}
        async with asyncio.timeout(60):
            while told["running"]:
                refuse_keys(told)
                told = await sitting.pupil.get(f"/api/attempts/{sitting.attempt_id}/result")
        return told

    async def sat() -> Sitting:
        sitting = await room.start(room.pupils[0])
        refuse_keys(sitting.items)
        refuse_keys(await sitting.send(sitting.event(sitting.items[0], {"code": CURIOUS})))
        await run(sitting, stdin="Ada")
        await run(sitting, examples=True)
        checked = await check(sitting, sitting.items[0])
        assert checked and checked["outcome"] == "partial"
        refuse_keys(checked)
        await sitting.submit()
        return sitting

    told = await result(await sat())
    refuse_keys(told)
    (item,) = told["items"]
    assert [test["passed"] for test in item["tests"]] == [True, True, False, False], "they were really run"
    # Once the key may be seen, the solution is; what tests hide stays hidden.
    (item,) = (await result(await sat()))["items"]
    assert SOLUTION in json.dumps(item["key"])
    refuse_keys({**item, "key": None})
    for payload in ("/api/my/assignments", "/api/my/results"):
        refuse_keys(await room.pupils[0].get(payload))
