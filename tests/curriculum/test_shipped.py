"""The data files that ship: complete, consistent, and true to the source where it is at hand."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from backend.curriculum.shipped import DATA_DIR, shipped_curriculum, shipped_misconceptions

SOURCE = Path(__file__).parents[3] / "shared" / "spec" / "curriculum.md"


def test_eighteen_units_of_six_lessons_with_unique_keys() -> None:
    units = shipped_curriculum().units
    topics = [topic for unit in units for topic in unit.topics]
    objectives = [objective for topic in topics for objective in topic.objectives]
    assert (len(units), len(topics), len(objectives)) == (18, 108, 290)
    assert {unit.year_group: 0 for unit in units}.keys() == {7, 8, 9}
    assert all(len(unit.topics) == 6 for unit in units)
    for keys in ([u.key for u in units], [t.key for t in topics], [o.key for o in objectives]):
        assert len(keys) == len(set(keys))
        assert all(re.fullmatch(r"[a-z0-9.-]+", key) for key in keys)


def test_links_point_at_what_exists() -> None:
    curriculum = shipped_curriculum()
    numbers = {statement.number for statement in curriculum.statements}
    codes = {strand.code for strand in curriculum.strands}
    assert numbers == {f"3.{n}" for n in range(1, 10)}
    assert len(codes) == 10
    for unit in curriculum.units:
        assert set(unit.statements) <= numbers
        for topic in unit.topics:
            assert topic.key.startswith(f"{unit.key}.")
            assert [objective.key for objective in topic.objectives] == [
                f"{topic.key}.{n}" for n in range(1, len(topic.objectives) + 1)
            ]
            assert all(set(objective.strands) <= codes for objective in topic.objectives)


def test_the_file_names_its_sources_and_licence() -> None:
    source = json.loads((DATA_DIR / "curriculum.json").read_text(encoding="utf-8"))["source"]
    assert "Open Government Licence v3.0" in source["licence"]
    assert "Department for Education" in source["statements"] and "Teach Computing" in source["units"]


def test_misconceptions_are_whole_and_unique() -> None:
    misconceptions = shipped_misconceptions()
    assert len({entry.slug for entry in misconceptions}) == len(misconceptions)
    for entry in misconceptions:
        assert re.fullmatch(r"[a-z_]+\.[a-z0-9_]+", entry.slug), entry.slug
        assert entry.slug.split(".")[0] == entry.topic
        assert entry.title and entry.explanation and entry.pupil_feedback


@pytest.mark.skipif(not SOURCE.exists(), reason="the source of the facts isn't here")
def test_every_objective_of_the_source_is_there_in_order() -> None:
    text = SOURCE.read_text(encoding="utf-8")
    wanted = re.findall(r"^  - (.*?)\.? \[([A-Z, ]+)\]$", text, re.MULTILINE)
    found = [
        (objective.text, ", ".join(objective.strands))
        for unit in shipped_curriculum().units
        for topic in unit.topics
        for objective in topic.objectives
    ]
    assert found == wanted
    titles = re.findall(r"^\*\*(.+?)\*\*  \(national", text, re.MULTILINE)
    assert [unit.title for unit in shipped_curriculum().units] == titles
