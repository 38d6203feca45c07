"""What a child left, read as a result. Nothing in it is believed beyond what the kernel says: it is data. Pure."""

from __future__ import annotations

import json
import signal
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, NoReturn

from backend.sandbox.protocol import NO_VALUE, Limits, Opaque, ProgramError, RunResult, Status
from backend.sandbox.sealed.values import Unreadable, from_tagged, is_plain

_TEXT_MAX_CHARS = 600
_DRAWING_MAX = 5001
_FAR_AWAY = 1e9
_POINTS_DEPTH = 2
_NOT_ITS_FAULT = 113
_SIGNALS: dict[int, tuple[Status, str]] = {
    signal.SIGXFSZ: (
        "output",
        "Your program was stopped because it printed too much. Is there a loop that never ends?",
    ),
    signal.SIGSYS: ("forbidden", "Your program was stopped: it tried something that isn't allowed here."),
}
_CRASH = "Python itself fell over while it ran your program. Does a function call itself without end?"
_NO_TRACE = "Your program stopped with an error that left no trace."


@dataclass(frozen=True, slots=True)
class Ended:
    """How a child ended, and what it left: ``status`` as wait(2) has it, ``why`` the limit it was ended at."""

    status: int
    why: str | None
    cpu_ms: float
    wall_ms: float
    memory_kb: int
    stdout: bytes
    stderr: bytes
    result: bytes


def read_result(ended: Ended, limits: Limits) -> RunResult | None:
    """Return what a run came to; None where it ended by no doing of its own, and is to be made again."""
    number = ended.status & 0x7F
    document = _document(ended.result)
    value: Any = NO_VALUE
    error: ProgramError | None = None
    status: Status
    reason = ""
    if ended.why in ("cpu", "wall") or (number == signal.SIGKILL and ended.cpu_ms >= limits.cpu_ms):
        status, reason = "time", _too_long(ended, limits)
    elif ended.why == "stopped":
        status = "cancelled"
    elif number == signal.SIGKILL:
        return None
    elif number:
        status, reason = _SIGNALS.get(number, ("crash", _CRASH))
    elif ended.status >> 8 == _NOT_ITS_FAULT and not ended.result:
        return None
    elif ended.status == 0:
        status = "ok"
        value = _value(document)
    else:
        status, error = "error", _error(document, ended.status >> 8)
    return RunResult(
        status=status,
        stdout=_kept(ended.stdout.decode("utf-8", "replace")),
        stderr=_kept(ended.stderr.decode("utf-8", "replace")),
        value=value,
        error=error,
        drawing=_drawing(document),
        cpu_ms=ended.cpu_ms,
        wall_ms=ended.wall_ms,
        truncated=len(ended.stdout) >= limits.output_bytes,
        flagged=status == "forbidden",
        reason=reason,
    )


def _too_long(ended: Ended, limits: Limits) -> str:
    if ended.why == "wall":
        return (
            f"Your program was stopped after {limits.wall_ms / 1000:g} s. Does it wait for something that never comes?"
        )
    return f"Your program was stopped after {limits.cpu_ms / 1000:g} s of work. Is there a loop that never ends?"


def _kept(text: str) -> str:
    """Return a text as it can be kept and shown: for a NUL, or half a surrogate pair, stands a sign."""
    if is_plain(text):
        return text
    return text.replace("\0", "\u2400").encode("utf-8", "replace").decode("utf-8")


def _document(raw: bytes) -> Mapping[str, Any]:
    """Return the one JSON document that a child wrote; empty for none, several, or anything else."""
    try:
        document = json.loads(raw, parse_constant=_refuse)
    except (ValueError, RecursionError):
        return {}
    return document if isinstance(document, dict) else {}


def _refuse(constant: str) -> NoReturn:
    raise ValueError(f"{constant} is not JSON")


def _value(document: Mapping[str, Any]) -> Any:
    if "value" not in document:
        return NO_VALUE
    try:
        return from_tagged(document["value"], lambda name: Opaque(_kept(name)))
    except (Unreadable, RecursionError):
        return NO_VALUE


def _error(document: Mapping[str, Any], code: int) -> ProgramError:
    error = document.get("error")
    if not isinstance(error, dict):
        if document.get("left") == code:
            return ProgramError("SystemExit", str(code), 0, f"Your program ended itself with exit code {code}.")
        return ProgramError("Error", "", 0, _NO_TRACE)
    line = error.get("line")
    return ProgramError(
        kind=_kept(str(error.get("kind", "Error"))[:60]),
        message=_kept(str(error.get("message", ""))[:_TEXT_MAX_CHARS]),
        line=line if isinstance(line, int) and 0 <= line < 1_000_000 else 0,
        sentence=_kept(str(error.get("sentence", ""))[:_TEXT_MAX_CHARS]),
        missed=error.get("missed") is True,
    )


def _drawing(document: Mapping[str, Any]) -> tuple[Mapping[str, Any], ...]:
    drawing = document.get("drawing")
    if not isinstance(drawing, list):
        return ()
    return tuple(
        {name: _plain_part(part) for name, part in command.items() if is_plain(name)}
        for command in drawing[:_DRAWING_MAX]
        if isinstance(command, dict) and isinstance(command.get("op"), str)
    )


def _plain_part(part: Any, depth: int = 0) -> Any:
    """Return a part of a drawing command as pages take it: a text, a finite number, or lists of points."""
    if isinstance(part, str):
        return _kept(part[:_TEXT_MAX_CHARS])
    if isinstance(part, list) and depth < _POINTS_DEPTH:
        return [_plain_part(each, depth + 1) for each in part[:_DRAWING_MAX]]
    if isinstance(part, int | float) and abs(part) < _FAR_AWAY:
        return part
    return 0
