"""Marks cases that come one JSON object a line, so that the marker can be checked from outside.

In: ``{"type", "content", "response"}``. Out: ``{"fraction", "outcome", "reasons", "misconceptions", "error"}``, one
line for each line, whatever it holds; ``error`` is null or ``{"code", "message"}``, and then the rest is null or empty.
Pure: the command line gives the lines and takes them, and runs the programs that an answer is marked by.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Sequence
from typing import NoReturn

from backend.questions.types.base import FormatError, Json, MarkResult
from backend.questions.types.registry import get_type
from backend.sandbox.protocol import RunRequest, RunResult

Run = Callable[[Sequence[RunRequest]], Sequence[RunResult]]


def no_runs(requests: Sequence[RunRequest]) -> list[RunResult]:
    """Run nothing, and say so."""
    return [RunResult("unavailable", reason="No program is run here.") for _ in requests]


def _refuse_constant(name: str) -> NoReturn:
    raise ValueError(f"{name} is not JSON")


def _read_case(line: str | bytes) -> dict[str, Json]:
    try:
        text = line.decode("utf-8-sig") if isinstance(line, bytes) else line.removeprefix("\ufeff")
        case = json.loads(text, parse_constant=_refuse_constant)
    except (ValueError, RecursionError) as exc:
        raise FormatError("bad_json", "This line isn't JSON: write one object a line.") from exc
    if not isinstance(case, dict):
        raise FormatError("bad_case", "A case is an object with type, content and response.")
    return case


def _mark_case(case: dict[str, Json], run: Run) -> MarkResult:
    key, content = case.get("type"), case.get("content")
    if not isinstance(key, str):
        raise FormatError("bad_case", "A case names its question type in the field type.")
    if not isinstance(content, dict):
        raise FormatError("bad_content", "A case holds its question as an object in the field content.")
    question_type = get_type(key)
    # Marking never reads the stem, so a case may go without one.
    parsed = question_type.parse_content({"stem": "(none)", **content})
    response = case.get("response")
    requests = question_type.plan_runs(parsed, response)
    results = run(requests) if requests else []
    if unrun := [each for each in results if not each.settled]:
        raise FormatError("not_run", unrun[0].reason)
    return question_type.mark(parsed, response, results)


def mark_line(line: str | bytes, run: Run = no_runs) -> dict[str, Json]:
    """Mark the case on one line. Never raises for what the line holds: problems come back as ``error``."""
    try:
        result = _mark_case(_read_case(line), run)
    except FormatError as exc:
        error = {"code": exc.code, "message": exc.message}
        return {"fraction": None, "outcome": None, "reasons": [], "misconceptions": [], "error": error}
    return {
        "fraction": result.fraction,
        "outcome": result.outcome,
        "reasons": list(result.reasons),
        "misconceptions": list(result.misconceptions),
        "error": None,
    }


def mark_stream(lines_in: Iterable[str | bytes], write: Callable[[str], object], run: Run = no_runs) -> int:
    """Write the result of each line as one line of ASCII JSON, in order; return how many there were.

    Give it bytes (``sys.stdin.buffer``) where a line may not be UTF-8.
    """
    count = 0
    for count, line in enumerate(lines_in, start=1):  # noqa: B007 - counted for the caller
        write(json.dumps(mark_line(line, run)) + "\n")
    return count
