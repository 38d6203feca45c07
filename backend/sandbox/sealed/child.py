"""One run, in a process of its own: a copy of the warm zygote that takes away from itself what it won't need.

Everything that lies in this process may be read and changed by the pupil's program, this module too. So nothing here
is secret, and nothing that is decided here is believed: the application takes what comes back as data.
"""

from __future__ import annotations

import builtins
import gc
import io
import json
import marshal
import random
import signal
import sys
import types
from os import _exit, close, closerange, dup2, getppid, read, setpgid, write
from resource import RLIMIT_AS, RLIMIT_CPU, RLIMIT_FSIZE, RLIMIT_NOFILE, RLIMIT_NPROC, setrlimit

from . import explain, memory_files
from .isolation import die_with_parent
from .values import to_tagged

TYPE_CHECKING = False  # library.py says why typing isn't imported
if TYPE_CHECKING:
    from typing import Any

    from .filters import Filter

FILE_NAME = "main.py"
STDIN, STDOUT, STDERR, RESULT, JOB = range(5)
BEGUN = b" "
"""What stands in a run's result before anything of the pupil's has run: white space, to whoever reads JSON."""

FAILED, NOT_ITS_FAULT = 1, 113
"""How a child ends: after an error of the pupil's program, and after one of ours."""

_DESCRIPTORS_MAX = 8
_REHEARSALS = 20
_REHEARSED = (
    ("total = 0\nfor i in range(3):\n    total = total + i\nif total > 2:\n    print(f'{total:.1f}', [total])\n", ""),
    ("def double(x):\n    return 2 * x\n\nwords = 'one two'.split()\nwords.append(str(double(3)))\n", "double(4)"),
    ("name = 'Ann'\nprint('Hello ' + nmae)\n", ""),
)
"""What pupils write: a loop and output, a function and a value that comes back, a mistake."""

_RECORDER = f"{__package__}.turtle_recorder"


class _Missed(Exception):
    """An error of what is asked of the program (``then``), not of the program itself."""

    def __init__(self, error: Exception) -> None:
        self.error = error


def prepare_streams() -> None:
    """Make the three standard streams once; each child only puts its own files beneath them."""
    sys.stdin = io.TextIOWrapper(
        io.BufferedReader(io.FileIO(STDIN, "r", closefd=False)), encoding="utf-8", errors="replace"
    )
    sys.stdout, sys.stderr = (
        io.TextIOWrapper(
            io.BufferedWriter(io.FileIO(number, "w", closefd=False)), encoding="utf-8", errors="backslashreplace"
        )
        for number in (STDOUT, STDERR)
    )
    vars(sys).update(__stdin__=sys.stdin, __stdout__=sys.stdout, __stderr__=sys.stderr)
    # Written beyond the limit means ended, whatever the program catches.
    signal.signal(signal.SIGXFSZ, signal.SIG_DFL)


