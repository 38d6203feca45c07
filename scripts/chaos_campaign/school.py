"""The school that a campaign plays in: one class, one assessment, set several times so that nobody runs out of it."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from typing import Any

import httpx

from backend.accounts.permissions import PLAIN_COOKIE
from backend.attempts.room import ROOM as ATTEMPTS
from backend.core.db import Database
from backend.core.events import EventBus
from backend.marker.room import ROOM as MARKER
from scripts.benchmarks.stage import PASSWORD, Pupil, Seeded, Stage, make_session, seed_class
from scripts.chaos_campaign.machine import Machine
from scripts.chaos_campaign.pupil import LESSONS_PER_ASSIGNMENT, OPTIONS
from scripts.chaos_campaign.stored import Owner
from scripts.chaos_campaign.wire import SignIn

QUESTIONS = 8


@dataclass(frozen=True)
class Seat:
    """A pupil with a session on each of their devices."""

    pupil_id: str
    tokens: list[str]
    sign_in: SignIn
    first: Pupil


@dataclass(frozen=True)
class School:
    """What the campaign needs to know of it."""

    teacher: httpx.AsyncClient
    assignment_ids: list[str]
    seats: list[Seat]


async def found_school(machine: Machine, owner: Owner, *, pupils: int, assignments: int, devices: int = 2) -> School:
    """Make everything, through the rooms' services and the teacher's interface."""
    database = Database(machine.settings, EventBus((*ATTEMPTS.subscriptions, *MARKER.subscriptions)))
    on = Stage(machine.cluster, machine.settings, database)
    rules: dict[str, Any] = {"feedback": "release", "attempts_allowed": LESSONS_PER_ASSIGNMENT}
    try:
        seeded = await seed_class(on, pupils=pupils, contents=[_question(n) for n in range(QUESTIONS)], **rules)
        ids = owner.pupil_ids(str(one.attempt_id) for one in seeded.pupils)
        seats = []
        async with database.session(seeded.school_id) as session:
            for pupil_id, one in zip(ids, seeded.pupils, strict=True):
                pupil = uuid.UUID(pupil_id)
                more = [await make_session(session, seeded.school_id, pupil) for _ in range(devices - 1)]
                seats.append(Seat(pupil_id, [one.token, *more], SignIn(seeded.class_code, one.name, PASSWORD), one))
    finally:
        await database.engine.dispose()
    teacher = httpx.AsyncClient(
        base_url=f"http://127.0.0.1:{machine.port}",
        cookies={PLAIN_COOKIE: seeded.teacher_token},
        headers={"sec-fetch-site": "same-origin"},
        timeout=15,
        verify=False,
    )
    return School(teacher, await _set_again(teacher, seeded, assignments, rules), seats)


async def _set_again(teacher: httpx.AsyncClient, seeded: Seeded, times: int, rules: dict[str, Any]) -> list[str]:
    """Set the same assessment for the class again and again; returns every assignment's id."""
    first = (await teacher.get(f"/api/assignments/{seeded.assignment_id}")).raise_for_status().json()
    body = {name: first[name] for name in ("opens_at", "closes_at")}
    body["class_id"] = first["class"]["id"]
    ids = [first["id"]]
    for _ in range(times - 1):
        path = f"/api/assessments/{first['assessment_id']}/assignments"
        ids.append((await teacher.post(path, json={**body, **rules})).raise_for_status().json()["id"])
    return ids


def _question(number: int) -> tuple[str, dict[str, object]]:
    if number % 4 == 3:
        options = [{"id": one, "text": f"Choice {one[0]}", "fraction": float(one[0] == "b")} for one in OPTIONS]
        return "multiple_choice", {"stem": f"Question {number}: which is b?", "options": options, "shuffle": True}
    accepted = [{"pattern": "bit", "fraction": 1, "kind": "exact", "case_sensitive": False}]
    return "short_text", {"stem": f"Question {number}: what is the smallest unit of data?", "accepted": accepted}
