"""One zygote as the application sees it: started in a thread, spoken to by a socket, watched, ended."""

from __future__ import annotations

import array
import asyncio
import contextlib
import fcntl
import json
import marshal
import os
import socket
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal, TypeVar

from backend.sandbox.protocol import RunRequest, Tool
from backend.sandbox.reading import Ended
from backend.sandbox.sealed import messages
from backend.sandbox.sealed.messages import ASKED, ENDED, REASONS, SLOW

Result = TypeVar("Result")
Tier = Literal["A", "B"]

START_TIMEOUT_S = 20
_GRACE_S = 15.0
"""How long after a run's wall limit its zygote may still be silent before it is taken for dead."""
_MESSAGE_MAX = 8192
_STDERR_MAX_BYTES = 16 * 1024
_SEEN_BYTES: dict[Tool, int] = {"inspect": 4 << 20, "mutate": 4 << 20, "trace": 512 << 10}
"""What is seen of a long program, or sixty mutants of it, is more than a program may print.

A trace of 500 steps has room for a dozen variables with the longest values that are shown, or forty with short ones; of
a longer one nothing is told.
"""
_F_ADD_SEALS, _SEAL_ALL, _SEAL_SEALS = 1033, 0x1 | 0x2 | 0x4 | 0x8, 0x1
_START = (
    "import os, sys\n"
    # What modules do after a fork (new locks, new seeds) is for programs with threads, and costs a child 1 ms.
    "os.register_at_fork = lambda **when: None\n"
    "sys.path.insert(0, sys.argv.pop(1))\n"
    "from sealed.zygote import main\n"
    "main()"
)
_FLAGS = ("-P", "-s", "-S", "-B", "-X", "utf8")
"""As ``-I -S -B``, but for the environment."""


_ENVIRONMENT = {"PYTHONHASHSEED": "0", "LD_BIND_NOW": "1"}
"""Sets come in the same order always; and the loader looks up every function at the start, not in each child."""


class ZygoteDied(Exception):
    """The zygote ended, or doesn't answer: its runs are to be made again."""


class ZygoteRefused(Exception):
    """The zygote could not be sealed as it was asked to be; the message says why."""


@dataclass(slots=True)
class _Flight:
    """A run that is under way."""

    future: asyncio.Future[tuple[Any, ...]]
    slow: Callable[[], None]


async def _begin(command: list[str], keeps: int) -> subprocess.Popen[bytes]:
    """Start a process that keeps one descriptor, in a thread: that takes 20 ms of an event loop.

    Cancelled, it waits for the thread, which goes on all the same, and ends the process.
    """
    beginning = asyncio.create_task(
        asyncio.to_thread(
            subprocess.Popen,
            command,
            env=_ENVIRONMENT,
            cwd="/",
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            pass_fds=(keeps,),
            start_new_session=True,
        )
    )
    try:
        return await asyncio.shield(beginning)
    except asyncio.CancelledError:
        with contextlib.suppress(OSError):
            process = await beginning
            process.kill()
            await asyncio.to_thread(process.wait)
        raise