def become_child(
    job_bytes: int,
    cpu_ms: int,
    memory: int,
    output: int,
    descriptors: tuple[int, ...],
    zygote: int,
    also: Filter | None,
) -> None:
    """Turn a copy of the zygote into a run: its own files, limits and filter. Doesn't return.

    Names are imported, not looked up in their modules: that is less to do, and to write, in every run.
    """
    setpgid(0, 0)  # kill(0, …) reaches a process group across process namespaces
    if zygote != 1:  # process 1 of a namespace takes all others with it
        die_with_parent()
        if getppid() != zygote:
            _exit(NOT_ITS_FAULT)
    job, stdin, stdout, stderr, result = descriptors
    dup2(stdin, STDIN)
    dup2(stdout, STDOUT)
    dup2(stderr, STDERR)
    dup2(result, RESULT)
    dup2(job, JOB)
    closerange(JOB + 1, 1 << 10)
    setrlimit(RLIMIT_AS, (memory, memory))
    setrlimit(RLIMIT_CPU, (cpu_ms // 1000 + 1, cpu_ms // 1000 + 1))
    setrlimit(RLIMIT_FSIZE, (output, output))
    setrlimit(RLIMIT_NPROC, (0, 0))
    setrlimit(RLIMIT_NOFILE, (_DESCRIPTORS_MAX, _DESCRIPTORS_MAX))
    if also is not None:
        also.put_in_place()
    asked = marshal.loads(read(JOB, job_bytes))  # noqa: S302 - the application wrote it
    close(JOB)
    # From here on everything is the pupil's.
    _exit(_carry_out(asked))


def rehearse() -> None:
    """Carry out some runs in the zygote, whose files are all /dev/null: what is done at a first time is done for all.

    Python writes to its code, its caches and its types when they are new, and a fork pays for each page written.
    """
    former, arguments = sys.modules["__main__"], sys.argv
    for _ in range(_REHEARSALS):
        for source, then in _REHEARSED:
            _carry_out({"tool": "run", "source": source, "then": then, "files": {}, "prompts": True})
    gc.disable()
    sys.modules["__main__"], sys.argv = former, arguments


def _carry_out(job: dict[str, Any]) -> int:
    """Do a job and write down its result; returns how the process is to end."""
    source = job["source"]
    # From now on an end is the pupil's. They can write here, too, but nobody can make the file empty again.
    write(RESULT, BEGUN)
    code = 0
    result: dict[str, Any] = {}
    try:
        result = _TOOLS[job["tool"]](job)
    except SystemExit as exc:
        code = _exit_code(exc)
        result = {"left": code}
    except BaseException as exc:
        code = FAILED
        result = {"error": _report(exc, source)}
    for stream in (sys.stdout, sys.stderr):
        try:
            stream.flush()
        except BaseException:
            code = code or FAILED
    try:
        result |= _drawing()
        write(RESULT, json.dumps(result).encode() if result else b"{}")
    except BaseException:
        code = code or FAILED
    return code


def _exit_code(exc: SystemExit) -> int:
    """Return what Python would have ended with."""
    if exc.code is None:
        return 0
    if isinstance(exc.code, int):
        return exc.code & 0xFF
    sys.stderr.write(f"{exc.code}\n")
    return FAILED


def _report(exc: BaseException, source: str) -> dict[str, Any]:
    missed = isinstance(exc, _Missed)
    if isinstance(exc, _Missed):
        exc = exc.error
    if isinstance(exc, MemoryError):
        # Room to say so: what the program holds is no longer needed.
        sys.modules["__main__"].__dict__.clear()
        gc.collect()
    report = explain.report(exc, source, FILE_NAME)
    sys.stderr.write(explain.traceback_text(exc, source, FILE_NAME))
    return report | {"missed": missed}


def _drawing() -> dict[str, Any]:
    recorder = sys.modules.get(_RECORDER)
    drawn = recorder and recorder.drawing()
    return {"drawing": drawn} if drawn else {}


def _prepare(job: dict[str, Any]) -> dict[str, Any]:
    """Set the stage for the pupil's program; returns the namespace that it runs in."""
    if "random" in job["source"] or "seed" in job:
        # Without a seed by the kernel's: every child is a copy of the same generator.
        random.seed(job.get("seed"))
    if job["files"]:
        memory_files.give(job["files"])
    if not job["prompts"]:
        builtins.input = _input_without_prompt
    main = types.ModuleType("__main__")
    main.__dict__["__file__"] = FILE_NAME
    sys.modules["__main__"] = main
    sys.argv = [FILE_NAME]
    gc.enable()
    return main.__dict__


def _input_without_prompt(prompt: object = "", /) -> str:
    line = sys.stdin.readline()
    if not line:
        raise EOFError("EOF when reading a line")
    return line.removesuffix("\n")


def _run_program(job: dict[str, Any]) -> dict[str, Any]:
    namespace = _prepare(job)
    exec(compile(job["source"], FILE_NAME, "exec", dont_inherit=True), namespace)
    if not job["then"]:
        return {}
    sys.stdout.flush()
    try:
        value = eval(compile(job["then"], "<test>", "eval", dont_inherit=True), namespace)  # noqa: S307
    except Exception as exc:
        raise _Missed(exc) from None
    return {"value": to_tagged(value)}


def _trace_program(job: dict[str, Any]) -> dict[str, Any]:
    from .steps import record  # noqa: PLC0415 - few runs need it, and it would lie in each one's memory

    namespace = _prepare(job)
    code = compile(job["source"], FILE_NAME, "exec", dont_inherit=True)
    return {"value": to_tagged(record(code, namespace))}


def _inspect_program(job: dict[str, Any]) -> dict[str, Any]:
    from .inspect_source import inspect  # noqa: PLC0415

    return {"value": to_tagged(inspect(_checked(job)))}


def _mutate_program(job: dict[str, Any]) -> dict[str, Any]:
    from .mutants import mutate  # noqa: PLC0415

    return {"value": to_tagged(mutate(_checked(job)))}


def _checked(job: dict[str, Any]) -> str:
    """Return the program's source. Raises SyntaxError, with the file name that errors are explained by."""
    source: str = job["source"]
    compile(source, FILE_NAME, "exec", dont_inherit=True)
    return source


_TOOLS = {"run": _run_program, "trace": _trace_program, "inspect": _inspect_program, "mutate": _mutate_program}
