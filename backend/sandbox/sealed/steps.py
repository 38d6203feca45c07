"""A program run line by line: which lines it reached, and what its variables held then."""

from __future__ import annotations

import io
import sys
from types import CodeType, FrameType

TYPE_CHECKING = False  # library.py says why typing isn't imported
if TYPE_CHECKING:
    from typing import Any

STEPS_MAX = 500
_SHOWN_MAX_CHARS = 60
_PLAIN = (bool, int, float, str, list, tuple, set, dict, type(None))


class _TooManySteps(Exception):
    """The program went on for longer than anybody would trace."""


def record(code: CodeType, namespace: dict[str, Any]) -> list[dict[str, Any]]:
    """Run a program; returns a step for each line reached, before it is carried out, and one for the end (line 0).

    A step is ``{"line", "variables": {name: repr}, "printed": characters so far, "function": its name, "call": which
    call}``; functions' own variables stand in the steps of their lines. Call 0 is the program itself, whose
    ``function`` is empty. Stops after ``STEPS_MAX`` steps.
    """
    taken: list[dict[str, Any]] = []
    # By the frame, and not by its address: a held frame's address goes to no other.
    calls: dict[FrameType, int] = {}
    out = io.StringIO()
    really, sys.stdout = sys.stdout, out

    def note(frame: FrameType) -> None:
        call = calls.setdefault(frame, len(calls))
        step = _step(frame.f_lineno, frame.f_locals, out.tell())
        taken.append(step | {"function": frame.f_code.co_name if call else "", "call": call})
        if len(taken) >= STEPS_MAX:
            raise _TooManySteps

    def follow(frame: FrameType, event: str, argument: Any) -> Any:
        if frame.f_code.co_filename != code.co_filename:
            return None
        if event == "line":
            note(frame)
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
    taken.append(_step(0, namespace, out.tell()) | {"function": "", "call": 0})
    return taken


def _step(line: int, variables: dict[str, Any], printed: int) -> dict[str, Any]:
    return {"line": line, "variables": _shown(variables), "printed": printed}


def _shown(variables: dict[str, Any]) -> dict[str, str]:
    return {
        name: repr(value)[:_SHOWN_MAX_CHARS]
        for name, value in list(variables.items())
        if not name.startswith("__") and type(value) in _PLAIN
    }
