"""Marking again by mended questions: 10,000 answers of four types, every mark of which changes, as the job does it.

The baseline inserts the same rows once more, bare: one statement many times, no sign-in, no wall, no marking.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import Sequence
from typing import Any

import httpx
import psycopg
from psycopg.types.json import Jsonb
from sqlalchemy import URL, insert, select, update

from backend.accounts.models import User
from backend.accounts.permissions import PLAIN_COOKIE
from backend.attempts.models import Attempt, AttemptItem
from backend.core import clock
from backend.core.db import conninfo
from backend.core.model import uuid7
from backend.marker.models import Mark
from backend.marker.service import mark_response, mark_row
from backend.questions.service import versions_by_ids
from scripts.benchmarks.stage import Seeded, Stage, application, seed_class, stage
from scripts.benchmarks.table import Figure

PUPILS = 2500
PATIENCE_S = 120
Content = dict[str, Any]

OPTIONS = [{"id": f"opt{letter}00", "text": f"Choice {letter}", "fraction": float(letter == "b")} for letter in "abcd"]
GAPS = {
    "aaaaaa": {"type": "short_text", "accepted": [{"pattern": "bits"}]},
    "bbbbbb": {"type": "numeric", "answers": [{"value": "8"}]},
}
CLOZE: Content = {"stem": "Fill in.", "passage": "A byte has [[bbbbbb]] [[aaaaaa]]."}
QUESTIONS: list[tuple[str, Content, Content, Any]] = [
    (
        "multiple_choice",
        {"stem": "Which?", "options": OPTIONS},
        {"stem": "Which?", "options": [{**one, "fraction": float(one["id"] == "optc00")} for one in OPTIONS]},
        {"choice": "optc00"},
    ),
    (
        "short_text",
        {"stem": "Smallest unit?", "accepted": [{"pattern": "bit", "kind": "close"}]},
        {"stem": "Smallest unit?", "accepted": [{"pattern": "bit", "kind": "close"}, {"pattern": "nibble"}]},
        {"text": "nibble"},
    ),
    (
        "numeric",
        {"stem": "How many?", "answers": [{"value": "8"}]},
        {"stem": "How many?", "answers": [{"value": "8"}, {"value": "1000"}]},
        {"text": "1,000"},
    ),
    (
        "cloze",
        {**CLOZE, "gaps": GAPS},
        {**CLOZE, "gaps": {**GAPS, "aaaaaa": {"type": "short_text", "accepted": [{"pattern": "digits"}]}}},
        {"gaps": {"aaaaaa": "digits", "bbbbbb": "8"}},
    ),
]
"""Type, as it was set, as it was mended, and what everybody answered."""


async def run() -> list[Figure]:
    """Measure the dry runs and the job, with bare INSERTs of the same rows beside them."""
    async with stage() as on:
        seeded = await seed_class(on, pupils=1, contents=[(kind, content) for kind, content, _, _ in QUESTIONS])
        items = await _multiply(on, seeded)
        # A school's tables grow in weeks, and the server counts them meanwhile; these came in a second.
        await asyncio.to_thread(_analyse, on.settings.owner_url)
        with application(on.settings) as (address, _):
            async with httpx.AsyncClient(
                base_url=address,
                cookies={PLAIN_COOKIE: seeded.teacher_token},
                headers={"sec-fetch-site": "same-origin"},
                timeout=PATIENCE_S,
            ) as client:
                plans = [
                    await _mended(client, seeded, item, mended)
                    for item, (_, _, mended, _) in zip(items, QUESTIONS, strict=True)
                ]
                started = time.perf_counter()
                for plan in plans:
                    await _ask(client, "POST", "/api/mark-changes/preview", plan)
                dry_run = time.perf_counter() - started
                started = time.perf_counter()
                begun = [
                    await _ask(client, "POST", "/api/mark-changes", {**plan, "reason": "Mended"}) for plan in plans
                ]
                changed = sum([await _finished(client, change["batch_id"]) for change in begun])
                job = time.perf_counter() - started
        bare = await _insert_bare(on, seeded)
    if changed != PUPILS * len(QUESTIONS):
        raise RuntimeError(f"{changed} marks changed, not {PUPILS * len(QUESTIONS)}")
    return [
        Figure(f"{changed:,} answers marked again, with progress", job, "s", "≤ 10", baseline=bare, holds=job <= 10),
        Figure("Dry runs of the same", dry_run, "s", "", baseline=bare),
    ]


async def _multiply(on: Stage, seeded: Seeded) -> list[str]:
    """Hand the one attempt in, and let as many others have sat it alike; returns the assessment's items in order."""
    async with on.database.session(seeded.school_id) as session:
        seat = seeded.pupils[0]
        first = await session.get_one(Attempt, seat.attempt_id)
        pupil = await session.get_one(User, first.pupil_id)
        items = (await session.scalars(select(AttemptItem).where(AttemptItem.attempt_id == first.id))).all()
        versions = await versions_by_ids(session, {item.question_version_id for item in items})
        answers = {kind: response for kind, _, _, response in QUESTIONS}
        await session.execute(
            update(Attempt)
            .where(Attempt.id == first.id)
            .values(state="marked", submitted_at=clock.now(), submitted_by="pupil")
        )
        await session.flush()
        await session.refresh(first)
        copies = [_copy(pupil, sign_in_name=f"copy{n}", sign_in_folded=f"copy{n}") for n in range(PUPILS - 1)]
        await session.execute(insert(User), copies)
        attempts = [_copy(first, pupil_id=copy["id"]) for copy in copies]
        await session.execute(insert(Attempt), attempts)
        rows = [_copy(item, attempt_id=attempt["id"]) for attempt in attempts for item in items]
        await session.execute(insert(AttemptItem), rows)
        marks = []
        for item in (*items, *(AttemptItem(**row) for row in rows)):
            version = versions[item.question_version_id]
            response = answers[version.type]
            marks.append(mark_row(item, version, response, mark_response(version, response)))
        await session.execute(insert(Mark), marks)
        return [str(item.assessment_item_id) for item in sorted(items, key=lambda item: item.position)]


