"""Parsing in a child process with limits: a bad file ends the child, never the appliance."""

from __future__ import annotations

import asyncio
import hashlib
import io
import json
import math
import os
import signal
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from subprocess import DEVNULL, PIPE, Popen
from typing import Any, BinaryIO

import orjson
import structlog

from backend.core.per_loop import PerLoop
from backend.documents.document_parser.first_bytes import PDF_WITHIN, is_pdf
from backend.documents.document_parser.outline import (
    IMAGES_BYTES_MAX,
    DocumentOutline,
    DocumentRefused,
    Image,
    ListItem,
    Location,
    Passage,
    Run,
    Section,
)

CHILDREN_MAX = 2
OUTLINE_BYTES_MAX = 32 * 1024 * 1024
"""The outline of a 50 MB file of mostly pictures is far below 1 MB."""
ANSWER_BYTES_MAX = OUTLINE_BYTES_MAX + IMAGES_BYTES_MAX

_ROOT = Path(__file__).resolve().parents[2]
_ENVIRONMENT = {"PATH": "/usr/bin:/bin", "LANG": "C.UTF-8", "LC_ALL": "C.UTF-8"}
_CHUNK = 64 * 1024
_OPEN_AGAIN = "Open it in Office, save it under a new name and upload that, or copy the lesson into a new document."
_PRINT_AGAIN = (
    "Open it in a PDF reader or a web browser, print it as a new PDF (“Save as PDF”) and upload that, "
    "or copy the lesson into a Word document."
)
_SPLIT = "Split it, or copy the part that you need into a new document, and upload that."

log = structlog.get_logger(__name__)
_slots = PerLoop(lambda: asyncio.Semaphore(CHILDREN_MAX))


@dataclass(frozen=True, slots=True)
class ChildAnswer:
    """How a child ended: its exit status (negative for a signal) and what it printed."""

    status: int
    output: bytes


async def parse_in_child(
    path: Path, *, file_name: str | None = None, timeout_s: float = 30, memory_mb: int = 512
) -> DocumentOutline:
    """Return the outline of a file, parsed by a child of its own; at most two run at a time, others wait.

    ``file_name`` is the name that the teacher gave the file, where ``path`` has another. ``timeout_s`` counts from the
    start of the child. Raises DocumentRefused: the parser's refusals, ``too_complex`` when time or memory run out,
    ``unreadable`` when the parser fails. Cancelling ends the child.
    """
    command = _command(path, file_name or path.name, timeout_s=timeout_s, memory_mb=memory_mb)
    async with _slots.get():
        answer = await run_limited(command, timeout_s=timeout_s)
    # In a thread: a long outline takes a while to read, and pupils' answers don't wait for it.
    return await asyncio.to_thread(
        _outline_from, answer, lambda: _PRINT_AGAIN if _is_pdf(path, file_name or path.name) else _OPEN_AGAIN
    )


async def run_limited(command: tuple[str, ...], *, timeout_s: float) -> ChildAnswer:
    """Run a command without our environment and collect what it prints, up to a limit.

    Its whole process group is killed when it takes too long, prints too much, or the caller is cancelled.
    Raises DocumentRefused (too_complex).
    """
    process = await _start(command)
    try:
        async with asyncio.timeout(timeout_s):
            output = await _read_output(process)
            status = await asyncio.to_thread(process.wait)
    except TimeoutError as exc:
        raise DocumentRefused("too_complex", f"Reading the file took too long. {_SPLIT}") from exc
    finally:
        await _end(process)
    return ChildAnswer(status, output)


def parse_file_command(path: Path, as_json: bool) -> int:
    """Parse a file and print its outline for a person or as JSON; the command ``parse``. Returns the exit status.

    A refusal is printed as ``{"refused": {"code", "message"}}`` (as a sentence without JSON) and gives 1.
    """
    try:
        if not path.is_file():
            raise DocumentRefused("no_such_file", "There is no file of this name. Check the path.")
        outline = asyncio.run(parse_in_child(path))
    except DocumentRefused as refusal:
        if as_json:
            _print_json({"refused": {"code": refusal.code, "message": refusal.message}})
        else:
            sys.stderr.write(f"{refusal.message} ({refusal.code})\n")
        return 1
    if as_json:
        _print_json(outline.as_json())
    else:
        sys.stdout.write(_plain(outline))
    return 0


def outline_from_json(data: Mapping[str, Any]) -> DocumentOutline:
    """Return the outline that ``DocumentOutline.as_json()`` wrote, without the bytes of its pictures.

    Raises KeyError, TypeError or ValueError on other data.
    """
    sections = tuple(
        Section(item["heading"], item["level"], tuple(_passage(passage) for passage in item["passages"]))
        for item in data["sections"]
    )
    images = tuple(_images(data["images"]))
    return DocumentOutline(data["title"], data["kind"], sections, tuple(data["warnings"]), images)


