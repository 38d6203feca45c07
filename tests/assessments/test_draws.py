"""Random draws: every pupil gets as many questions and marks as every other, and what wasn't drawn is no zero."""

from __future__ import annotations

import asyncio
import csv
import io
import uuid
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from statistics import fmean
from typing import Any

import pytest
from sqlalchemy import select

from backend.assessments.drawing import draw_items
from backend.assessments.models import AssessmentItem
from backend.assessments.service import list_items
from backend.attempts.models import Attempt
from backend.core import clock
from backend.questions.service import NewQuestion
from tests.school import SchoolMaker
from tests.sitting import ClassRoom, Sitting, make_classroom

FIXED_MARKS, POOL_MARKS, IN_POOL, DRAW = 2, 3, 5, 2
MOST = FIXED_MARKS + DRAW * POOL_MARKS
VARIANTS = 4


def _asks(n: int) -> dict[str, Any]:
    accepted = [{"pattern": str(n + 1), "fraction": 1, "kind": "exact", "case_sensitive": False}]
    return {"stem": f"What comes after {n}?", "accepted": accepted}


QUESTIONS = [("short_text", _asks(n)) for n in range(IN_POOL + 1)]
VARIED = [
    NewQuestion("short_text", _asks(10 * n), variants=[_asks(10 * n + step) for step in range(1, VARIANTS)])
    for n in range(IN_POOL + 1)
]


def _items(question_ids: list[str], **pool: Any) -> list[dict[str, Any]]:
    fixed, *rest = question_ids
    drawn = {"marks": POOL_MARKS, "pool": 1, "draw": DRAW, **pool}
    return [{"question_id": fixed, "marks": FIXED_MARKS}, *({"question_id": each, **drawn} for each in rest)]


async def _question_ids(room: ClassRoom) -> list[str]:
    return [item["question_id"] for item in (await room.teacher.get(f"/api/assessments/{room.assessment_id}"))["items"]]


async def _with_pool(
    maker: SchoolMaker,
    *,
    pupils: int,
    questions: Sequence[tuple[str, dict[str, Any]] | NewQuestion] = QUESTIONS,
    **assignment: Any,
) -> ClassRoom:
    """A class that may sit one fixed question and two of five."""
    room = await make_classroom(maker, pupils=pupils, questions=questions)
    body = {"title": "A draw", "items": _items(await _question_ids(room))}
    made = await room.teacher.post("/api/assessments", body)
    assert (made["questions"], made["marks_max"]) == (1 + DRAW, MOST)
    now = clock.now()
    times = {"opens_at": (now - timedelta(minutes=1)).isoformat(), "closes_at": (now + timedelta(hours=1)).isoformat()}
    wanted = {"class_id": str(room.class_id), **times, "feedback": "hand_in", **assignment}
    given = await room.teacher.post(f"/api/assessments/{made['id']}/assignments", wanted)
    assert (given["questions"], given["marks_max"]) == (1 + DRAW, MOST)
    return replace(room, assessment_id=uuid.UUID(made["id"]), assignment_id=uuid.UUID(given["id"]))


def _stems(sitting: Sitting) -> list[str]:
    return [item["view"]["stem"][0]["children"][0]["text"] for item in sitting.items]


def _number(stem: str) -> int:
    return int(stem.rstrip("?").split()[-1])


async def _sit(room: ClassRoom, number: int, *, right: bool) -> Sitting:
    sitting = await room.start(room.pupils[number])
    answers = [(item, str(_number(stem) + 1)) for item, stem in zip(sitting.items, _stems(sitting), strict=True)]
    await sitting.send(*(sitting.event(item, {"text": answer if right else "no"}) for item, answer in answers))
    await sitting.submit()
    return sitting


async def _results(room: ClassRoom) -> dict[str, Any]:
    return await room.teacher.get(f"/api/assignments/{room.assignment_id}/results")


async def _leave_out(room: ClassRoom, item_id: str) -> None:
    target = {"assignment_id": str(room.assignment_id), "item_id": item_id}
    begun = await room.teacher.post(
        "/api/mark-changes", {"targets": [target], "kind": "void", "reason": "Unclear"}, expect=202
    )
    async with asyncio.timeout(30):
        while begun["state"] == "running":
            await asyncio.sleep(0.1)
            begun = await room.teacher.get(f"/api/mark-changes/{begun['batch_id']}")


def test_each_seed_draws_as_many_in_order_and_all_are_drawn_alike_often() -> None:
    items = [
        AssessmentItem(
            id=uuid.uuid4(),
            position=n,
            marks=Decimal(1),
            pool=1 if 2 <= n < 7 else None,
            draw=2 if 2 <= n < 7 else None,
        )
        for n in range(9)
    ]
    often: Counter[int] = Counter()
    for seed in range(1000):
        drawn = [item.position for item in draw_items(items, seed)]
        assert drawn == sorted(drawn) and len(drawn) == 6 and {0, 1, 7, 8} <= set(drawn)
        assert drawn == [item.position for item in draw_items(items, seed)]
        often.update(drawn)
    # 1000 draws of 2 from 5: 400 each, with a standard deviation of 15.5.
    assert all(abs(often[position] - 400) < 62 for position in range(2, 7))


