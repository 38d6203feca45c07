"""The program of the child process: take limits on, parse one file, print the outline as JSON.

``python -m backend.documents.document_parser.child FILE NAME MEMORY_MB CPU_S``. The answer on standard output is
one line, ``{"outline": …}``, ``{"refused": {"code", "message"}}`` or ``{"fault": …}``; a fault names our own lines of
code and never the file's words. In an outline's line each section says only how many passages it has: they follow, a
line each, so that nobody has to read a long file in one breath. Then come the bytes of its pictures, one after the
other in its order; ``size_bytes`` parts them.
"""

from __future__ import annotations

import importlib
import json
import os
import resource
import sys
import traceback
from collections.abc import Callable
from typing import Any

from backend.documents.document_parser.outline import DocumentOutline, DocumentRefused

OPEN_FILES_MAX = 32
NICENESS = 15
_MEBIBYTE = 1024 * 1024


def take_limits(memory_mb: int, cpu_s: int) -> None:
    """Limit this process for good: memory, CPU time, no writing to files, no core dump, no new processes.

    It also stands behind everybody else for the processor: a lesson file can wait, pupils' saves can't.
    """
    os.nice(NICENESS)
    for limit, amount in (
        (resource.RLIMIT_AS, memory_mb * _MEBIBYTE),
        (resource.RLIMIT_CPU, cpu_s),
        (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_CORE, 0),
        (resource.RLIMIT_NOFILE, OPEN_FILES_MAX),
        (resource.RLIMIT_NPROC, 0),
    ):
        resource.setrlimit(limit, (amount, amount))


def answer(path: str, file_name: str) -> tuple[list[dict[str, Any]], tuple[bytes, ...]]:
    """Parse a file and return what to print, a line each, and the bytes of its pictures."""
    try:
        # lxml is loaded only now, under the limits.
        parse: Callable[[bytes, str], DocumentOutline] = importlib.import_module(
            "backend.documents.document_parser.parse"
        ).parse
        with open(path, "rb") as stream:  # noqa: PTH123 - pathlib would double the start-up time of this small program
            data = stream.read()
        outline = parse(data, file_name)
        head = outline.as_json()
        passages = [passage for section in head["sections"] for passage in section["passages"]]
        for section in head["sections"]:
            section["passages"] = len(section["passages"])
        return [{"outline": head}, *passages], tuple(image.data for image in outline.images)
    except DocumentRefused as refusal:
        return [{"refused": {"code": refusal.code, "message": refusal.message}}], ()
    except MemoryError:
        return [{"fault": "MemoryError"}], ()
    except Exception as exc:
        last = traceback.extract_tb(exc.__traceback__)[-1]
        return [{"fault": f"{type(exc).__name__} at {os.path.basename(last.filename)}:{last.lineno}"}], ()  # noqa: PTH119


def main(arguments: list[str]) -> int:
    """Run the program. Returns 0 when an answer was printed."""
    path, file_name, memory_mb, cpu_s = arguments
    take_limits(int(memory_mb), int(cpu_s))
    try:
        lines, pictures = answer(path, file_name)
        for line in lines:
            text = json.dumps(line, ensure_ascii=False, separators=(",", ":"))
            sys.stdout.buffer.write(text.encode("utf-8", "replace") + b"\n")
        for picture in pictures:
            sys.stdout.buffer.write(picture)
        sys.stdout.buffer.flush()
    except MemoryError:
        return 3
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
