"""What other rooms may ask of the curriculum, and the copy of it that every school is given."""

from __future__ import annotations

import uuid
from collections.abc import Collection, Mapping, Sequence
from dataclasses import fields
from typing import Any

from sqlalchemy import or_, select
from sqlalchemy.dialects.postgresql import insert as upsert
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import InstrumentedAttribute

from backend.core.errors import NotFound
from backend.core.model import uuid7
from backend.curriculum import schemas
from backend.curriculum.models import Misconception, Objective, Topic, Unit
from backend.curriculum.shipped import (
    ShippedMisconception,
    ShippedObjective,
    ShippedTopic,
    ShippedUnit,
    shipped_curriculum,
    shipped_misconceptions,
)


async def seed_school(session: AsyncSession) -> None:
    """Give the current school the curriculum and misconceptions that ship. What it has already, it keeps as it is."""
    units = shipped_curriculum().units
    unit_ids = await _add_missing(session, Unit.key, [_row(unit, but={"topics"}) for unit in units])
    topics = [(unit_ids[unit.key], topic) for unit in units for topic in unit.topics]
    topic_ids = await _add_missing(
        session, Topic.key, [{"unit_id": unit_id, **_row(topic, but={"objectives"})} for unit_id, topic in topics]
    )
    objectives = [(topic_ids[topic.key], objective) for _, topic in topics for objective in topic.objectives]
    await _add_missing(
        session, Objective.key, [{"topic_id": topic_id, **_row(objective)} for topic_id, objective in objectives]
    )
    await _add_missing(session, Misconception.slug, [_row(entry) for entry in shipped_misconceptions()])


def _row(
    shipped: ShippedUnit | ShippedTopic | ShippedObjective | ShippedMisconception, but: Collection[str] = ()
) -> dict[str, Any]:
    """Return a shipped value as the columns of its table, which bear the same names."""
    values = {field.name: getattr(shipped, field.name) for field in fields(shipped) if field.name not in but}
    return {name: list(value) if isinstance(value, tuple) else value for name, value in values.items()}


async def _add_missing(
    session: AsyncSession, key: InstrumentedAttribute[str], rows: Sequence[dict[str, Any]]
) -> dict[str, uuid.UUID]:
    """Insert the rows whose ``key`` the school lacks, in one statement; return the ids of all rows by key."""
    table = key.class_
    known = {found.key: found.id for found in await session.execute(select(key.label("key"), table.id))}
    missing = [{"id": uuid7(), **row} for row in rows if row[key.key] not in known]
    if missing:
        await session.execute(upsert(table).values(missing).on_conflict_do_nothing())
        known = {found.key: found.id for found in await session.execute(select(key.label("key"), table.id))}
    return known


async def describe_curriculum(session: AsyncSession) -> schemas.Curriculum:
    """Return the school's units, topics and objectives with the national curriculum's statements and the strands."""
    units = (await session.scalars(select(Unit).order_by(Unit.year_group, Unit.position, Unit.id))).all()
    topics = (await session.scalars(select(Topic).order_by(Topic.position, Topic.id))).all()
    objectives = (await session.scalars(select(Objective).order_by(Objective.position, Objective.id))).all()
    objectives_of: dict[uuid.UUID, list[schemas.ObjectiveOut]] = {}
    for objective in objectives:
        objectives_of.setdefault(objective.topic_id, []).append(
            schemas.ObjectiveOut(id=objective.id, text=objective.text, strands=objective.strands)
        )
    topics_of: dict[uuid.UUID, list[schemas.TopicOut]] = {}
    for topic in topics:
        topics_of.setdefault(topic.unit_id, []).append(
            schemas.TopicOut(id=topic.id, key=topic.key, title=topic.title, objectives=objectives_of.get(topic.id, []))
        )
    shipped = shipped_curriculum()
    return schemas.Curriculum(
        statements=[schemas.StatementOut(number=entry.number, text=entry.text) for entry in shipped.statements],
        strands=[schemas.StrandOut(code=strand.code, name=strand.name) for strand in shipped.strands],
        units=[
            schemas.UnitOut(
                id=unit.id,
                key=unit.key,
                title=unit.title,
                year_group=unit.year_group,
                statements=unit.statements,
                topics=topics_of.get(unit.id, []),
            )
            for unit in units
        ],
    )


async def list_misconceptions(session: AsyncSession, q: str = "") -> Sequence[Misconception]:
    """Return the school's misconceptions by topic and title; with ``q``, those that hold every word of it."""
    query = select(Misconception).order_by(Misconception.topic, Misconception.title, Misconception.id)
    for word in q.split()[:8]:
        query = query.where(
            or_(
                *(
                    column.icontains(word, autoescape=True)
                    for column in (
                        Misconception.slug,
                        Misconception.topic,
                        Misconception.title,
                        Misconception.explanation,
                    )
                )
            )
        )
    return (await session.scalars(query)).all()


async def objectives_by_ids(session: AsyncSession, ids: Collection[uuid.UUID]) -> Mapping[uuid.UUID, Objective]:
    """Return those of the school's objectives that have one of these ids, by id."""
    if not ids:
        return {}
    found = await session.scalars(select(Objective).where(Objective.id.in_(set(ids))))
    return {objective.id: objective for objective in found}


async def objectives_by_keys(session: AsyncSession, keys: Collection[str]) -> Mapping[str, Objective]:
    """Return those of the school's objectives that have one of these keys, by key."""
    if not keys:
        return {}
    found = await session.scalars(select(Objective).where(Objective.key.in_(set(keys))))
    return {objective.key: objective for objective in found}


async def check_objective_ids(session: AsyncSession, ids: Collection[uuid.UUID]) -> None:
    """Raise NotFound when the school lacks one of these objectives."""
    if len(await objectives_by_ids(session, ids)) < len(set(ids)):
        raise NotFound("One of the objectives isn't in your school's curriculum. Reload the page and choose again.")


async def misconceptions_by_slug(session: AsyncSession, slugs: Collection[str]) -> Mapping[str, Misconception]:
    """Return those of the school's misconceptions that have one of these slugs, by slug."""
    if not slugs:
        return {}
    found = await session.scalars(select(Misconception).where(Misconception.slug.in_(set(slugs))))
    return {misconception.slug: misconception for misconception in found}
