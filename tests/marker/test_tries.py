"""Tries over HTTP: what each costs, when an answer is fixed, which one counts, marking again and taking that back."""

from __future__ import annotations

import asyncio
import uuid
from collections.abc import Sequence
from datetime import timedelta
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from sqlalchemy import select

from backend.attempts.models import AnswerTry, AttemptItem
from backend.attempts.sitting import sweep
from backend.core import clock
from backend.core.jobs import JobContext
from backend.marker.service import newest_marks
from backend.marker.tries import Try, mark_tries
from backend.questions.types.base import MarkResult, outcome_of
from tests.school import SchoolMaker
from tests.sitting import ClassRoom, Sitting, make_classroom

pytestmark = pytest.mark.database

CHANGES = "/api/mark-changes"
SAME = ("fraction", "score", "marks_max", "outcome", "feedback", "misconceptions", "response", "detail", "marker")
WORTH: dict[str, float] = {"byte": 0.7, "nibble": 0, "bit": 1, "Bit": 1, "octet": 0.25}
"""What the answers to the question are worth, as its content says."""

TEXT: dict[str, Any] = {
    "stem": "What is the smallest unit of data called?",
    "accepted": [
        {"pattern": pattern, "fraction": fraction, "kind": "exact", "case_sensitive": False}
        for pattern, fraction in (("bit", 1), ("byte", 0.7), ("octet", 0.25))
    ],
}
NUMBER: dict[str, Any] = {"stem": "How many bits are in a byte?", "answers": [{"value": 8}]}
QUESTIONS = (("short_text", TEXT), ("numeric", NUMBER))
MARKS = 2


def formula(answers: Sequence[str], penalties: Sequence[int]) -> float:
    """The marks of answers given one after the other: the best of max(0, f - p), times the question's marks."""
    worth = [max(0, round(100 * WORTH[answer]) - penalty) for answer, penalty in zip(answers, penalties, strict=False)]
    return MARKS * max(worth) / 100


async def _room(maker: SchoolMaker, penalties: Sequence[int], **more: Any) -> ClassRoom:
    more = {"feedback": "each", "try_penalties": list(penalties), "questions": QUESTIONS} | more
    return await make_classroom(maker, **more)


def _item(sitting: Sitting, kind: str = "short_text") -> dict[str, Any]:
    return next(item for item in sitting.items if item["type"] == kind)


async def _say(sitting: Sitting, text: str, kind: str = "short_text") -> None:
    await sitting.send(sitting.event(_item(sitting, kind), {"text": text}))


async def _check(sitting: Sitting, text: str, kind: str = "short_text", expect: int = 200) -> dict[str, Any]:
    await _say(sitting, text, kind)
    path = f"/api/attempts/{sitting.attempt_id}/items/{_item(sitting, kind)['id']}/check"
    return await sitting.pupil.post(path, expect=expect)


async def _result(sitting: Sitting) -> dict[str, Any]:
    items = (await sitting.submit())["result"]["items"]
    return next(item for item in items if item["type"] == "short_text")


async def _tries(maker: SchoolMaker, room: ClassRoom) -> list[AnswerTry]:
    async with maker.database.session(room.teacher.school_id) as session:
        return list((await session.scalars(select(AnswerTry).order_by(AnswerTry.number))).all())