def _copy(row: Any, **other: Any) -> dict[str, Any]:
    """Return the values of a row under another id; ``other`` replaces those that the table has."""
    columns = {column.key for column in type(row).__table__.columns} - {"school_id", "created_at"}
    values = {name: getattr(row, name) for name in columns}
    return values | {"id": uuid7()} | {name: value for name, value in other.items() if name in columns}


async def _ask(client: httpx.AsyncClient, method: str, path: str, body: Any = None) -> Any:
    answer = await client.request(method, path, json=body)
    if answer.status_code >= 300:
        raise RuntimeError(f"{path}: {answer.status_code} {answer.text[:300]}")
    return answer.json()


async def _mended(client: httpx.AsyncClient, seeded: Seeded, item: str, content: Content) -> dict[str, Any]:
    """Mend a question; return the plan of marking again by it."""
    where = f"/api/assignments/{seeded.assignment_id}/items/{item}/mark-changes"
    question_id = (await _ask(client, "GET", where))["question_id"]
    question = await _ask(client, "GET", f"/api/questions/{question_id}")
    body = {"version": question["version"], "content": content, "objective_ids": [], "tags": []}
    await _ask(client, "PUT", f"/api/questions/{question_id}", body)
    version_id = (await _ask(client, "GET", where))["newer_version_id"]
    target = {"assignment_id": str(seeded.assignment_id), "item_id": item}
    return {"targets": [target], "kind": "remark", "version_id": version_id}


async def _finished(client: httpx.AsyncClient, batch_id: str) -> int:
    async with asyncio.timeout(PATIENCE_S):
        while True:
            change = await _ask(client, "GET", f"/api/mark-changes/{batch_id}")
            if change["state"] == "applied":
                return int(change["done"])
            await asyncio.sleep(0.1)


async def _insert_bare(on: Stage, seeded: Seeded) -> float:
    """Insert the marks that the changes brought into a table like theirs; seconds."""
    columns = [column.key for column in Mark.__table__.columns]
    async with on.database.session(seeded.school_id) as session:
        marks = (await session.scalars(select(Mark).where(Mark.change_id.is_not(None)))).all()
        rows = [[_plain(getattr(mark, name)) for name in columns] for mark in marks]
    return await asyncio.to_thread(_insert_rows, on.settings.owner_url, columns, rows)


def _analyse(owner_url: URL) -> None:
    with psycopg.connect(conninfo(owner_url), autocommit=True) as connection:
        connection.execute("ANALYZE")


def _plain(value: Any) -> Any:
    return Jsonb(value) if isinstance(value, dict) else value


def _insert_rows(owner_url: URL, columns: Sequence[str], rows: Sequence[Sequence[Any]]) -> float:
    with psycopg.connect(conninfo(owner_url)) as connection:
        connection.execute("CREATE TABLE bare_marks (LIKE marks INCLUDING ALL)")
        connection.commit()
        statement = f"INSERT INTO bare_marks ({', '.join(columns)}) VALUES ({', '.join(['%s'] * len(columns))})"
        started = time.perf_counter()
        with connection.cursor() as cursor:
            cursor.executemany(statement, rows)
        connection.commit()
        return time.perf_counter() - started
