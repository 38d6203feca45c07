"""The one clock. Tests move it; nothing else in the code asks for the time."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta

_offset = timedelta(0)


def now() -> datetime:
    """Return the time now as an aware UTC datetime."""
    return datetime.now(UTC) + _offset


def now_ms() -> int:
    """Return the time now in whole milliseconds UTC, as the sitting protocol uses it."""
    return time.time_ns() // 1_000_000 + round(_offset.total_seconds() * 1000)


def to_ms(moment: datetime) -> int:
    """Return an aware datetime as whole milliseconds UTC."""
    return round(moment.timestamp() * 1000)


@contextmanager
def shifted(by: timedelta) -> Iterator[None]:
    """Move this process's clock by ``by`` inside the block; for tests and for the demo school's past."""
    global _offset  # noqa: PLW0603 - one clock a process is the point
    before = _offset
    _offset = before + by
    try:
        yield
    finally:
        _offset = before
