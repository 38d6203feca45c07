"""The programs that the runner is tried with: attacks, and good programs as pupils write them.

Each says in its first lines what it is and what is to become of it. A header that isn't known, is missing or stands
there twice is an error: a check that nobody reads would be one that always passes.
"""

from __future__ import annotations

import ast
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.house.sources import ROOT

HERE = Path(__file__).parent
SHARED_ATTACKS = ROOT.parent / "shared" / "attacks"
PLACE_OF_SCRATCH = "SCRATCH"
"""Stands in an attack for the folder of the canary file."""
CANARY_PORT = "45871"
"""Stands in an attack for the port on which somebody listens."""

CATEGORIES = ("fs", "net", "proc", "res", "result", "kernel", "output")
_ATTACK_NEEDS = {"attack", "category", "safe-outcome", "check"}
_CALL_NEEDS = {"fn", "args", "want"}
_HEADER = re.compile(r"# ([a-z-]+): (.*)")
_CODING = re.compile(r"# -\*- coding: \S+ -\*-")
_CHECK = re.compile(r"no-escape|why=[a-z|]+|st!=0|st==0|out<=\d+|err!?~.+|fast|fail-test")
_REMARK = "   ("
"""What follows is for people: `# want: 5   (held by the marker only; never sent to the child)`."""


class BadHeader(Exception):
    """A program whose first lines can't be read."""


@dataclass(frozen=True, slots=True)
class Call:
    """What a test asks of an attack on results, and the value that it must not come to have."""

    function: str
    arguments: list[Any]
    want: Any

    @property
    def expression(self) -> str:
        """Return the call as Python says it."""
        return f"{self.function}({', '.join(map(repr, self.arguments))})"


@dataclass(frozen=True, slots=True)
class Attack:
    """A program that tries what it must not. ``checks`` are what a machine can tell of its safe outcome."""

    name: str
    title: str
    category: str
    safe_outcome: str
    checks: tuple[str, ...]
    source: str
    stdin: str
    call: Call | None

    def source_for(self, scratch: Path, port: int) -> str:
        """Return the program with the folder of the canary file and the port where somebody listens."""
        return self.source.replace(PLACE_OF_SCRATCH, str(scratch)).replace(CANARY_PORT, str(port))


@dataclass(frozen=True, slots=True)
class Program:
    """A good program. ``out`` is all that it prints, ``draws`` the fewest lines that its turtle draws, 0 for none."""

    name: str
    title: str
    source: str
    out: str
    stdin: str
    seed: int | None
    files: dict[str, str]
    draws: int


def attacks(folder: Path = HERE / "attacks") -> list[Attack]:
    """Return the attacks of a folder in order; an empty list where there is no such folder."""
    return [read_attack(path.stem, _text(path)) for path in sorted(folder.glob("*.py"))]


def programs(folder: Path = HERE / "programs") -> list[Program]:
    """Return the good programs of a folder in order."""
    return [read_program(path.stem, _text(path)) for path in sorted(folder.glob("*.py"))]


def read_attack(name: str, source: str) -> Attack:
    """Read one attack. Raises BadHeader."""
    header = _once(name, _headers(source))
    _expect(name, header, needed=_ATTACK_NEEDS, known=_ATTACK_NEEDS | _CALL_NEEDS | {"stdin"})
    checks = tuple(check.strip() for check in header["check"].split(","))
    for check in checks:
        if not _CHECK.fullmatch(check):
            raise BadHeader(f"{name}: unknown check {check!r}")
    if header["category"] not in CATEGORIES:
        raise BadHeader(f"{name}: unknown category {header['category']!r}")
    call = None
    if "fail-test" in checks:
        _expect(name, header, needed=_CALL_NEEDS, known=header.keys())
        call = Call(header["fn"], _json(name, header["args"]), _json(name, header["want"]))
    elif _CALL_NEEDS & header.keys():
        raise BadHeader(f"{name}: a call without the check fail-test")
    return Attack(
        name=name,
        title=header["attack"],
        category=header["category"],
        safe_outcome=header["safe-outcome"],
        checks=checks,
        source=source,
        stdin=_literal(name, header.get("stdin", "''")),
        call=call,
    )


def read_program(name: str, source: str) -> Program:
    """Read one good program. Raises BadHeader."""
    lines = list(_headers(source))
    files = dict(_file(name, value) for key, value in lines if key == "file")
    header = _once(name, (line for line in lines if line[0] != "file"))
    _expect(name, header, needed={"program", "out"}, known={"program", "out", "stdin", "seed", "draws"})
    return Program(
        name=name,
        title=header["program"],
        source=source,
        out=_literal(name, header["out"]),
        stdin=_literal(name, header.get("stdin", "''")),
        seed=int(header["seed"]) if "seed" in header else None,
        files=files,
        draws=int(header.get("draws", "0")),
    )


def _text(path: Path) -> str:
    """Return a program as it is: odd line ends and a mark of byte order are part of some attacks."""
    return path.read_bytes().decode()


def _headers(source: str) -> Iterator[tuple[str, str]]:
    for number, line in enumerate(source.removeprefix("\ufeff").split("\n")):
        if number == 0 and _CODING.fullmatch(line):
            continue
        header = _HEADER.fullmatch(line)
        if header is None:
            return
        yield header[1], header[2]


def _once(name: str, headers: Iterator[tuple[str, str]]) -> dict[str, str]:
    found: dict[str, str] = {}
    for key, value in headers:
        if key in found:
            raise BadHeader(f"{name}: {key!r} stands there twice")
        found[key] = value
    return found


def _expect(name: str, header: dict[str, str], *, needed: set[str], known: set[str]) -> None:
    if wrong := sorted(needed - header.keys()) + sorted(header.keys() - known):
        raise BadHeader(f"{name}: missing or unknown: {', '.join(wrong)}")


def _json(name: str, text: str) -> Any:
    try:
        return json.loads(text.split(_REMARK, maxsplit=1)[0])
    except ValueError as exc:
        raise BadHeader(f"{name}: not JSON: {text}") from exc


def _literal(name: str, text: str) -> str:
    try:
        value = ast.literal_eval(text)
    except (ValueError, SyntaxError) as exc:
        raise BadHeader(f"{name}: not a literal: {text}") from exc
    if not isinstance(value, str):
        raise BadHeader(f"{name}: not a text: {text}")
    return value


def _file(name: str, text: str) -> tuple[str, str]:
    file, equals, content = text.partition(" = ")
    if not equals or "/" in file:
        raise BadHeader(f"{name}: not a file: {text}")
    return file, _literal(name, content)
