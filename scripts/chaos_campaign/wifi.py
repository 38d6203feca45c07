"""The Wi-Fi between one device and the server: a small HTTP proxy on loopback that fails as networks do, on demand."""

from __future__ import annotations

import asyncio
import contextlib
import random
import re
from collections import deque
from dataclasses import dataclass, field
from typing import Literal

Mode = Literal["plain", "offline", "portal"]
Mishap = Literal[
    "lost_request", "lost_response", "error_500", "busy_429", "busy_503", "too_large_413", "late_request", "late_answer"
]

DELAY_S = 10.0
_DELAYED_AT_ONCE = 4
_HEAD_BYTES_MAX = 64 * 1024
_PORTAL = b"<!doctype html><title>Guest Wi-Fi</title><h1>Accept the terms to go on</h1>"
_ATTEMPT_CALL = re.compile(rb"POST /api/attempts/[0-9a-f-]{36}/(events|open|submit) ")
_SAVE = re.compile(rb"POST /api/attempts/[0-9a-f-]{36}/events ")
_REFUSALS: dict[str, tuple[str, bytes]] = {
    "error_500": ("500 Internal Server Error", b""),
    "busy_429": ("429 Too Many Requests", b"Retry-After: 1\r\n"),
    "busy_503": ("503 Service Unavailable", b"Retry-After: 1\r\n"),
    "too_large_413": ("413 Content Too Large", b""),
}


class _Dropped(Exception):
    """This connection is over."""


@dataclass
class Injection:
    """A fault that waits for a request. ``bit`` is set once it has met one: only then it counts."""

    bit: asyncio.Event = field(default_factory=asyncio.Event)


class Wifi:
    """One device's network. ``mode`` holds until it is changed; a mishap meets one request of an attempt each."""

    delayed = asyncio.Semaphore(_DELAYED_AT_ONCE)

    def __init__(self, server_port: int, rng: random.Random) -> None:
        self._server_port = server_port
        self._rng = rng
        self._mode: Mode = "plain"
        self._mode_injection = Injection()
        self._mishaps: deque[tuple[Mishap, Injection]] = deque()
        self._connections: set[asyncio.StreamWriter] = set()
        self._serving: set[asyncio.Task[None] | None] = set()
        self._server: asyncio.Server | None = None
        self.address = ""

    async def start(self) -> None:
        """Listen on a free port."""
        self._server = await asyncio.start_server(self._serve, "127.0.0.1", 0, limit=_HEAD_BYTES_MAX)
        self.address = f"http://127.0.0.1:{self._server.sockets[0].getsockname()[1]}"

    async def stop(self) -> None:
        """Stop listening and cut every connection."""
        if self._server is not None:
            self._server.close()
        self._cut()
        serving = [task for task in self._serving if task is not None]
        for task in serving:
            task.cancel()
        await asyncio.gather(*serving, return_exceptions=True)

    def switch(self, mode: Mode) -> Injection:
        """Change the mode; going offline cuts what is under way."""
        self._mode, self._mode_injection = mode, Injection()
        if mode == "offline":
            self._cut()
        return self._mode_injection

    def next_request(self, mishap: Mishap) -> Injection:
        """Let the next request of an attempt meet a mishap."""
        injection = Injection()
        self._mishaps.append((mishap, injection))
        return injection

    def _cut(self) -> None:
        for writer in list(self._connections):
            writer.transport.abort()

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self._connections.add(writer)
        # A request goes on to the server although its page has gone: nobody else holds this task then.
        self._serving.add(asyncio.current_task())
        upstream: tuple[asyncio.StreamReader, asyncio.StreamWriter] | None = None
        try:
            while True:
                head = await reader.readuntil(b"\r\n\r\n")
                body = await reader.readexactly(_length(head))
                if self._mode == "offline":
                    self._mode_injection.bit.set()
                    raise _Dropped
                if await self._answered_here(head, writer):
                    continue
                mishap = self._take_mishap(head)
                await self._before(mishap, writer)
                if upstream is None:
                    upstream = await asyncio.open_connection("127.0.0.1", self._server_port, limit=_HEAD_BYTES_MAX)
                upstream[1].write(head + body)
                await self._relay(upstream[0], writer, mishap)
        except (OSError, asyncio.IncompleteReadError, asyncio.LimitOverrunError, _Dropped):
            pass
        finally:
            self._connections.discard(writer)
            self._serving.discard(asyncio.current_task())
            for each in (writer, *([upstream[1]] if upstream else [])):
                with contextlib.suppress(OSError, RuntimeError):
                    each.transport.abort()

    async def _answered_here(self, head: bytes, writer: asyncio.StreamWriter) -> bool:
        if self._mode == "portal":
            self._mode_injection.bit.set()
            await _answer(writer, "200 OK", b"Content-Type: text/html\r\n", _PORTAL)
            return True
        if self._mishaps and self._mishaps[0][0] in _REFUSALS and _fits(self._mishaps[0][0], head):
            kind, injection = self._mishaps.popleft()
            injection.bit.set()
            status, fields = _REFUSALS[kind]
            await _answer(writer, status, fields + b"Content-Type: application/json\r\n", b'{"code": "chaos"}')
            return True
        return False

    def _take_mishap(self, head: bytes) -> Mishap | None:
        if not self._mishaps or self._mishaps[0][0] in _REFUSALS or not _fits(self._mishaps[0][0], head):
            return None
        kind, injection = self._mishaps.popleft()
        injection.bit.set()
        return kind

    async def _before(self, mishap: Mishap | None, writer: asyncio.StreamWriter) -> None:
        if mishap == "lost_request":
            raise _Dropped
        if mishap == "late_request":
            # It reaches the server when its page has long given up, behind newer ones.
            async with self.delayed:
                await asyncio.sleep(DELAY_S)

    async def _relay(self, server: asyncio.StreamReader, writer: asyncio.StreamWriter, mishap: Mishap | None) -> None:
        head = await server.readuntil(b"\r\n\r\n")
        if mishap == "lost_response":
            raise _Dropped
        if mishap == "late_answer":
            async with self.delayed:
                await asyncio.sleep(DELAY_S)
        writer.write(head)
        fields = head.lower()
        if b"transfer-encoding: chunked" in fields:
            await _relay_chunks(server, writer)
        elif b"content-length:" in fields:
            writer.write(await server.readexactly(_length(head)))
        elif head[9:12] not in {b"204", b"304"}:
            raise _Dropped
        await writer.drain()


def _fits(mishap: str, head: bytes) -> bool:
    if mishap == "too_large_413":
        return bool(_SAVE.match(head))
    return bool(_ATTEMPT_CALL.match(head))


def _length(head: bytes) -> int:
    found = re.search(rb"\r\ncontent-length: *(\d+)", head, re.IGNORECASE)
    return int(found[1]) if found else 0


async def _relay_chunks(server: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    while True:
        line = await server.readuntil(b"\r\n")
        size = int(line.split(b";")[0], 16)
        writer.write(line + await server.readexactly(size + 2))
        await writer.drain()
        if size == 0:
            return


async def _answer(writer: asyncio.StreamWriter, status: str, fields: bytes, body: bytes) -> None:
    writer.write(f"HTTP/1.1 {status}\r\nContent-Length: {len(body)}\r\n".encode() + fields + b"\r\n" + body)
    await writer.drain()