@pytest.mark.database
async def test_pools_that_would_be_unfair_are_refused(maker: SchoolMaker) -> None:
    room = await make_classroom(maker, questions=QUESTIONS)
    ids = await _question_ids(room)

    async def refused(items: list[dict[str, Any]], words: str) -> None:
        answer = await room.teacher.post("/api/assessments", {"title": "No", "items": items}, expect=422)
        assert words in answer["detail"]

    good = _items(ids)
    await refused([good[1], good[0], *good[2:]], "stand together")
    await refused(_items(ids, draw=IN_POOL), "Draw fewer")
    await refused(_items(ids, draw=None), "how many")
    await refused([*good[:-1], {**good[-1], "draw": 3}], "how many")
    await refused([*good[:-1], {**good[-1], "marks": 1}], "same marks")
    await refused([{**good[0], "draw": 1}, *good[1:]], "belong to one pool")
    made = await room.teacher.post("/api/assessments", {"title": "Yes", "items": good})
    assert [(item["pool"], item["draw"]) for item in made["items"]] == [(None, None), *[(1, DRAW)] * IN_POOL]
    changed = await room.teacher.put(
        f"/api/assessments/{made['id']}", {"title": "Yes", "items": _items(ids, draw=3), "version": made["version"]}
    )
    assert (changed["questions"], changed["marks_max"]) == (4, FIXED_MARKS + 3 * POOL_MARKS)


@pytest.mark.database
async def test_each_attempt_gets_what_its_seed_draws(maker: SchoolMaker) -> None:
    room = await _with_pool(maker, pupils=3, attempts_allowed=2)
    for number in (0, 1, 2, 0):
        sitting = await _sit(room, number, right=True)
        assert [item["marks"] for item in sitting.items] == [FIXED_MARKS, *[POOL_MARKS] * DRAW]
        assert _stems(sitting) == sorted(_stems(sitting)), "in the order of the assessment"
        async with maker.database.session(room.teacher.school_id) as session:
            seed = await session.scalar(select(Attempt.seed).where(Attempt.id == uuid.UUID(sitting.attempt_id)))
            assert seed is not None
            drawn = draw_items(await list_items(session, room.assessment_id, 1), seed)
        assert _stems(sitting) == [f"What comes after {item.position - 1}?" for item in drawn]
        result = await room.pupils[number].get(f"/api/attempts/{sitting.attempt_id}/result")
        assert (result["score"], result["marks_max"], len(result["items"])) == (MOST, MOST, 1 + DRAW)
    async with maker.database.session(room.teacher.school_id) as session:
        seeds = (await session.scalars(select(Attempt.seed).where(Attempt.assignment_id == room.assignment_id))).all()
    assert len(set(seeds)) == 4, "a second attempt draws afresh"


