"""Questions and objectives for tests of the bank and of the rooms above it."""

from __future__ import annotations

import uuid
from typing import Any

from backend.core.model import uuid7
from backend.curriculum.models import Objective, Topic, Unit
from tests.school import Person, SchoolMaker


def choice(stem: str = "Which part stores data while a program runs?", **changes: Any) -> dict[str, Any]:
    """Content of a multiple-choice question; its key is RAM."""
    return {
        "stem": stem,
        "options": [
            {"id": "aaaaaa", "text": "RAM", "fraction": 1},
            {"id": "bbbbbb", "text": "Monitor", "misconception": "hardware.output_is_storage"},
            {"id": "cccccc", "text": "Keyboard"},
        ],
        **changes,
    }


def short_text(stem: str = "Name the device that forwards packets between networks.") -> dict[str, Any]:
    """Content of a short-text question; its key is router."""
    return {"stem": stem, "accepted": [{"pattern": "router", "fraction": 1, "kind": "close"}]}


def program(stem: str = "Print twice the number that is typed.") -> dict[str, Any]:
    """Content of a program to write: its first test is an example, its second is hidden."""
    return {
        "stem": stem,
        "starter": "number = int(input())\n",
        "solution": "number = int(input())\nprint(number * 2)\n",
        "tests": [
            {"id": "aaaaaa", "stdin": "3\n", "expected": "6", "show": "example"},
            {"id": "bbbbbb", "stdin": "-523\n", "expected": "-1046", "show": "never", "marks": 2},
        ],
    }


def question(stem: str = "Which part stores data while a program runs?", **changes: Any) -> dict[str, Any]:
    """Body of POST /api/questions."""
    body = {"type": "multiple_choice", "content": choice(stem), "objective_ids": [], "tags": [], "status": "ready"}
    return {**body, **changes}


async def objectives(maker: SchoolMaker, person: Person, *texts: str) -> list[uuid.UUID]:
    """Add a unit with one topic and these objectives to a person's school; the unit's id comes last."""
    key = uuid.uuid4().hex[:8]
    unit, topic = uuid7(), uuid7()
    ids = [uuid7() for _ in texts]
    async with maker.database.session(person.school_id) as session:
        session.add(Unit(id=unit, key=f"u-{key}", title="Systems", year_group=7, position=99, statements=[]))
        await session.flush()
        session.add(Topic(id=topic, unit_id=unit, key=f"t-{key}", title="Hardware", position=1))
        await session.flush()
        session.add_all(
            Objective(id=one, topic_id=topic, key=f"o-{key}-{n}", text=text, strands=[], position=n)
            for n, (one, text) in enumerate(zip(ids, texts, strict=True))
        )
    return [*ids, unit]