@pytest.mark.parametrize(
    ("penalties", "answers"),
    [
        ((0, 25, 50), ("nibble", "bit")),  # max(0, f - p·tries)
        ((0, 10, 20), ("nibble", "byte", "bit")),
        ((0, 20, 40), ("byte", "nibble", "octet")),  # the first is the best
        ((0, 0, 10, 20), ("nibble", "octet", "byte", "bit")),  # a regime of its own
        ((0, 0), ("nibble", "bit")),  # checking costs nothing
        ((0, 100), ("nibble", "bit")),
        ((0, 33, 66), ("octet", "byte")),
        ((0,), ("byte",)),
    ],
)
async def test_the_best_try_counts_after_what_it_cost(
    maker: SchoolMaker, penalties: tuple[int, ...], answers: tuple[str, ...]
) -> None:
    room = await _room(maker, penalties)
    sitting = await room.start(room.pupils[0])
    for used, answer in enumerate(answers, 1):
        checked = await _check(sitting, answer)
        assert (checked["used"], checked["cost"]) == (used, penalties[used - 1])
        assert checked["outcome"] == outcome_of(WORTH[answer]), "about the answer, whatever it cost"
        assert checked["score"] == pytest.approx(formula(answers[:used], penalties), abs=0.005)
        assert checked["fixed"] == (WORTH[answer] == 1 or used == len(penalties))
        assert checked["parts"] is None
    kept = await _tries(maker, room)
    assert [(t.number, t.value["text"], t.fraction, t.penalty) for t in kept] == [
        (number, answer, WORTH[answer], penalties[number - 1]) for number, answer in enumerate(answers, 1)
    ]
    got = await _result(sitting)
    assert got["score"] == pytest.approx(formula(answers, penalties), abs=0.005)


async def test_an_answer_is_fixed_when_it_is_right_or_the_last_try_is_used(maker: SchoolMaker) -> None:
    room = await _room(maker, (0, 20), pupils=2)
    right, wrong = [await room.start(pupil) for pupil in room.pupils]
    await _check(right, "bit")
    await _check(wrong, "nibble")
    opened = await wrong.open()
    item = _item(wrong)["id"]
    assert (opened["checked"], opened["tries"], opened["try_costs"]) == ([], {item: 1}, [0, 20])
    await _check(wrong, "octet")
    for sitting, stays in ((right, "bit"), (wrong, "octet")):
        again = await _check(sitting, "byte")
        assert again["fixed"], "asked again, it says the same"
        opened = await sitting.open()
        assert opened["checked"] == [_item(sitting)["id"]]
        assert next(a["value"] for a in opened["answers"]) == {"text": stays}


async def test_the_same_answer_or_one_that_cannot_be_read_costs_no_try(maker: SchoolMaker) -> None:
    room = await _room(maker, (0, 50, 100))
    sitting = await room.start(room.pupils[0])
    first = await _check(sitting, "nibble")
    assert await _check(sitting, "nibble") == first
    unreadable = await _check(sitting, "3,14", "numeric", expect=409)
    assert (unreadable["code"], "full stop" in unreadable["detail"]) == ("cant_be_checked", True)
    await _check(sitting, "", expect=409)
    assert (await _check(sitting, "8", "numeric"))["cost"] == 0
    assert len(await _tries(maker, room)) == 2
    assert (await _check(sitting, "byte"))["used"] == 2
    assert (await _check(sitting, "nibble"))["used"] == 2, "nor does going back to what was checked"
    opened = await sitting.open()
    assert opened["tries"] == {_item(sitting)["id"]: 2, _item(sitting, "numeric")["id"]: 1}


@pytest.mark.parametrize(("final", "counted"), [("bit", 2), ("nibble", 1), ("", 1), ("octet", 1)])
async def test_an_unchecked_answer_that_is_handed_in_is_the_next_try(
    maker: SchoolMaker, final: str, counted: int
) -> None:
    room = await _room(maker, (0, 20, 40))
    sitting = await room.start(room.pupils[0])
    await _check(sitting, "octet")
    await _say(sitting, final)
    got = await _result(sitting)
    answers = ["octet", final] if final not in {"", "octet"} else ["octet"]
    assert got["score"] == pytest.approx(formula(answers, (0, 20, 40)), abs=0.005)
    assert got["response"] == {"text": answers[counted - 1]}
    told = {"used": len(answers), "counts": counted, "cost": (0, 20)[counted - 1]}
    assert got["tries"] == (None if final == "octet" else told)
    assert len(await _tries(maker, room)) == 1


