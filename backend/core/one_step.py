"""Keeping the event loop free for those who save: everything else takes one step in each of its rounds.

A page's request is a dozen steps of some milliseconds between its waits. Ten requests at once would put ten steps into
each round of the loop, and a save takes several rounds.
"""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Awaitable, Generator
from typing import Any, Generic, TypeVar, cast

from backend.core.per_loop import PerLoop

Result = TypeVar("Result")


class _Turns:
    """One step a round, in the order in which it was asked for."""

    def __init__(self) -> None:
        self._loop = asyncio.get_running_loop()
        self._taken = False
        self._waiting: deque[asyncio.Future[None]] = deque()

    def take(self) -> Generator[Any, None, None]:
        """Wait for a turn. Raises what is thrown into the wait; whoever asked goes on at once then."""
        if self._taken:
            mine = self._loop.create_future()
            self._waiting.append(mine)
            try:
                yield from mine
            finally:
                if not mine.cancelled():
                    self._loop.call_soon(self._pass_on)
        else:
            self._taken = True
            self._loop.call_soon(self._pass_on)

    def _pass_on(self) -> None:
        while self._waiting:
            following = self._waiting.popleft()
            if not following.done():
                following.set_result(None)
                return
        self._taken = False


_turns = PerLoop(_Turns)


class OneStepARound(Generic[Result]):
    """``await OneStepARound(work)`` is ``await work``, but of all of them only one step runs in a round of the loop.

    Tasks that the work starts are not held back.
    """

    def __init__(self, work: Awaitable[Result]) -> None:
        self._work = work

    def __await__(self) -> Generator[Any, None, Result]:
        """Do the work. What it returns or raises comes out, and a cancellation reaches it."""
        turns, steps = _turns.get(), self._work.__await__()
        thrown: BaseException | None = None
        try:
            while True:
                try:
                    yield from turns.take()
                except GeneratorExit:
                    raise
                except BaseException as exc:
                    thrown = exc
                try:
                    waits_for = next(steps) if thrown is None else steps.throw(thrown)
                except StopIteration as done:
                    return cast(Result, done.value)
                thrown = None
                try:
                    yield waits_for
                except GeneratorExit:
                    raise
                except BaseException as exc:
                    thrown = exc
        finally:
            steps.close()
