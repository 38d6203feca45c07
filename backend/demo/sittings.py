"""A class that sat: answers are written in bulk as saving would have stored them; handing in and marking are real."""

from __future__ import annotations

import random
import uuid
from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import insert, update
from sqlalchemy.ext.asyncio import AsyncSession

from backend.accounts.models import User
from backend.assessments.models import Assignment
from backend.attempts import ending
from backend.attempts import service as attempts
from backend.attempts.models import Answer, AnswerEvent, Attempt, AttemptItem
from backend.attempts.starting import start_attempt
from backend.demo.answers import InventedPupil, answer, invent_pupil, wrong_answer
from backend.demo.bank.form import DemoQuestion
from backend.demo.bank.questions import BY_KEY
from backend.demo.plans import Plan
from backend.demo.school import MadeSchool, at

_SECONDS_A_QUESTION = (20, 75)
_COMES_AFTER_S = (40, 280)
_SPREAD_OUT_S = (5 * 60, 70 * 60)
_CHANGES_MIND = 0.12
_EPOCH = 1


async def sit(
    session: AsyncSession, made: MadeSchool, plan: Plan, assignment: Assignment, shown_pupil: str, now: datetime
) -> None:
    """Let ``plan.sat`` pupils sit an assignment, each in their own time; one who never hands in is swept up.

    The pupil whose sign-in is printed has sat what is over, and has still to sit what is open.
    """
    over = assignment.closes_at < now
    rng = random.Random(f"sitting:{plan.title}")  # noqa: S311 - believable, not secret
    questions = {made.bank[key].latest_version_id: BY_KEY[key] for key in plan.keys}
    pupils = _who_sits(made.pupils[plan.class_name], plan.sat, shown_pupil, over=over, rng=rng)
    for place, pupil in enumerate(pupils):
        comes = assignment.opens_at + timedelta(seconds=rng.uniform(*(_COMES_AFTER_S if over else _SPREAD_OUT_S)))
        await _sit_one(session, made, assignment, pupil, comes, questions, leaves=plan.swept and place == 1)
    if plan.swept:
        with at(assignment.closes_at + timedelta(minutes=2)):
            await ending.close_overdue(session, await ending.find_overdue(session))


def _who_sits(pupils: Sequence[User], count: int, shown_pupil: str, *, over: bool, rng: random.Random) -> list[User]:
    shown = [pupil for pupil in pupils if pupil.sign_in_name == shown_pupil]
    others = [pupil for pupil in pupils if pupil.sign_in_name != shown_pupil]
    rng.shuffle(others)
    return [*(shown if over else ()), *others][:count]


async def _sit_one(
    session: AsyncSession,
    made: MadeSchool,
    assignment: Assignment,
    pupil: User,
    comes: datetime,
    questions: Mapping[uuid.UUID, DemoQuestion],
    *,
    leaves: bool,
) -> None:
    """One pupil's sitting. ``leaves``: answers half of it and goes without handing in."""
    actor = made.actor(pupil)
    with at(comes):
        attempt = await start_attempt(session, actor, assignment.id)
        await attempts.open_attempt(session, actor, attempt.id)
    await session.execute(update(User).where(User.id == pupil.id).values(last_sign_in_at=comes))
    items = await attempts.items_of(session, attempt.id)
    invented = invent_pupil(f"{pupil.sign_in_name}:{assignment.opens_at.date()}")
    answered = items[: len(items) // 2] if leaves else items
    events = _events(attempt, answered, questions, invented, comes)
    if events:
        await session.execute(insert(AnswerEvent), events)
        await session.execute(insert(Answer), _current(events))
    if not leaves:
        ends = events[-1]["at"] if events else comes
        with at(min(ends + timedelta(seconds=invented.rng.uniform(8, 50)), attempt.ends_at)):
            final = [(row["item_id"], row["epoch"], row["seq"]) for row in _last_of_each(events)]
            await ending.hand_in(session, actor, attempt.id, final)


def _events(
    attempt: Attempt,
    items: Sequence[AttemptItem],
    questions: Mapping[uuid.UUID, DemoQuestion],
    pupil: InventedPupil,
    comes: datetime,
) -> list[dict[str, Any]]:
    """Return the rows of the answer log: a value a question, now and then a second thought."""
    rows: list[dict[str, Any]] = []
    moment = comes
    for item in items:
        question = questions[item.question_version_id]
        value = answer(pupil, question)
        values = [] if value is None else [value]
        if values and pupil.rng.random() < _CHANGES_MIND:
            values.insert(0, wrong_answer(question, pupil.rng))
        moment += timedelta(seconds=pupil.rng.uniform(*_SECONDS_A_QUESTION))
        for one in values:
            moment += timedelta(seconds=pupil.rng.uniform(3, 12))
            rows.append(
                {
                    "attempt_id": attempt.id,
                    "epoch": _EPOCH,
                    "seq": len(rows) + 1,
                    "item_id": item.id,
                    "value": one,
                    "at": moment,
                    "received_at": moment + timedelta(milliseconds=pupil.rng.randrange(60, 900)),
                    "late": False,
                }
            )
    return rows


def _last_of_each(events: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
    return list({row["item_id"]: row for row in events}.values())


def _current(events: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
    """Return the rows of the current answers."""
    return [
        {
            "attempt_id": row["attempt_id"],
            "item_id": row["item_id"],
            "epoch": row["epoch"],
            "seq": row["seq"],
            "value": row["value"],
            "saved_at": row["received_at"],
        }
        for row in _last_of_each(events)
    ]
