"""A program run line by line: which lines it reached, and what its variables held then."""

from __future__ import annotations

import io
import sys
from types import CodeType, FrameType
from typing import Any

STEPS_MAX = 500
_SHOWN_MAX_CHARS = 60
_PLAIN = (bool, int, float, str, list, tuple, set, dict, type(None))


class _TooManySteps(Exception):
    """The program went on for longer than anybody would trace."""


def record(code: CodeType, namespace: dict[str, Any]) -> list[dict[str, Any]]:
    """Run a program; returns a step for each line reached, before it is carried out, and one for the end (line 0).

    A step is ``{"line", "variables": {name: repr}, "printed": characters so far}``; functions' own variables stand in
    the steps of their lines. Stops after ``STEPS_MAX`` steps.
    """
    taken: list[dict[str, Any]] = []
    out = io.StringIO()
    really, sys.stdout = sys.stdout, out

    def note(line: int, variables: dict[str, Any]) -> None:
        taken.append({"line": line, "variables": _shown(variables), "printed": out.tell()})
        if len(taken) >= STEPS_MAX:
            raise _TooManySteps

    def follow(frame: FrameType, event: str, argument: Any) -> Any:
        if frame.f_code.co_filename != code.co_filename:
            return None
        if event == "line":
            note(frame.f_lineno, dict(frame.f_locals))
        return follow

    sys.settrace(follow)
    try:
        exec(code, namespace)
    except _TooManySteps:
        return taken
    finally:
        sys.settrace(None)
        sys.stdout = really
        really.write(out.getvalue())
    taken.append({"line": 0, "variables": _shown(namespace), "printed": out.tell()})
    return taken


def _shown(variables: dict[str, Any]) -> dict[str, str]:
    return {
        name: repr(value)[:_SHOWN_MAX_CHARS]
        for name, value in variables.items()
        if not name.startswith("__") and type(value) in _PLAIN
    }
