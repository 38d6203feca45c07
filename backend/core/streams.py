"""Server-sent events: an answer that stays open and says what changes, for ten minutes; then the page asks again."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import AsyncIterator, Callable
from typing import Any

import orjson
from fastapi.sse import format_sse_event
from starlette.responses import StreamingResponse

from backend.core.live import Live

KEEP_ALIVE_S = 15.0
"""A line without meaning: a proxy closes what says nothing, and a page that is gone is noticed by writing to it."""

BEAT_S = 5.0
"""How often a stream that beats says something: a page must know that what it shows is still so."""

LONGEST_S = 600.0
"""A page that asks again shows who it is again: whoever has been signed out hears no more."""

_RETRY_MS = 2_000
_HEADERS = {"Cache-Control": "no-store", "X-Accel-Buffering": "no"}


def stream(
    live: Live, items: AsyncIterator[Any], *, once: bool = False, beat: Callable[[], Any] | None = None
) -> StreamingResponse:
    """Answer with a stream of ``items``, each a JSON document, until the process is told to stop.

    ``once``: only the first of them, for whoever would rather ask again than hold a line open. ``beat``: the document
    that is sent while nothing changes; pages don't see a line without meaning.
    """
    lines = _lines(live, items, once=once, beat=beat)
    return StreamingResponse(lines, media_type="text/event-stream", headers=_HEADERS)


async def _lines(
    live: Live, items: AsyncIterator[Any], *, once: bool, beat: Callable[[], Any] | None
) -> AsyncIterator[bytes]:
    loop = asyncio.get_running_loop()
    ends = loop.time() + LONGEST_S
    pause_s = BEAT_S if beat else KEEP_ALIVE_S
    coming = asyncio.ensure_future(anext(items))
    stopping = asyncio.ensure_future(live.stopping.wait())
    try:
        yield f"retry: {_RETRY_MS}\n\n".encode()
        while (left := ends - loop.time()) > 0 and not stopping.done():
            await asyncio.wait({coming, stopping}, timeout=min(pause_s, left), return_when="FIRST_COMPLETED")
            if coming.done():
                yield _event(coming.result())
                if once:
                    return
                coming = asyncio.ensure_future(anext(items))
            elif not stopping.done():
                yield _event(beat()) if beat else b":\n\n"
    finally:
        for task in (coming, stopping):
            task.cancel()
            with contextlib.suppress(asyncio.CancelledError, StopAsyncIteration):
                await task


def _event(document: Any) -> bytes:
    return format_sse_event(data_str=orjson.dumps(document).decode())
