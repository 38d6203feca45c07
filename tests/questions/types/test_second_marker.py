"""The command line and the second marker agree on whatever is asked and answered."""

from __future__ import annotations

import json
import subprocess
import sys
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

import backend
from tests.questions.second_marker import MARKERS, Unreadable, mark
from tests.questions.second_marker.cases import MAKERS, cases

ROOT = Path(backend.__file__).parents[1]
REFUSED_MAX = 0.05
"""So few of the random contents may be no question (an answer that another one hides, say)."""


def by_command_line(made: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Mark all cases in one process, as anybody can from outside."""
    run = subprocess.run(
        [sys.executable, "-m", "backend", "mark"],
        input="".join(json.dumps(case) + "\n" for case in made),
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=600,
        check=True,
    )
    answers = [json.loads(line) for line in run.stdout.splitlines()]
    assert len(answers) == len(made)
    return answers


def disagreement(case: dict[str, Any], answer: dict[str, Any]) -> str | None:
    """Return how the two differ, None where they agree."""
    said = answer["error"]["code"] if answer["error"] else (answer["fraction"], answer["outcome"])
    try:
        fraction, outcome = mark(case["type"], case["content"], case["response"])
    except Unreadable:
        return None if answer["error"] else f"marked {said}, but it can't be read: {json.dumps(case)}"
    if answer["error"] or outcome != answer["outcome"] or abs(answer["fraction"] - float(fraction)) > 1e-9:
        return f"{said}, but the second marker says {float(fraction)}, {outcome}: {json.dumps(case)}"
    return None


def agree(count: int, seed: int) -> None:
    made = [case for key in MAKERS for case in cases(key, count, seed)]
    answers = by_command_line(made)
    asked = [
        (case, answer)
        for case, answer in zip(made, answers, strict=True)
        if not answer["error"] or answer["error"]["code"] != "bad_content"
    ]
    assert len(made) - len(asked) <= REFUSED_MAX * len(made)
    found = [words for case, answer in asked if (words := disagreement(case, answer))]
    assert not found, f"{len(found)} of {len(asked)}:\n" + "\n".join(found[:20])
    # The cases are worth something: of every type each outcome comes up, and text that can't be read.
    seen = Counter((case["type"], answer["outcome"]) for case, answer in asked)
    for key in MARKERS:
        expected = {"right", "wrong", "unanswered", None} | (set() if key == "true_false" else {"partial"})
        rare = {outcome for outcome in expected if seen[key, outcome] < count / 100}
        assert not rare, (key, rare)


def test_a_second_marker_agrees() -> None:
    agree(600, 1)


@pytest.mark.long
@pytest.mark.parametrize("seed", range(2, 6))
def test_a_second_marker_agrees_on_many_more(seed: int) -> None:
    agree(12_000, seed)
