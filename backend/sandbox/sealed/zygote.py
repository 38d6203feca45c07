"""The sealed zygote: a warm interpreter that forks a child for each run and does nothing else.

It is started afresh with an empty environment and one socket, so it holds no secret; and it hands on the files of a run
without reading them, so no pupil's bytes are in it either.

Messages are JSON on a SOCK_SEQPACKET socket. It is asked ``{"id", "cpu", "wall", "memory", "output"}`` (ms, ms, bytes,
bytes) with five descriptors: job, stdin, stdout, stderr, result; or ``{"stop": id}``. It answers ``{"ready": layers}``
once or ``{"refused": why}``, ``{"slow": id}`` for a run that has used more than its share, and
``{"id", "ended": wait status, "why": cpu | wall | stopped | null, "cpu", "wall", "memory"}`` (ms, ms, kB).
"""

from __future__ import annotations

import array
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

from . import child, isolation, library, memory_files
from .filters import Filter, NoSeccomp, for_child, for_zygote

TYPE_CHECKING = False  # library.py says why typing isn't imported
if TYPE_CHECKING:
    from typing import Any

CONTROL = 5
"""The socket's descriptor: above those that a child puts its own files on."""

_SLOW_AFTER_S = 0.02
_SLOW_WALL_S = 0.5
_TICK_S = 0.025
_SHORTEST_TICK_S = 0.001
_FILES_PER_RUN = 5
_SPARE_MEMORY = 4 << 20


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
        self.why: str | None = None

    def cpu_s(self) -> float:
        """Return the CPU time used so far, from the child's own clock."""
        try:
            return time.clock_gettime((~self.pid << 3) | 2)
        except OSError:
            return 0.0

    def end(self, why: str) -> None:
        """Kill it; the first reason stands."""
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

    def serve(self) -> None:
        """Fork runs until the socket closes."""
        wait: float | None = None
        while True:
            for descriptor, _ in self._poll.poll(None if wait is None else wait * 1000):
                if descriptor != CONTROL:
                    self._ended(descriptor)
                elif not self._listen():
                    return
            wait = self._watch()

    def _listen(self) -> bool:
        try:
            message, ancillary, _, _ = self._control.recvmsg(
                4096, socket.CMSG_SPACE(4 * _FILES_PER_RUN), socket.MSG_DONTWAIT
            )
        except BlockingIOError:
            return True
        if not message:
            return False
        asked = json.loads(message)
        if "stop" in asked:
            for run in self._runs.values():
                if run.id == asked["stop"]:
                    run.end("stopped")
            return True
        descriptors = array.array("i")
        for level, kind, data in ancillary:
            if (level, kind) == (socket.SOL_SOCKET, socket.SCM_RIGHTS):
                descriptors.frombytes(data[: len(data) // 4 * 4])
        self._fork(asked, list(descriptors))
        return True

    def _fork(self, asked: dict[str, Any], descriptors: list[int]) -> None:
        pid = os.fork()
        if pid == 0:
            try:
                asked["memory"] += self._base_memory
                child.become_child(asked, descriptors, self._pid, self._also)
            finally:
                os._exit(child.NOT_ITS_FAULT)
        for descriptor in descriptors:
            os.close(descriptor)
        watched = os.pidfd_open(pid)
        self._poll.register(watched, select.POLLIN)
        self._runs[watched] = _Run(pid, asked["id"], asked["cpu"] / 1000, asked["wall"] / 1000)

    def _ended(self, watched: int) -> None:
        run = self._runs.pop(watched)
        self._poll.unregister(watched)
        os.close(watched)
        _, ended, used = os.wait4(run.pid, 0)
        self._say(
            id=run.id,
            ended=ended,
            why=run.why,
            cpu=round((used.ru_utime + used.ru_stime) * 1000, 2),
            wall=round((time.monotonic() - run.began) * 1000, 2),
            memory=used.ru_maxrss,
        )

    def _watch(self) -> float | None:
        """End what is beyond its limits, step down what is slow; returns when to look again, None for never."""
        if not self._runs:
            return None
        now, wait = time.monotonic(), _TICK_S
        for run in self._runs.values():
            cpu, wall = run.cpu_s(), now - run.began
            if cpu >= run.cpu_limit_s:
                run.end("cpu")
            elif wall >= run.wall_limit_s:
                run.end("wall")
            else:
                wait = min(wait, run.cpu_limit_s - cpu, run.wall_limit_s - wall)
                if not run.slow:
                    wait = min(wait, _SLOW_AFTER_S)
                    if cpu > _SLOW_AFTER_S or wall > _SLOW_WALL_S:
                        self._step_down(run)
        return max(wait, _SHORTEST_TICK_S)

    def _step_down(self, run: _Run) -> None:
        """Let everybody else go first, and say so."""
        run.slow = True
        with contextlib.suppress(OSError):
            os.setpriority(os.PRIO_PROCESS, run.pid, 19)
            os.sched_setscheduler(run.pid, os.SCHED_IDLE, os.sched_param(0))
        self._say(slow=run.id)

    def _say(self, **message: Any) -> None:
        self._control.send(json.dumps(message).encode())


def _base_memory() -> int:
    """Return how much address space this process takes already, in bytes."""
    with open("/proc/self/statm", encoding="ascii") as statm:
        return int(statm.read().split()[0]) * resource.getpagesize() + _SPARE_MEMORY


def _warm_up() -> None:
    """Do once what the interpreter does at a first time, so that no child has to."""
    library.fill()
    exec(compile("print(f'{sum(range(3))}', end='')\ndef f(x):\n    return [x]\nf(1)", "warm", "exec"), {})
    sys.stdout.flush()
    with contextlib.suppress(SyntaxError):
        compile("if", "warm", "exec")


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
    for limited in (resource.RLIMIT_CORE, resource.RLIMIT_MEMLOCK, resource.RLIMIT_MSGQUEUE):
        resource.setrlimit(limited, (0, 0))
    child.prepare_streams()
    _warm_up()
    base_memory = _base_memory()
    try:
        layers, also = _seal(options, control)
    except (NoSeccomp, OSError) as exc:  # who asked decides what to do without
        control.send(json.dumps({"refused": str(exc)}).encode())
        return
    memory_files.put_in_place()
    sys.path.clear()
    sys.path_importer_cache.clear()
    gc.collect()
    gc.freeze()
    gc.disable()
    control.send(json.dumps({"ready": layers}).encode())
    with contextlib.suppress(BrokenPipeError, ConnectionResetError):
        _Zygote(control, also, base_memory).serve()