@pytest.mark.database
async def test_each_pupil_draws_questions_of_a_rule_and_gets_a_variant_of_each(maker: SchoolMaker) -> None:
    """Tens say which question it is, ones which variant; the right answer to one variant is wrong for all others."""
    room = await _with_pool(maker, pupils=VARIANTS, questions=VARIED)
    asked: Counter[int] = Counter()
    for pupil in room.pupils:
        sitting = await room.start(pupil)
        numbers = [_number(stem) for stem in _stems(sitting)]
        again = await room.start(pupil)
        assert again.attempt_id == sitting.attempt_id
        assert [item["view"] for item in again.items] == [item["view"] for item in sitting.items], "stable over reloads"
        tens = [number // 10 for number in numbers]
        assert tens[0] == 0 and tens == sorted(set(tens)) and len(tens) == 1 + DRAW
        asked.update(numbers)
        # The first of the drawn is answered as another variant of it would have it.
        other = numbers[1] - numbers[1] % 10 + (numbers[1] + 1) % 10 % VARIANTS
        answers = [numbers[0] + 1, other + 1, numbers[2] + 1]
        await again.send(
            *(again.event(item, {"text": str(said)}) for item, said in zip(again.items, answers, strict=True))
        )
        await again.submit()
        result = await pupil.get(f"/api/attempts/{again.attempt_id}/result")
        assert [item["score"] for item in result["items"]] == [FIXED_MARKS, 0, POOL_MARKS]
        assert [item["key"]["text"] for item in result["items"]] == [str(number + 1) for number in numbers]
    # With no more pupils than variants, nobody had the numbers of another.
    assert set(asked.values()) == {1}
    results = await _results(room)
    assert [item["variants"] for item in results["items"]] == [VARIANTS] * (1 + IN_POOL)
    often = Counter(number // 10 for number in asked)
    for position, item in enumerate(results["items"]):
        shown = await room.teacher.get(f"/api/assignments/{room.assignment_id}/items/{item['id']}/distribution")
        assert shown["of"] == often[position]


@pytest.mark.database
async def test_the_class_page_counts_only_those_who_had_a_question(maker: SchoolMaker) -> None:
    room = await _with_pool(maker, pupils=6, shuffle_questions=True)
    had: dict[str, Counter[bool]] = {}
    for number in range(5):
        sitting = await _sit(room, number, right=number % 2 == 0)
        for stem in _stems(sitting):
            had.setdefault(stem, Counter())[number % 2 == 0] += 1
    results = await _results(room)
    assert [(item["pool"], item["draw"]) for item in results["items"]] == [(None, None), *[(1, DRAW)] * IN_POOL]
    for item in results["items"]:
        counts = had.get(item["stem_text"], Counter())
        share = counts[True] / counts.total() if counts else None
        assert item["facility"] == (None if share is None else pytest.approx(share))
        shown = await room.teacher.get(f"/api/assignments/{room.assignment_id}/items/{item['id']}/distribution")
        assert (shown["of"], shown["answered"]) == (counts.total(), counts.total())
    for row in results["pupils"]:
        undrawn = [cell for cell in row["cells"] if cell and cell["outcome"] == "not_drawn"]
        if row["name"].startswith("Pupil5"):
            assert row["cells"] == [None] * (1 + IN_POOL) and row["marks_max"] is None
            continue
        assert len(undrawn) == IN_POOL - DRAW and row["marks_max"] == MOST
        path = f"/api/assignments/{room.assignment_id}/pupils/{row['id']}/items/{undrawn[0]['item_id']}"
        assert "drawn" in (await room.teacher.get(path, expect=404))["detail"]
    assert results["mean"] == pytest.approx(fmean([MOST, 0, MOST, 0, MOST]), abs=0.005)
    answer = await room.teacher.client.get(f"/api/assignments/{room.assignment_id}/results.csv")
    lines = list(csv.reader(io.StringIO(answer.text)))[1:]
    assert {line.count("not drawn") for line in lines} == {0, IN_POOL - DRAW}
    assert sorted(line[3] for line in lines) == ["", "0%", "0%", "100%", "100%", "100%"]


@pytest.mark.database
async def test_a_drawn_question_that_is_left_out_counts_for_nobody_who_had_it(maker: SchoolMaker) -> None:
    room = await _with_pool(maker, pupils=6)
    drawn = {}
    for number, pupil in enumerate(room.pupils):
        sitting = await _sit(room, number, right=number != 0)
        drawn[str(pupil.id)] = set(_stems(sitting))
    results = await _results(room)
    pooled = results["items"][1:]
    often = Counter(stem for stems in drawn.values() for stem in stems)
    out = next(item for item in pooled if 0 < often[item["stem_text"]] < len(drawn))
    await _leave_out(room, out["id"])

    def most(pupil_id: str, *left_out: dict[str, Any]) -> float:
        return MOST - POOL_MARKS * sum(item["stem_text"] in drawn[pupil_id] for item in left_out)

    results = await _results(room)
    assert results["assignment"]["marks_max"] == MOST, "others had as many without it"
    assert [item["left_out"] for item in results["items"]] == [item["id"] == out["id"] for item in results["items"]]
    assert {row["id"]: row["marks_max"] for row in results["pupils"]} == {key: most(key, out) for key in drawn}
    # Whatever could be got, who has got all of it has 100 %, and stands in the mean as such.
    assert results["mean"] == pytest.approx(MOST * 5 / 6, abs=0.005) and results["median"] == MOST
    answer = await room.teacher.client.get(f"/api/assignments/{room.assignment_id}/results.csv")
    assert sorted(line[3] for line in list(csv.reader(io.StringIO(answer.text)))[1:]) == ["0%", *["100%"] * 5]
    dashboard = await room.teacher.get("/api/teacher/dashboard")
    assert next(one for one in dashboard["open"] if one["id"] == str(room.assignment_id))["mean_percent"] == 83
    for pupil in room.pupils[1:]:
        own = (await pupil.get("/api/my/results"))["items"][0]
        assert own["score"] == own["marks_max"] == most(str(pupil.id), out)
        progress = await room.teacher.get(f"/api/classes/{room.class_id}/pupils/{pupil.id}/progress")
        assert (progress["attempts"][0]["percent"], progress["attempts"][0]["class_percent"]) == (100, 83)

    # With four of five left out no draw of two can make up for one of them.
    more = [item for item in pooled if item["id"] != out["id"]][:3]
    for item in more:
        await _leave_out(room, item["id"])
    results = await _results(room)
    assert results["assignment"]["marks_max"] == MOST - POOL_MARKS
    assert {row["id"]: row["marks_max"] for row in results["pupils"]} == {key: most(key, out, *more) for key in drawn}
