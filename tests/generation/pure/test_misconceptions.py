"""The catalogue of misconceptions that ships with the product."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

ENTRIES = json.loads(Path("backend/curriculum/data/misconceptions.json").read_text(encoding="utf-8"))


def test_every_entry_has_its_five_fields():
    for entry in ENTRIES:
        assert list(entry) == ["slug", "topic", "title", "explanation", "pupil_feedback"]
        assert all(isinstance(value, str) and value.strip() == value and value for value in entry.values())


def test_slugs_are_topic_and_name_and_differ():
    slugs = [entry["slug"] for entry in ENTRIES]
    assert len(set(slugs)) == len(slugs)
    for entry in ENTRIES:
        assert re.fullmatch(r"[a-z0-9_]+\.[a-z0-9_]+", entry["slug"])
        assert entry["slug"].startswith(entry["topic"] + ".")


def test_a_round_too_many_and_one_too_few_are_an_idea_each():
    """In Python, in flowcharts and in blocks: a class's results are counted by slug."""
    found = {entry["slug"] for entry in ENTRIES if re.search(r"\bloop\b.*\b(once too|one round)\b", entry["title"])}
    assert found == {"trace.one_round_late", "trace.one_round_early"}


@pytest.mark.parametrize(
    "topic",
    ["binary", "data", "logic", "networks", "hardware", "variables", "loops", "lists", "security", "spreadsheets"],
)
def test_the_topics_of_key_stage_3_are_covered(topic):
    assert sum(entry["topic"] == topic for entry in ENTRIES) >= 2


def test_what_pupils_read_is_short_and_speaks_to_them():
    for entry in ENTRIES:
        assert len(entry["pupil_feedback"].split()) <= 25
        assert not re.search(r"\b(wrong|stupid|careless|obviously|simply)\b", entry["pupil_feedback"], re.IGNORECASE)
