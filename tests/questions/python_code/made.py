"""Contents and runs by hand: what a program would have come to, without running one."""

from __future__ import annotations

from typing import Any

from backend.questions.types.python_code import TYPE
from backend.sandbox.protocol import NO_VALUE, ProgramError, RunResult

IDS = ("aaaaa1", "bbbbb2", "ccccc3", "ddddd4", "eeeee5")

LOOK = RunResult(
    "ok",
    value={"constructs": {}, "imports": {}, "names": {}, "calls": {}, "functions": [], "recursive": [], "lines": 1},
)


def content(*tests: dict[str, Any], **fields: Any) -> Any:
    """A question with these tests; what a test leaves out is as usual."""
    numbered = [{"id": name, "expected": "1", **test} for name, test in zip(IDS, tests, strict=False)]
    return TYPE.parse_content({"stem": "Write it.", "solution": "print(1)", "tests": numbered, **fields})


def printed(text: str) -> RunResult:
    return RunResult("ok", stdout=text, value=NO_VALUE)


def gave(value: Any, text: str = "") -> RunResult:
    return RunResult("ok", stdout=text, value=value)


def error(kind: str = "NameError", line: int = 2, sentence: str = "There is no total yet, line 2.") -> RunResult:
    return RunResult("error", error=ProgramError(kind, "name 'total' is not defined", line, sentence))


def mark(question: Any, *runs: RunResult, code: str = "print(7)", look: RunResult = LOOK) -> Any:
    """Mark a program whose tests came to ``runs``."""
    return TYPE.mark(question, {"code": code}, [look, *runs])
