"""Passwords: bcrypt in a small pool of low-priority threads: a herd of sign-ins queues instead of starving saves."""

from __future__ import annotations

import asyncio
import os
import secrets
import threading
from concurrent.futures import ThreadPoolExecutor

import bcrypt

MAX_BYTES = 72
"""bcrypt reads no further; a longer password is refused instead of silently cut."""

NO_PASSWORD = ""
"""What stands in place of a hash for somebody who has no password yet."""

_WORDS = tuple(
    """
    acorn amber anchor apple arrow badge badger bamboo banjo beach beaver berry blossom breeze bridge cactus candle
    canyon carrot castle cedar cherry cloud clover cobalt comet compass copper coral cotton cricket crystal daisy
    dolphin dragon eagle ember falcon feather fern forest galaxy garden ginger glacier harbour hazel heather indigo
    island ivory jasmine jungle kayak kettle ladder lagoon lantern lemon lilac magnet maple marble meadow meteor
    mirror mountain nectar ocean olive orchid otter paddle panda parrot pebble pepper pigeon planet pocket puffin
    purple quartz rabbit raven river robin rocket saddle saffron salmon shadow silver sparrow spruce summer sunset
    thistle tiger timber tulip tunnel turnip valley velvet violet walnut willow winter zebra
    """.split()  # noqa: SIM905 - a list of quoted words would be hard to read
)


def _lower_priority() -> None:
    """Let hashing give way to saving: on Linux a nice value belongs to the thread."""
    os.setpriority(os.PRIO_PROCESS, threading.get_native_id(), 10)


class PasswordHasher:
    """bcrypt with a fixed cost. ``threads`` bounds how much of the machine signing in may take."""

    def __init__(self, cost: int, threads: int = 2) -> None:
        self._cost = cost
        self._pool = ThreadPoolExecutor(threads, thread_name_prefix="bcrypt", initializer=_lower_priority)
        self._decoy = bcrypt.hashpw(b"nobody", bcrypt.gensalt(cost))

    async def hash(self, password: str) -> str:
        """Return the bcrypt hash of a password of at most 72 bytes."""
        return await asyncio.get_running_loop().run_in_executor(self._pool, self.hash_now, password)

    def hash_now(self, password: str) -> str:
        """Hash in the calling thread; for the command line."""
        return bcrypt.hashpw(password.encode(), bcrypt.gensalt(self._cost)).decode()

    async def matches(self, password: str, hashed: str | None) -> bool:
        """Compare in constant effort: without a hash a decoy is compared, so that a wrong name costs as long.

        ``NO_PASSWORD`` is without one too: nobody signs in to that account, whatever they type.
        """
        target = hashed.encode() if hashed else self._decoy
        secret = password.encode()[:MAX_BYTES]
        same = await asyncio.get_running_loop().run_in_executor(self._pool, bcrypt.checkpw, secret, target)
        return same and bool(hashed)

    def close(self) -> None:
        """Stop the threads."""
        self._pool.shutdown(wait=False, cancel_futures=True)


def make_pupil_password() -> str:
    """Return a password that a pupil can read and type: two words and two digits (over a million of them)."""
    return f"{secrets.choice(_WORDS)}-{secrets.choice(_WORDS)}-{secrets.randbelow(90) + 10}"


def make_staff_password() -> str:
    """Return a first password for staff: four words and two digits."""
    return "-".join(secrets.choice(_WORDS) for _ in range(4)) + f"-{secrets.randbelow(90) + 10}"
