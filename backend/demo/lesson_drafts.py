"""The demo teacher's lesson files go through the real upload, reading and making of drafts, in the real jobs."""

from __future__ import annotations

import asyncio
import io
import time
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

from sqlalchemy import ColumnElement, exists, func, select
from sqlalchemy.ext.asyncio import AsyncSession

from backend.accounts.models import School, User
from backend.accounts.permissions import Actor
from backend.core import audit, clock
from backend.core.audit import AuditEvent
from backend.core.db import Database
from backend.demo.lessons import LESSONS, Lesson, write_lessons
from backend.demo.school import actor_for, at
from backend.documents.models import Document
from backend.documents.service import take_upload
from backend.generation import review
from backend.generation.models import DraftQuestion, GenerationRun
from backend.generation.schemas import OrderIn, RunIn
from backend.generation.service import UNFINISHED, start_run

_GENERATORS = ("binary_to_denary", "denary_to_binary", "binary_range", "gate_truth_table")
_DRAFTS_A_GENERATOR = 2
_DRAFTS_A_TEXT_MAKER = 8
_ACCEPTED_OF_FIRST_LESSON = 3
_SETTLED_WITHIN_S = 40
_LOOK_EVERY_S = 0.1
_MARK = ("made", "demo_lessons")


async def are_lessons_made(database: Database, school: School) -> bool:
    """Tell whether the school's lesson files and drafts were made once; what became of them since is its own affair."""
    async with database.session(school.id) as session:
        action, subject_type = _MARK
        return bool(
            await session.scalar(
                select(exists().where(AuditEvent.action == action, AuditEvent.subject_type == subject_type))
            )
        )


async def make_lessons(
    database: Database, school: School, teacher_name: str, folder: Path, say: Callable[[str], None]
) -> None:
    """Upload the lesson files for a teacher, make drafts and review some. Goes on where an interrupted run stopped.

    Needs the application's jobs to be running.
    """
    await asyncio.to_thread(write_lessons, folder)
    async with database.session(school.id) as session:
        teacher = (await session.scalars(select(User).where(User.sign_in_name == teacher_name))).one()
    actor = actor_for(teacher, school)
    say("  reading two lesson files")
    for lesson in LESSONS:
        await _upload(database, actor, lesson)
    if not await _settle(database, school, Document, Document.status.in_(("uploaded", "parsing"))):
        say("  … which takes longer than usual; the next start goes on from here")
        return
    say("  making questions from them, to be reviewed")
    async with database.session(school.id) as session:
        with at(clock.now() - timedelta(days=1)):
            await _start_runs(session, actor)
    if not await _settle(database, school, GenerationRun, GenerationRun.status.in_(UNFINISHED)):
        say("  … which takes longer than usual; the next start goes on from here")
        return
    async with database.session(school.id) as session:
        await _review_some(session, actor)
        await audit.record(session, *_MARK, school.id)


async def _upload(database: Database, actor: Actor, lesson: Lesson) -> None:
    async with database.session(actor.school_id) as session:
        known = await session.scalar(
            select(exists().where(Document.owner_id == actor.user_id, Document.name == lesson.name))
        )
    if not known:
        content = await asyncio.to_thread(lesson.write)
        await take_upload(database, actor, name=lesson.name, stream=io.BytesIO(content))


async def _settle(database: Database, school: School, table: Any, unfinished: ColumnElement[bool]) -> bool:
    """Wait until the jobs are through with all rows of a table; False when they take too long."""
    deadline = time.monotonic() + _SETTLED_WITHIN_S
    while time.monotonic() < deadline:
        async with database.session(school.id) as session:
            if not await session.scalar(select(func.count()).select_from(table).where(unfinished)):
                return True
        await asyncio.sleep(_LOOK_EVERY_S)
    return False


async def _start_runs(session: AsyncSession, actor: Actor) -> None:
    """Start a run for each lesson file that was read, and one of the generators, unless they are there."""
    begun = set(await session.scalars(select(GenerationRun.document_id).where(GenerationRun.owner_id == actor.user_id)))
    if None not in begun:
        orders = [OrderIn(key=f"generator.{key}", count=_DRAFTS_A_GENERATOR) for key in _GENERATORS]
        await start_run(session, actor, RunIn(makers=orders))
    read = await session.scalars(
        select(Document).where(Document.owner_id == actor.user_id, Document.status == "parsed")
    )
    makers = {lesson.name: lesson.makers for lesson in LESSONS}
    for document in read.all():
        if document.id not in begun and document.name in makers:
            orders = [OrderIn(key=key, count=_DRAFTS_A_TEXT_MAKER) for key in makers[document.name]]
            await start_run(session, actor, RunIn(document_id=document.id, makers=orders))


async def _review_some(session: AsyncSession, actor: Actor) -> None:
    """Accept what the generators made and the first drafts of one file; the rest waits for whoever tries the demo."""
    runs = await session.scalars(
        select(GenerationRun).where(GenerationRun.owner_id == actor.user_id, GenerationRun.status == "done")
    )
    for run in runs.all():
        if run.document_id is None:
            await review.accept_clean(session, actor, run_id=run.id, document_id=None)
        elif run.document_name == LESSONS[0].name:
            drafts = await session.scalars(
                select(DraftQuestion)
                .where(DraftQuestion.run_id == run.id, DraftQuestion.status == "new")
                .order_by(DraftQuestion.position)
                .limit(_ACCEPTED_OF_FIRST_LESSON)
            )
            for draft in drafts.all():
                await review.accept_draft(
                    session, actor, draft.id, version=draft.version, objective_ids=None, tags=("hardware",)
                )
