"""A small HTTP client for load: one keep-alive connection a pupil, so that little of the machine goes to the client."""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator
from urllib.parse import urlsplit


class Connection:
    """One keep-alive connection. Not for general use: it reads only answers of a known length, or in chunks."""

    def __init__(self, address: str, cookie: str) -> None:
        parts = urlsplit(address)
        self._host, self._port = parts.hostname or "", parts.port or 80
        self._head = (
            f"Host: {self._host}:{self._port}\r\nCookie: {cookie}\r\n"
            "Sec-Fetch-Site: same-origin\r\nContent-Type: application/json\r\n"
        )
        self._streams: tuple[asyncio.StreamReader, asyncio.StreamWriter] | None = None

    async def connect(self) -> tuple[asyncio.StreamReader, asyncio.StreamWriter]:
        """Open the connection, unless it is; one that the server has closed since is opened anew, as browsers do."""
        if self._streams is None or self._streams[0].at_eof():
            self.close()
            self._streams = await asyncio.open_connection(self._host, self._port)
        return self._streams

    async def post(self, path: str, body: bytes) -> tuple[int, bytes, float]:
        """Send a POST; returns the status, the body and the seconds that it took."""
        return await self._ask("POST", path, body)

    async def get(self, path: str) -> tuple[int, bytes, float]:
        """Send a GET; returns the status, the body and the seconds that it took."""
        return await self._ask("GET", path, b"")

    async def lines(self, path: str) -> AsyncIterator[bytes]:
        """Send a GET and yield the lines of an answer that doesn't end. The connection is used up by it."""
        reader, writer = await self.connect()
        writer.write(f"GET {path} HTTP/1.1\r\n{self._head}\r\n".encode())
        head = await reader.readuntil(b"\r\n\r\n")
        if int(head[9:12]) != 200:
            raise RuntimeError(f"GET {path}: {head[:200]!r}")
        rest = b""
        while size := int(await reader.readuntil(b"\r\n"), 16):
            rest += await reader.readexactly(size)
            await reader.readexactly(2)
            *whole, rest = rest.split(b"\n")
            for line in whole:
                yield line

    async def _ask(self, method: str, path: str, body: bytes) -> tuple[int, bytes, float]:
        started = time.perf_counter()
        reader, writer = await self.connect()
        writer.write(f"{method} {path} HTTP/1.1\r\n{self._head}Content-Length: {len(body)}\r\n\r\n".encode() + body)
        head = await reader.readuntil(b"\r\n\r\n")
        fields = head.lower().split(b"\r\n")
        if b"transfer-encoding: chunked" in fields:
            answer = await _chunks(reader)
        else:
            length = next((int(field.split(b":")[1]) for field in fields if field.startswith(b"content-length")), 0)
            answer = await reader.readexactly(length)
        return int(head[9:12]), answer, time.perf_counter() - started

    def close(self) -> None:
        """Close the connection."""
        if self._streams is not None:
            self._streams[1].close()
            self._streams = None


async def _chunks(reader: asyncio.StreamReader) -> bytes:
    answer = b""
    while size := int(await reader.readuntil(b"\r\n"), 16):
        answer += await reader.readexactly(size)
        await reader.readexactly(2)
    await reader.readexactly(2)
    return answer


def percentile(seconds: list[float], share: float) -> float:
    """Return a percentile in milliseconds (nearest rank)."""
    ordered = sorted(seconds)
    return 1000 * ordered[min(len(ordered) - 1, int(len(ordered) * share))]
