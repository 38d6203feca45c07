"""Evidence by real runs, for tests that are not asynchronous: one runner for all, begun when it is first needed."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Sequence
from functools import cache
from typing import Any

from backend.questions.types.base import FormatError, QuestionType
from backend.sandbox.protocol import RunRequest, RunResult
from backend.sandbox.runner import Runner


class _Machine:
    """A runner in an event loop of its own."""

    def __init__(self) -> None:
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._loop.run_forever, daemon=True)
        self._thread.start()
        self._runner = Runner()
        self._wait(self._runner.start())
        assert self._runner.available, self._runner.state.reason

    def _wait(self, work: Any) -> Any:
        return asyncio.run_coroutine_threadsafe(work, self._loop).result(timeout=120)

    def stop(self) -> None:
        self._wait(self._runner.stop())
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join()
        self._loop.close()

    def run_all(self, requests: Sequence[RunRequest]) -> list[RunResult]:
        return self._wait(self._runner.run_all(requests))


_machine = cache(_Machine)
_known: dict[str, list[RunResult]] = {}


def stop() -> None:
    """End the runner where it was begun."""
    if _machine.cache_info().currsize:
        _machine().stop()
        _machine.cache_clear()


def run_all(requests: Sequence[RunRequest]) -> list[RunResult]:
    """Run programs; the same ones only once, as their results are the same."""
    key = repr(requests)
    if key not in _known:
        _known[key] = _machine().run_all(requests)
    return _known[key]


def evidence_for(kind: QuestionType, content: Any, response: Any) -> list[RunResult] | None:
    """Return the runs that a response is marked by; None where it needs none or can't be read."""
    try:
        planned = kind.plan_runs(content, response)
    except FormatError:
        return None
    return run_all(planned) if planned else None
