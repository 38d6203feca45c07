"""The sealed zygote: a warm interpreter that forks a child for each run and does nothing else.

It is started afresh with an empty environment and one socket, so it holds no secret; and it hands on the files of a run
without reading them, so no pupil's bytes are in it either.

Messages go by a SOCK_SEQPACKET socket, in the formats of ``messages.py``. What the zygote writes between two forks is
copied at each of them, page by page, so it does little and touches few objects.
"""

from __future__ import annotations

import contextlib
import gc
import json
import os
import resource
import select
import signal
import socket
import sys
import time

from . import child, isolation, library, memory_files, messages
from .filters import Filter, NoSeccomp, for_child, for_zygote
from .messages import ASKED, DESCRIPTORS, ENDED, REASONS, SLOW, STOP

TYPE_CHECKING = False  # library.py says why typing isn't imported
if TYPE_CHECKING:
    from typing import Any

CONTROL = 5
"""The socket's descriptor: above those that a child puts its own files on."""

_SLOW_AFTER_S = 0.02
_SLOW_WALL_S = 0.5
_TICK_S = 0.025
_SHORTEST_TICK_S = 0.001
_NOT_YET = 1e9
_NICER = 5
"""Saving answers goes before running programs, where there is too little of the processor for both."""
_SPARE_MEMORY = 4 << 20
_ROOM_FOR_DESCRIPTORS = socket.CMSG_SPACE(DESCRIPTORS.size)


class _Run:
    """One child."""

    __slots__ = ("began", "cpu_limit_s", "id", "pid", "slow", "wall_limit_s", "why")

    def __init__(self, pid: int, id: int, cpu_limit_s: float, wall_limit_s: float) -> None:
        self.pid = pid
        self.id = id
        self.cpu_limit_s = cpu_limit_s
        self.wall_limit_s = wall_limit_s
        self.began = time.monotonic()
        self.slow = False
        self.why = 0

    def cpu_s(self) -> float:
        """Return the CPU time used so far, from the child's own clock."""
        try:
            return time.clock_gettime((~self.pid << 3) | 2)
        except OSError:
            return 0.0

    def end(self, why: int) -> None:
        """Kill it, for one of REASONS; the first stands."""
        self.why = self.why or why
        os.kill(self.pid, signal.SIGKILL)


class _Zygote:
    def __init__(self, control: socket.socket, also: Filter | None, base_memory: int) -> None:
        self._control = control
        self._also = also
        self._base_memory = base_memory
        self._runs: dict[int, _Run] = {}
        self._poll = select.poll()
        self._poll.register(CONTROL, select.POLLIN)
        self._pid = os.getpid()
        self._look_at = _NOT_YET
        """When the runs are to be looked at again, by the monotonic clock."""

    def serve(self) -> None:
        """Fork runs until the socket closes."""
        poll, now = self._poll.poll, time.monotonic
        while True:
            wait = self._look_at - now() if self._runs else None
            for descriptor, _ in poll(wait and max(0, wait * 1000)):
                if descriptor != CONTROL:
                    self._ended(descriptor)
                elif not self._listen():
                    return
            if self._runs and now() >= self._look_at:
                self._watch()

    def _listen(self) -> bool:
        try:
            message, ancillary, _, _ = self._control.recvmsg(ASKED.size, _ROOM_FOR_DESCRIPTORS, socket.MSG_DONTWAIT)
        except BlockingIOError:
            return True
        if not message:
            return False
        what, number, wall_ms, *limits = ASKED.unpack(message)
        if what == STOP:
            for run in self._runs.values():
                if run.id == number:
                    run.end(REASONS.index("stopped"))
            return True
        ((_, _, descriptors),) = ancillary
        self._fork(number, wall_ms, limits, DESCRIPTORS.unpack(descriptors))
        return True

    def _fork(self, number: int, wall_ms: int, limits: list[int], descriptors: tuple[int, ...]) -> None:
        pid = os.fork()
        if pid == 0:
            try:
                job_bytes, cpu_ms, memory, output = limits
                memory += self._base_memory
                child.become_child(job_bytes, cpu_ms, memory, output, descriptors, self._pid, self._also)
            finally:
                os._exit(child.NOT_ITS_FAULT)
        for descriptor in descriptors:
            os.close(descriptor)
        watched = os.pidfd_open(pid)
        self._poll.register(watched, select.POLLIN)
        run = self._runs[watched] = _Run(pid, number, limits[1] / 1000, wall_ms / 1000)
        self._look_at = min(self._look_at, run.began + _SLOW_AFTER_S)

    def _ended(self, watched: int) -> None:
        run = self._runs.pop(watched)
        self._poll.unregister(watched)
        os.close(watched)
        _, ended, used = os.wait4(run.pid, 0)
        cpu_s, wall_s = used.ru_utime + used.ru_stime, time.monotonic() - run.began
        self._control.send(ENDED.pack(messages.ENDED_RUN, run.id, ended, run.why, cpu_s, wall_s, used.ru_maxrss))

    def _watch(self) -> None:
        """End what is beyond its limits, step down what is slow, and say when to look again."""
        now, wait = time.monotonic(), _TICK_S
        for run in self._runs.values():
            cpu, wall = run.cpu_s(), now - run.began
            if cpu >= run.cpu_limit_s:
                run.end(REASONS.index("cpu"))
            elif wall >= run.wall_limit_s:
                run.end(REASONS.index("wall"))
            else:
                wait = min(wait, run.cpu_limit_s - cpu, run.wall_limit_s - wall)
                if not run.slow:
                    wait = min(wait, _SLOW_AFTER_S)
                    if cpu > _SLOW_AFTER_S or wall > _SLOW_WALL_S:
                        self._step_down(run)
        self._look_at = now + max(wait, _SHORTEST_TICK_S)

    def _step_down(self, run: _Run) -> None:
        """Let everybody else go first, and say so."""
        run.slow = True
        with contextlib.suppress(OSError):
            os.setpriority(os.PRIO_PROCESS, run.pid, 19)
            os.sched_setscheduler(run.pid, os.SCHED_IDLE, os.sched_param(0))
        self._control.send(SLOW.pack(messages.SLOW_RUN, run.id))


