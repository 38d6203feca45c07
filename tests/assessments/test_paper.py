"""The mark scheme on paper: what counts in which gap."""

from __future__ import annotations

from typing import Any

import pytest

from tests.school import SchoolMaker
from tests.sitting import make_classroom

pytestmark = pytest.mark.database


def _gap(*accepted: tuple[str, float]) -> dict[str, Any]:
    return {
        "type": "short_text",
        "accepted": [{"pattern": words, "kind": "exact", "fraction": fraction} for words, fraction in accepted],
    }


async def test_what_counts_is_said_for_each_gap(maker: SchoolMaker) -> None:
    content = {
        "stem": "Fill in both.",
        "passage": "A computer loses what is in its [[aaaaaa]], and keeps what is in its [[bbbbbb]].",
        "gaps": {
            "aaaaaa": _gap(("RAM", 1), ("memory", 1)),
            "bbbbbb": _gap(("memory", 1), ("RAM", 0.5), ("ROM", 0.5)),
        },
    }
    room = await make_classroom(maker, questions=[("cloze", content)])
    (item,) = (await room.teacher.get(f"/api/assessments/{room.assessment_id}/paper"))["items"]
    assert item["key"] == {"gaps": {"aaaaaa": "RAM", "bbbbbb": "memory"}}
    assert item["accepted"] == ["1. memory"], "though it is the key of the other gap"
    assert item["part_marks"] == ["2. RAM (50%)", "2. ROM (50%)"]