class ZygoteProcess:
    """Start one with ``start``; ``runs_begun`` tells when it is to be replaced."""

    def __init__(self, process: subprocess.Popen[bytes], control: socket.socket) -> None:
        self._process = process
        self._control = control
        self._flights: dict[int, _Flight] = {}
        self._ready: asyncio.Future[dict[str, Any]] = asyncio.get_running_loop().create_future()
        self.layers: dict[str, Any] = {}
        self.runs_begun = 0
        self.alive = True
        control.setblocking(False)
        asyncio.get_running_loop().add_reader(control.fileno(), self._read)

    @classmethod
    async def start(cls, tier: Tier, *, filters: bool = True) -> ZygoteProcess:
        """Start a sealed zygote. Raises ZygoteRefused, ZygoteDied."""
        ours, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        options = json.dumps({"socket": theirs.fileno(), "tier": tier, "filters": filters})
        home = str(Path(__file__).parent)
        command = [sys.executable, *_FLAGS, "-c", _START, home, options]
        try:
            with theirs:
                process = await _begin(command, theirs.fileno())
        except BaseException:
            ours.close()
            raise
        zygote = cls(process, ours)
        try:
            async with asyncio.timeout(START_TIMEOUT_S):
                zygote.layers = await zygote._ready
        except BaseException as exc:
            await zygote.stop()
            if isinstance(exc, TimeoutError):
                raise ZygoteDied("the zygote did not start in time") from exc
            raise
        return zygote

    @property
    def pid(self) -> int:
        """Return the process's id."""
        return self._process.pid

    @property
    def idle(self) -> bool:
        """Whether no run is under way."""
        return not self._flights

    async def run(self, request: RunRequest, slow: Callable[[], None]) -> Ended:
        """Make one run; ``slow`` is called when it has used more than its share. Cancelled, the run is killed.

        Raises ZygoteDied.
        """
        if not self.alive:
            raise ZygoteDied("the zygote has ended")
        self.runs_begun += 1
        number, limits = self.runs_begun, request.limits
        output = _SEEN_BYTES.get(request.tool, limits.output_bytes)
        packed = _job(request)
        with contextlib.ExitStack() as files:
            job, stdin, stdout, stderr, result = (
                files.enter_context(_MemoryFile(content))
                for content in (packed, request.stdin.encode("utf-8", "replace"), None, None, None)
            )
            flight = _Flight(asyncio.get_running_loop().create_future(), slow)
            self._flights[number] = flight
            asked = ASKED.pack(
                messages.RUN, number, limits.wall_ms, len(packed), limits.cpu_ms, limits.memory_mb << 20, output
            )
            try:
                await self._send(asked, [file.descriptor for file in (job, stdin, stdout, stderr, result)])
                async with asyncio.timeout(limits.wall_ms / 1000 + _GRACE_S):
                    status, why, cpu_s, wall_s, memory_kb = await flight.future
            except TimeoutError as exc:
                self._died()
                raise ZygoteDied("the zygote doesn't answer") from exc
            except asyncio.CancelledError:
                if self.alive:
                    await self._send(ASKED.pack(messages.STOP, number, 0, 0, 0, 0, 0), [])
                raise
            finally:
                self._flights.pop(number, None)
            return Ended(
                status=status,
                why=REASONS[why],
                cpu_ms=round(cpu_s * 1000, 2),
                wall_ms=round(wall_s * 1000, 2),
                memory_kb=memory_kb,
                stdout=stdout.read(limits.output_bytes),
                stderr=stderr.read(_STDERR_MAX_BYTES),
                result=result.read(output),
            )

    async def _send(self, data: bytes, descriptors: list[int]) -> None:
        ancillary = [(socket.SOL_SOCKET, socket.SCM_RIGHTS, array.array("i", descriptors))] if descriptors else []
        while self.alive:
            try:
                self._control.sendmsg([data], ancillary)
            except BlockingIOError:
                await asyncio.sleep(0.001)
            except OSError as exc:
                self._died()
                raise ZygoteDied("the zygote has ended") from exc
            else:
                return
        raise ZygoteDied("the zygote has ended")

    def _read(self) -> None:
        while self.alive:
            try:
                data = self._control.recv(_MESSAGE_MAX)
            except BlockingIOError:
                return
            except OSError:
                data = b""
            if not data:
                self._died()
                return
            self._hear(data)

    def _hear(self, data: bytes) -> None:
        match data[0]:
            case messages.ENDED_RUN:
                _, number, *ended = ENDED.unpack(data)
                if flight := self._flights.get(number):
                    _settle(flight.future, tuple(ended))
            case messages.SLOW_RUN:
                _, number = SLOW.unpack(data)
                if flight := self._flights.get(number):
                    flight.slow()
            case messages.READY:
                _settle(self._ready, json.loads(data[1:]))
            case messages.REFUSED if not self._ready.done():
                self._ready.set_exception(ZygoteRefused(json.loads(data[1:])))

    def _died(self) -> None:
        if not self.alive:
            return
        self.alive = False
        asyncio.get_running_loop().remove_reader(self._control.fileno())
        self._control.close()
        self._process.kill()
        waiting: list[asyncio.Future[Any]] = [flight.future for flight in self._flights.values()]
        for future in (self._ready, *waiting):
            if not future.done():
                future.set_exception(ZygoteDied("the zygote ended"))
        # Nobody may be waiting for it any more.
        if self._ready.done() and not self._ready.cancelled():
            self._ready.exception()

    async def stop(self) -> None:
        """End it and every run that it has."""
        self._died()
        await asyncio.to_thread(self._process.wait)


def _settle(future: asyncio.Future[Result], value: Result) -> None:
    if not future.done():
        future.set_result(value)


def _job(request: RunRequest) -> bytes:
    job = {
        "tool": request.tool,
        "source": request.source,
        "then": request.then,
        "files": dict(request.files),
        "prompts": request.prompts,
    }
    return marshal.dumps(job if request.seed is None else job | {"seed": request.seed})


class _MemoryFile:
    """A file that lies in memory: with content it can't be changed any more, without it is for the child to write."""

    def __init__(self, content: bytes | None) -> None:
        self.descriptor = os.memfd_create("run", os.MFD_CLOEXEC | os.MFD_ALLOW_SEALING)
        if content:
            os.pwrite(self.descriptor, content, 0)
        fcntl.fcntl(self.descriptor, _F_ADD_SEALS, _SEAL_SEALS if content is None else _SEAL_ALL)

    def read(self, most: int) -> bytes:
        """Return what is in it, up to ``most`` bytes."""
        return os.pread(self.descriptor, most, 0)

    def __enter__(self) -> _MemoryFile:
        return self

    def __exit__(self, *exc: object) -> None:
        os.close(self.descriptor)