async def test_without_a_check_a_mark_is_what_it_always_was(maker: SchoolMaker) -> None:
    room = await _room(maker, (0, 50), feedback="hand_in")
    sitting = await room.start(room.pupils[0])
    await _check(sitting, "byte", expect=409)
    assert ((await _result(sitting))["score"], await _tries(maker, room)) == (MARKS * 0.7, [])


async def test_what_cannot_be_read_after_a_check_waits_for_a_person(maker: SchoolMaker) -> None:
    room = await _room(maker, (0, 20))
    sitting = await room.start(room.pupils[0])
    await _check(sitting, "9", "numeric")
    await _say(sitting, "3,14", "numeric")
    items = (await sitting.submit())["result"]["items"]
    assert next(item["outcome"] for item in items if item["type"] == "numeric") == "needs_marking"


async def test_the_teacher_sees_what_the_tries_did_to_a_mark(maker: SchoolMaker) -> None:
    room = await _room(maker, (0, 20, 40))
    sitting = await room.start(room.pupils[0])
    await _check(sitting, "nibble")
    await _check(sitting, "bit")
    await sitting.submit()
    results = await room.teacher.get(f"/api/assignments/{room.assignment_id}/results")
    item = next(item["id"] for item in results["items"] if item["type"] == "short_text")
    detail = await room.teacher.get(f"/api/assignments/{room.assignment_id}/pupils/{room.pupils[0].id}/items/{item}")
    assert detail["mark"]["reasons"][-1] == "second try: 20 % off"
    assert (detail["mark"]["score"], detail["mark"]["outcome"]) == (1.6, "right")
    tries = [(t["text"], t["outcome"], t["penalty"], t["counts"]) for t in detail["mark"]["tries"]]
    assert tries == [("nibble", "wrong", 0, False), ("bit", "right", 20, True)]


# Putting marks right


async def _marks(maker: SchoolMaker, room: ClassRoom) -> dict[uuid.UUID, tuple[Any, ...]]:
    async with maker.database.session(room.teacher.school_id) as session:
        attempts = (await session.scalars(select(AttemptItem.attempt_id))).all()
        marks = (await session.scalars(newest_marks(attempts))).all()
    return {mark.attempt_item_id: tuple(getattr(mark, name) for name in SAME) for mark in marks}


async def _do(room: ClassRoom, plan: dict[str, Any]) -> dict[str, Any]:
    begun = await room.teacher.post(CHANGES, {**plan, "reason": "It was unclear"}, expect=202)
    async with asyncio.timeout(30):
        while begun["state"] == "running":
            await asyncio.sleep(0.1)
            begun = await room.teacher.get(f"{CHANGES}/{begun['batch_id']}")
    return begun


async def _plan(room: ClassRoom, kind: str, **more: Any) -> dict[str, Any]:
    items = (await room.teacher.get(f"/api/assignments/{room.assignment_id}/results"))["items"]
    item = next(item["id"] for item in items if item["type"] == "short_text")
    return {"targets": [{"assignment_id": str(room.assignment_id), "item_id": item}], "kind": kind, **more}


async def _mended(room: ClassRoom, **worth: float) -> str:
    """Save a version of the question with other fractions; return its id."""
    plan = await _plan(room, "void")
    path = f"/api/assignments/{room.assignment_id}/items/{plan['targets'][0]['item_id']}/mark-changes"
    question = await room.teacher.get(f"/api/questions/{(await room.teacher.get(path))['question_id']}")
    accepted = [{"pattern": text, "fraction": fraction, "kind": "exact"} for text, fraction in worth.items()]
    body = {"version": question["version"], "content": {**TEXT, "accepted": accepted}, "objective_ids": [], "tags": []}
    await room.teacher.put(f"/api/questions/{question['id']}", body)
    return str((await room.teacher.get(path))["newer_version_id"])


async def _scores(room: ClassRoom) -> list[float]:
    rows = (await room.teacher.get(f"/api/assignments/{room.assignment_id}/results"))["pupils"]
    cells = [next(c for c in row["cells"] if c) for row in sorted(rows, key=lambda row: row["name"])]
    return [cell["score"] for cell in cells]


