"""The runner at the command line: one program, and answers that are marked by running."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from tests.questions.bank_samples import program

ROOT = Path(__file__).parents[2]


def _backend(*arguments: str, given: str = "") -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "backend", *arguments]
    return subprocess.run(command, input=given, capture_output=True, text=True, cwd=ROOT, check=False, timeout=60)


@pytest.mark.parametrize(
    ("source", "status", "code"),
    [("print(int(input()) * 2)", "ok", 0), ("print(1 / 0)", "error", 1), ("while True: print('x')", "output", 1)],
)
def test_one_program(tmp_path: Path, source: str, status: str, code: int) -> None:
    """It prints the whole result as JSON; the exit code says whether the program ended well."""
    file, stdin = tmp_path / "lesson.py", tmp_path / "typed.txt"
    file.write_text(source)
    stdin.write_text("21\n")
    ran = _backend("run", str(file), "--stdin", str(stdin), "--tier", "B", "--json")
    result = json.loads(ran.stdout)
    assert (result["status"], ran.returncode) == (status, code), ran.stderr
    plain = _backend("run", str(file), "--stdin", str(stdin))
    assert (plain.stdout, plain.returncode) == (result["stdout"], code)
    assert bool(plain.stderr) == (status != "ok")


def test_a_file_that_is_not_there() -> None:
    ran = _backend("run", "nowhere.py")
    assert (ran.returncode, ran.stdout) == (2, "")
    assert "nowhere.py" in ran.stderr


def test_answers_that_are_programs_are_marked_by_running_them() -> None:
    answers = ("number = int(input())\nprint(number * 2)", "print(6)", "print(")
    cases = [{"type": "python_code", "content": program(), "response": {"code": code}} for code in answers]
    ran = _backend("mark", given="\n".join(map(json.dumps, cases)))
    marks = [json.loads(line) for line in ran.stdout.splitlines()]
    assert [mark["error"] for mark in marks] == [None] * 3, ran.stderr
    assert [mark["outcome"] for mark in marks] == ["right", "partial", "wrong"]
    assert [round(mark["fraction"], 3) for mark in marks] == [1, 0.333, 0]
