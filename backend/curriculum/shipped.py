"""The curriculum that ships: the files of ``data/`` as typed values. Pure: reads nothing but its own files.

The files name their sources and licences; keys in them are stable and never reused, since questions refer to them.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

DATA_DIR = Path(__file__).parent / "data"


@dataclass(frozen=True, slots=True)
class Statement:
    """A bullet of the national curriculum, key stage 3. ``number`` is NCCE's ("3.4")."""

    number: str
    text: str


@dataclass(frozen=True, slots=True)
class Strand:
    """One of the ten strands that objectives belong to, such as NW (networks)."""

    code: str
    name: str


@dataclass(frozen=True, slots=True)
class ShippedObjective:
    """A learning objective of a lesson."""

    key: str
    text: str
    strands: tuple[str, ...]
    position: int


@dataclass(frozen=True, slots=True)
class ShippedTopic:
    """A lesson. ``position`` is its number in the unit (a second part of a unit goes on at 7)."""

    key: str
    title: str
    position: int
    objectives: tuple[ShippedObjective, ...]


@dataclass(frozen=True, slots=True)
class ShippedUnit:
    """A unit of six lessons. ``position`` counts within the year group, from 1."""

    key: str
    title: str
    year_group: int
    position: int
    statements: tuple[str, ...]
    topics: tuple[ShippedTopic, ...]


@dataclass(frozen=True, slots=True)
class ShippedMisconception:
    """A wrong idea that an answer can show. ``slug`` is ``topic.name``."""

    slug: str
    topic: str
    title: str
    explanation: str
    pupil_feedback: str


@dataclass(frozen=True, slots=True)
class ShippedCurriculum:
    """England's key stage 3 Computing: statements, strands, units."""

    statements: tuple[Statement, ...]
    strands: tuple[Strand, ...]
    units: tuple[ShippedUnit, ...]


@cache
def shipped_curriculum() -> ShippedCurriculum:
    """Return what ``data/curriculum.json`` holds."""
    data: Mapping[str, Any] = _read("curriculum.json")
    positions: dict[int, int] = {}
    units = []
    for unit in data["units"]:
        positions[unit["year_group"]] = positions.get(unit["year_group"], 0) + 1
        units.append(_unit(unit, positions[unit["year_group"]]))
    return ShippedCurriculum(
        statements=tuple(Statement(**statement) for statement in data["statements"]),
        strands=tuple(Strand(**strand) for strand in data["strands"]),
        units=tuple(units),
    )


@cache
def shipped_misconceptions() -> tuple[ShippedMisconception, ...]:
    """Return what ``data/misconceptions.json`` holds."""
    return tuple(ShippedMisconception(**entry) for entry in _read("misconceptions.json"))


def _read(name: str) -> Any:
    return json.loads((DATA_DIR / name).read_text(encoding="utf-8"))


def _unit(unit: Mapping[str, Any], position: int) -> ShippedUnit:
    return ShippedUnit(
        key=unit["key"],
        title=unit["title"],
        year_group=unit["year_group"],
        position=position,
        statements=tuple(unit["statements"]),
        topics=tuple(_topic(topic) for topic in unit["topics"]),
    )


def _topic(topic: Mapping[str, Any]) -> ShippedTopic:
    return ShippedTopic(
        key=topic["key"],
        title=topic["title"],
        position=topic["position"],
        objectives=_objectives(topic["objectives"]),
    )


def _objectives(entries: Sequence[Mapping[str, Any]]) -> tuple[ShippedObjective, ...]:
    return tuple(
        ShippedObjective(entry["key"], entry["text"], tuple(entry["strands"]), position)
        for position, entry in enumerate(entries, 1)
    )