def _base_memory() -> int:
    """Return how much address space this process takes already, in bytes."""
    with open("/proc/self/statm", encoding="ascii") as statm:
        return int(statm.read().split()[0]) * resource.getpagesize() + _SPARE_MEMORY


def _seal(options: dict[str, Any], control: socket.socket) -> tuple[dict[str, Any], Filter | None]:
    """Put the walls up; returns what stands, and the filter that each child adds. Raises NoSeccomp, OSError."""
    layers: dict[str, Any] = {"tier": options["tier"]}
    with contextlib.suppress(OSError), open("/proc/self/oom_score_adj", "w", encoding="ascii") as adjust:
        adjust.write("500")
    isolation.become_nobody()
    if options["tier"] == "A":
        layers |= isolation.enter_namespaces()
    isolation.forbid_new_privileges()
    layers["uid"] = os.getuid()
    if not options["filters"]:
        return layers, None
    first, second = for_zygote(), for_child()
    layers["landlock"] = isolation.restrict_by_landlock()
    first.put_in_place()
    layers["seccomp"] = 2
    return layers, second


def main() -> None:
    """Start, seal, say so, and serve. The only argument is JSON: ``{"socket", "tier", "filters"}``."""
    options = json.loads(sys.argv[1])
    os.dup2(options["socket"], CONTROL, inheritable=False)
    nothing = os.open("/dev/null", os.O_RDWR)
    for number in range(CONTROL):
        os.dup2(nothing, number)
    os.closerange(CONTROL + 1, 1 << 10)
    control = socket.socket(fileno=CONTROL)
    os.environ.clear()
    os.nice(_NICER)
    for limited in (resource.RLIMIT_CORE, resource.RLIMIT_MEMLOCK, resource.RLIMIT_MSGQUEUE):
        resource.setrlimit(limited, (0, 0))
    child.prepare_streams()
    try:
        library.fill()
        child.rehearse()  # while what it needs at a first time can still be read
        base_memory = _base_memory()
        layers, also = _seal(options, control)
    except (NoSeccomp, OSError) as exc:  # who asked decides what to do without
        control.send(messages.tell(messages.REFUSED, str(exc)))
        return
    memory_files.put_in_place()
    sys.path.clear()
    sys.path_importer_cache.clear()
    gc.collect()
    gc.freeze()
    gc.disable()
    isolation.give_memory_back()
    child.rehearse()
    control.send(messages.tell(messages.READY, layers))
    with contextlib.suppress(BrokenPipeError, ConnectionResetError):
        _Zygote(control, also, base_memory).serve()
