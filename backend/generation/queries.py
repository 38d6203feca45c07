"""Reading drafts: whose they are, which page, and the counts beside them."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from typing import Any

from sqlalchemy import ColumnElement, and_, func, or_, select, tuple_
from sqlalchemy.ext.asyncio import AsyncSession

from backend.accounts.permissions import Actor
from backend.core.errors import Invalid
from backend.core.pagination import PAGE_SIZE, decode_place, encode_place
from backend.generation.models import DraftQuestion, GenerationRun

Found = tuple[DraftQuestion, uuid.UUID | None]
"""A draft and the lesson file of its run."""


def rules_of(
    actor: Actor, *, run_id: uuid.UUID | None = None, document_id: uuid.UUID | None = None
) -> list[ColumnElement[bool]]:
    """Return the conditions of "own drafts, of this run, of this file"; the run is joined."""
    rules: list[ColumnElement[bool]] = [GenerationRun.owner_id == actor.user_id]
    if run_id:
        rules.append(DraftQuestion.run_id == run_id)
    if document_id:
        rules.append(GenerationRun.document_id == document_id)
    return rules


def is_clean() -> ColumnElement[bool]:
    """Return the condition of a new draft that no check has anything to say about."""
    return and_(
        DraftQuestion.status == "new",
        func.jsonb_array_length(DraftQuestion.checks) == 0,
        DraftQuestion.duplicate_of.is_(None),
    )


async def find_draft(session: AsyncSession, actor: Actor, draft_id: uuid.UUID) -> Found | None:
    """Return one of the actor's own drafts."""
    row = (
        await session.execute(
            select(DraftQuestion, GenerationRun.document_id)
            .join(GenerationRun, GenerationRun.id == DraftQuestion.run_id)
            .where(DraftQuestion.id == draft_id, *rules_of(actor))
        )
    ).one_or_none()
    return None if row is None else (row[0], row[1])


async def find_clean(session: AsyncSession, rules: Sequence[ColumnElement[bool]]) -> Sequence[DraftQuestion]:
    """Return the clean drafts in the order in which they were made; nobody else may review them meanwhile."""
    return (
        await session.scalars(
            select(DraftQuestion)
            .join(GenerationRun, GenerationRun.id == DraftQuestion.run_id)
            .where(*rules, is_clean())
            .order_by(DraftQuestion.run_id, DraftQuestion.position)
            .with_for_update(of=DraftQuestion)
        )
    ).all()


async def find_page(
    session: AsyncSession, rules: Sequence[ColumnElement[bool]], *, status: str, after: str | None
) -> tuple[list[Found], str | None]:
    """Return one page of drafts, the latest run first, and the place where the next page begins."""
    wanted = list(rules)
    if status == "new":
        wanted.append(DraftQuestion.status == "new")
    elif status == "done":
        wanted.append(DraftQuestion.status != "new")
    if after:
        run_id, position, draft_id = _place(after)
        beyond = tuple_(DraftQuestion.position, DraftQuestion.id) > (position, draft_id)
        later = and_(DraftQuestion.run_id == run_id, beyond)
        wanted.append(or_(DraftQuestion.run_id < run_id, later))
    rows = (
        await session.execute(
            select(DraftQuestion, GenerationRun.document_id)
            .join(GenerationRun, GenerationRun.id == DraftQuestion.run_id)
            .where(*wanted)
            .order_by(DraftQuestion.run_id.desc(), DraftQuestion.position, DraftQuestion.id)
            .limit(PAGE_SIZE + 1)
        )
    ).all()
    page: list[Found] = [(draft, document_id) for draft, document_id in rows[:PAGE_SIZE]]
    last = page[-1][0] if len(rows) > PAGE_SIZE else None
    return page, encode_place(last.run_id, last.position, last.id) if last else None


def _place(token: str) -> tuple[uuid.UUID, int, uuid.UUID]:
    run_id, position, draft_id = decode_place(token, 3)
    try:
        return uuid.UUID(run_id), _small(position), uuid.UUID(draft_id)
    except (ValueError, TypeError, AttributeError) as exc:
        raise Invalid("That page of the list no longer exists; start again from the top.") from exc


def _small(value: Any) -> int:
    if not isinstance(value, int) or not 0 <= value < 2**31:
        raise ValueError(value)
    return value


async def count_by_status(session: AsyncSession, rules: Sequence[ColumnElement[bool]]) -> dict[str, int]:
    """Return how many drafts have which status."""
    rows = await session.execute(
        select(DraftQuestion.status, func.count().label("n"))
        .join(GenerationRun, GenerationRun.id == DraftQuestion.run_id)
        .where(*rules)
        .group_by(DraftQuestion.status)
    )
    return {row.status: row.n for row in rows}


async def count_by_maker(
    session: AsyncSession, rules: Sequence[ColumnElement[bool]]
) -> list[tuple[str, str, str, int]]:
    """Return (maker, status, why it was rejected, how many)."""
    columns = (DraftQuestion.maker, DraftQuestion.status, DraftQuestion.reject_reason)
    rows = await session.execute(
        select(*columns, func.count().label("n"))
        .join(GenerationRun, GenerationRun.id == DraftQuestion.run_id)
        .where(*rules)
        .group_by(*columns)
    )
    return [(row.maker, row.status, row.reject_reason, row.n) for row in rows]


async def count_by_document(
    session: AsyncSession, document_ids: Sequence[uuid.UUID]
) -> list[tuple[uuid.UUID, str, int]]:
    """Return (document, status, how many) of the drafts made from these lesson files."""
    rows = await session.execute(
        select(GenerationRun.document_id, DraftQuestion.status, func.count().label("n"))
        .join(DraftQuestion, DraftQuestion.run_id == GenerationRun.id)
        .where(GenerationRun.document_id.in_(document_ids))
        .group_by(GenerationRun.document_id, DraftQuestion.status)
    )
    return [(row.document_id, row.status, row.n) for row in rows]


async def count_waiting(session: AsyncSession, owner_id: uuid.UUID) -> int:
    """Return how many of a teacher's drafts wait for review."""
    return (
        await session.scalar(
            select(func.count())
            .select_from(DraftQuestion)
            .join(GenerationRun, GenerationRun.id == DraftQuestion.run_id)
            .where(GenerationRun.owner_id == owner_id, DraftQuestion.status == "new")
        )
        or 0
    )