def outline_from_lines(head: Mapping[str, Any], rest: BinaryIO) -> DocumentOutline:
    """Return an outline of which the child has printed ``head``, and now its passages, a line each, and its pictures.

    A passage at a time, so that no step of it is long. Raises DocumentRefused (too_complex) where there is too much,
    KeyError, TypeError or ValueError on other data.
    """
    sections = []
    for section in head["sections"]:
        passages = []
        for _ in range(section["passages"]):
            passages.append(_passage(orjson.loads(rest.readline())))
            if rest.tell() > OUTLINE_BYTES_MAX:
                raise _too_much_text()
        sections.append(Section(section["heading"], section["level"], tuple(passages)))
    images = tuple(_images(head["images"], rest.read()))
    return DocumentOutline(head["title"], head["kind"], tuple(sections), tuple(head["warnings"]), images)


def _command(path: Path, file_name: str, *, timeout_s: float, memory_mb: int) -> tuple[str, ...]:
    arguments = (str(path.absolute()), file_name, str(memory_mb), str(math.ceil(timeout_s) + 1))
    return (sys.executable, "-E", "-s", "-B", "-m", "backend.documents.document_parser.child", *arguments)


async def _start(command: tuple[str, ...]) -> Popen[bytes]:
    """Start a child from a thread: asyncio would fork on the event loop, where saves wait 15 to 30 ms meanwhile."""

    def start() -> Popen[bytes]:
        return Popen(
            command, stdin=DEVNULL, stdout=PIPE, stderr=DEVNULL, cwd=_ROOT, env=_ENVIRONMENT, start_new_session=True
        )

    starting = asyncio.create_task(asyncio.to_thread(start))
    try:
        return await asyncio.shield(starting)
    except asyncio.CancelledError:
        await _end(await starting)
        raise


async def _read_output(process: Popen[bytes]) -> bytes:
    reader = asyncio.StreamReader()
    transport, _ = await asyncio.get_running_loop().connect_read_pipe(
        lambda: asyncio.StreamReaderProtocol(reader), process.stdout
    )
    chunks = bytearray()
    try:
        while chunk := await reader.read(_CHUNK):
            chunks += chunk
            if len(chunks) > ANSWER_BYTES_MAX:
                raise _too_much_text()
    finally:
        transport.close()
    return bytes(chunks)


async def _end(process: Popen[bytes]) -> None:
    """Kill the child with all that it started, and wait for it so that no zombie stays."""
    with suppress(ProcessLookupError, PermissionError):
        os.killpg(process.pid, signal.SIGKILL)
    await asyncio.shield(asyncio.to_thread(process.wait))
    if process.stdout is not None:
        process.stdout.close()  # still open where the caller was cancelled before anything was read


def _is_pdf(path: Path, file_name: str) -> bool:
    try:
        with path.open("rb") as stream:
            return is_pdf(stream.read(PDF_WITHIN))
    except OSError:
        return file_name.lower().endswith(".pdf")


def _outline_from(answer: ChildAnswer, what_helps: Callable[[], str]) -> DocumentOutline:
    if answer.status in {-signal.SIGXCPU, -signal.SIGKILL}:
        raise DocumentRefused("too_complex", f"Reading the file took too long or too much memory. {_SPLIT}")
    try:
        output = io.BytesIO(answer.output)
        found = orjson.loads(output.readline())
        if "outline" in found:
            return outline_from_lines(found["outline"], output)
        refused = found.get("refused")
        if refused is not None:
            raise DocumentRefused(refused["code"], refused["message"])
        fault = str(found["fault"])
    except (ValueError, KeyError, TypeError):
        fault = f"status {answer.status}"
    if fault == "MemoryError" or answer.status == 3:
        raise DocumentRefused("too_complex", f"The file needs too much memory to be read. {_SPLIT}")
    log.warning("document_parser_failed", fault=fault)
    raise DocumentRefused("unreadable", f"The file could not be read. {what_helps()}")


def _too_much_text() -> DocumentRefused:
    return DocumentRefused("too_complex", f"The file holds too much text. {_SPLIT}")


def _images(items: Iterable[Mapping[str, Any]], pictures: bytes = b"") -> Iterator[Image]:
    """Yield images, each with its part of the bytes where these are given. Raises ValueError when they don't fit."""
    at = 0
    for item in items:
        end = at + item["size_bytes"]
        if pictures and hashlib.sha256(pictures[at:end]).hexdigest() != item["id"]:
            raise ValueError("The bytes of a picture are not those that its line names")
        yield Image(**{**item, "location": Location(**item["location"])}, data=pictures[at:end])
        at = end


def _passage(data: Mapping[str, Any]) -> Passage:
    return Passage(
        id=data["id"],
        kind=data["kind"],
        text=data["text"],
        location=Location(**data["location"]),
        runs=tuple(Run(**run) for run in data["runs"]),
        items=tuple(ListItem(**item) for item in data["items"]),
        ordered=data["ordered"],
        rows=tuple(tuple(row) for row in data["rows"]),
    )


def _print_json(data: Mapping[str, Any]) -> None:
    sys.stdout.write(json.dumps(data, ensure_ascii=False, indent=2) + "\n")


def _plain(outline: DocumentOutline) -> str:
    """Return the outline as indented lines."""
    lines = [outline.title]
    for section in outline.sections:
        lines.append(f"\n{'#' * max(section.level, 1)} {section.heading}".rstrip())
        for passage in section.passages:
            lines += [f"[{passage.kind}]", *(f"    {line}" for line in passage.text.split("\n"))]
    lines += [f"\nNote: {warning}" for warning in outline.warnings]
    return "\n".join(lines) + "\n"
