"""Server-sent events: an answer that stays open and says what changes, for ten minutes; then the page asks again."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import AsyncIterator, Awaitable, Callable
from typing import Any

import orjson
from fastapi.sse import format_sse_event
from starlette.responses import StreamingResponse

from backend.core.live import Live, ReadingFailed

KEEP_ALIVE_S = 15.0
"""A line without meaning: a proxy closes what says nothing, and a page that is gone is noticed by writing to it."""

BEAT_S = 5.0
"""How often a stream that beats says something: a page must know that what it shows is still so."""

LONGEST_S = 600.0
"""A page that asks again shows who it is again: whoever has been signed out hears no more."""

LOOKS_AGAIN_S = 60.0
"""How often it is asked whether a page may still hear: somebody signs out, or is taken off a class."""

_RETRY_MS = 2_000
_HEADERS = {"Cache-Control": "no-store", "X-Accel-Buffering": "no"}


def stream(
    live: Live,
    items: AsyncIterator[Any],
    *,
    once: bool = False,
    beat: Callable[[], Any] | None = None,
    may_hear: Callable[[], Awaitable[bool]] | None = None,
) -> StreamingResponse:
    """Answer with a stream of ``items``, each a JSON document, until the process is told to stop.

    ``once``: only the first of them, for whoever would rather ask again than hold a line open. ``beat``: the document
    that is sent while nothing changes; pages don't see a line without meaning. It isn't sent while this process can't
    hear of changes. ``may_hear``: asked every minute; a stream also ends where what it tells of can't be read.
    """
    lines = _lines(live, items, once=once, beat=beat, may_hear=may_hear)
    return StreamingResponse(lines, media_type="text/event-stream", headers=_HEADERS)


async def _lines(
    live: Live,
    items: AsyncIterator[Any],
    *,
    once: bool,
    beat: Callable[[], Any] | None,
    may_hear: Callable[[], Awaitable[bool]] | None,
) -> AsyncIterator[bytes]:
    loop = asyncio.get_running_loop()
    ends, looks_again = loop.time() + LONGEST_S, loop.time() + LOOKS_AGAIN_S
    pause_s = BEAT_S if beat else KEEP_ALIVE_S
    coming = asyncio.ensure_future(anext(items))
    stopping = asyncio.ensure_future(live.stopping.wait())
    try:
        yield f"retry: {_RETRY_MS}\n\n".encode()
        while (left := ends - loop.time()) > 0 and not stopping.done():
            await asyncio.wait({coming, stopping}, timeout=min(pause_s, left), return_when="FIRST_COMPLETED")
            if may_hear is not None and loop.time() >= looks_again:
                looks_again = loop.time() + LOOKS_AGAIN_S
                if not await may_hear():
                    return
            if coming.done():
                yield _event(coming.result())
                if once:
                    return
                coming = asyncio.ensure_future(anext(items))
            elif not stopping.done():
                yield _event(beat()) if beat and live.listening.is_set() else b":\n\n"
    except ReadingFailed:
        return
    finally:
        for task in (coming, stopping):
            task.cancel()
            with contextlib.suppress(asyncio.CancelledError, StopAsyncIteration, ReadingFailed):
                await task


def _event(document: Any) -> bytes:
    return format_sse_event(data_str=orjson.dumps(document).decode())