async def _three_tried(maker: SchoolMaker) -> ClassRoom:
    """Three pupils: nibble then bit; byte then handed in nibble unchecked; octet only, never checked."""
    room = await _room(maker, (0, 20, 40), pupils=3)
    sittings = [await room.start(pupil) for pupil in room.pupils]
    await _check(sittings[0], "nibble")
    await _check(sittings[0], "bit")
    await _check(sittings[1], "byte")
    await _say(sittings[1], "nibble")
    await _say(sittings[2], "octet")
    for sitting in sittings:
        await sitting.submit()
    assert await _scores(room) == [1.6, 1.4, 0.5]
    return room


async def test_marking_again_marks_every_try_as_the_dry_run_says_and_undo_is_exact(maker: SchoolMaker) -> None:
    room = await _three_tried(maker)
    before = await _marks(maker, room)
    worth = {"bit": 1, "nibble": 0.95, "octet": 0.1}
    plan = await _plan(room, "remark", version_id=await _mended(room, **worth))
    shown = await room.teacher.post(f"{CHANGES}/preview", plan)
    # By hand: nibble, free, beats bit 1 - 0.2; byte is wrong now, so nibble 0.95 - 0.2 counts; octet was never checked.
    expected = [MARKS * 0.95, MARKS * 0.75, MARKS * 0.1]
    foreseen = {row["pupil"].split()[0]: row["new"]["score"] for row in shown["rows"]}
    assert [foreseen[f"Pupil{n}"] for n in range(3)] == pytest.approx(expected)
    assert await _marks(maker, room) == before
    done = await _do(room, plan)
    assert await _scores(room) == pytest.approx(expected)
    await room.teacher.post(f"{CHANGES}/{done['batch_id']}/undo")
    assert await _marks(maker, room) == before


@pytest.mark.parametrize(("kind", "gives"), [("full", 2), ("void", 0)])
async def test_penalties_stand_back_for_who_is_given_the_marks_or_left_out_and_come_back(
    maker: SchoolMaker, kind: str, gives: float
) -> None:
    room = await _three_tried(maker)
    before = await _marks(maker, room)
    done = await _do(room, await _plan(room, kind))
    assert await _scores(room) == [gives] * 3
    await room.teacher.post(f"{CHANGES}/{done['batch_id']}/undo")
    assert await _marks(maker, room) == before


async def test_who_hands_in_under_a_change_is_marked_with_their_tries_once_it_is_undone(maker: SchoolMaker) -> None:
    room = await _room(maker, (0, 20, 40), pupils=2)
    first, second = [await room.start(pupil) for pupil in room.pupils]
    await _check(second, "nibble")
    await first.submit()
    done = await _do(room, await _plan(room, "full"))
    assert (await _check(second, "byte"))["score"] == 2
    assert (await _result(second))["score"] == 2
    await room.teacher.post(f"{CHANGES}/{done['batch_id']}/undo")
    assert await _scores(room) == [0, formula(("nibble", "byte"), (0, 20))]


async def test_late_answers_are_the_next_try(maker: SchoolMaker) -> None:
    """Made in time, but they come when the sweep has handed in."""
    room = await _room(maker, (0, 20, 40), time_limit_s=600)
    sitting = await room.start(room.pupils[0])
    await _check(sitting, "octet")
    late = sitting.event(_item(sitting), {"text": "bit"})
    with clock.shifted(timedelta(hours=2)):
        await sweep(JobContext(maker.database, room.teacher.school_id))
        assert await _scores(room) == [MARKS * 0.25]
        await sitting.send(late)
        assert await _scores(room) == [formula(("octet", "bit"), (0, 20))]


async def test_other_penalties_hold_from_then_on(maker: SchoolMaker) -> None:
    room = await _room(maker, (0, 20, 40))
    path = f"/api/assignments/{room.assignment_id}"
    sitting = await room.start(room.pupils[0])
    await _check(sitting, "nibble")
    await _check(sitting, "octet")
    version = (await room.teacher.get(path))["version"]
    changed = await room.teacher.patch(path, {"version": version, "try_penalties": [0, 90, 90, 90]})
    assert changed["try_penalties"] == [0, 90, 90, 90]
    checked = await _check(sitting, "byte")
    assert (checked["cost"], checked["fixed"]) == (90, False)
    assert checked["score"] == pytest.approx(formula(("nibble", "octet", "byte"), (0, 20, 90)), abs=0.005)
    shorter = await room.teacher.patch(path, {"version": changed["version"], "try_penalties": [0, 10]})
    assert (await _check(sitting, "bit"))["cost"] == 10 and shorter["try_penalties"] == [0, 10]
    for wrong in ([], [10, 20], [0, 101], [0, -1], [0] * 11, [0, "x"]):
        await room.teacher.patch(path, {"version": shorter["version"], "try_penalties": wrong}, expect=422)


async def test_what_a_try_cost_when_it_was_handed_in_stays(maker: SchoolMaker) -> None:
    room = await _room(maker, (0, 20))
    sitting = await room.start(room.pupils[0])
    await _check(sitting, "nibble")
    await _say(sitting, "bit")
    await _result(sitting)
    before = formula(("nibble", "bit"), (0, 20))
    assert await _scores(room) == [before]
    path = f"/api/assignments/{room.assignment_id}"
    version = (await room.teacher.get(path))["version"]
    await room.teacher.patch(path, {"version": version, "try_penalties": [0, 90]})
    plan = await _plan(room, "remark", version_id=await _mended(room, bit=1, octet=0.3))
    assert (await room.teacher.post(f"{CHANGES}/preview", plan))["changed"] == 0
    assert await _scores(room) == [before]


def test_of_tries_that_a_mended_question_takes_for_blank_the_first_is_marked_so() -> None:
    blank = MarkResult(0.0, "unanswered")
    result, shown = mark_tries(lambda _: blank, [Try({"rows": [[1], [None]]}, 0, checked=True)])
    assert (result.fraction, result.outcome, len(shown)) == (0, "unanswered", 1)


# The formula


@given(
    tries=st.lists(
        st.tuples(st.integers(0, 100), st.integers(0, 100)), min_size=1, max_size=10, unique_by=lambda each: each[0]
    )
)
def test_the_mark_is_the_best_of_max_0_f_minus_p(tries: list[tuple[int, int]]) -> None:
    """Counted in whole percent here: what counts is one of the tries, and never under 0 or over what it got."""
    worth = {share: share / 100 for share, _ in tries}
    marked, shown = mark_tries(
        lambda share: MarkResult(worth[share], outcome_of(worth[share])),
        [Try(share, penalty, checked=True) for share, penalty in tries],
    )
    assert round(100 * marked.fraction, 9) == max(max(0, share - penalty) for share, penalty in tries)
    (counts,) = [each for each in shown if each["counts"]]
    assert marked.fraction == max(0, round(counts["fraction"] - counts["penalty"] / 100, 9))
    assert marked.outcome == outcome_of(counts["fraction"]) and [each["number"] for each in shown] == [
        *range(1, len(tries) + 1)
    ]


@given(
    tries=st.lists(st.tuples(st.none() | st.integers(0, 100), st.integers(0, 100)), min_size=1, max_size=10),
)
@example(tries=[(None, 100), (0, 0)])
def test_a_try_that_cannot_be_read_waits_only_while_it_could_bring_more(tries: list[tuple[int | None, int]]) -> None:
    def mark(share: int | None) -> MarkResult:
        return MarkResult(0, "needs_marking") if share is None else MarkResult(share / 100, outcome_of(share / 100))

    marked, _ = mark_tries(mark, [Try(share, penalty, checked=True) for share, penalty in tries])
    read = max((max(0, share - penalty) for share, penalty in tries if share is not None), default=0)
    could = max((100 - penalty for share, penalty in tries if share is None), default=-1)
    assert (marked.outcome == "needs_marking") == (could > read or all(share is None for share, _ in tries))
