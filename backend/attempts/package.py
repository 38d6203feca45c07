"""The package: a whole attempt without a single key, so that a page can go on without Wi-Fi. And where it stands."""

from __future__ import annotations

import uuid
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

import orjson
from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from backend.accounts.models import User
from backend.accounts.permissions import Actor, digest, get_actor
from backend.assessments.assignments import get_assignment
from backend.assessments.models import Assessment, Assignment
from backend.assessments.swaps import swapped_since
from backend.attempts.desk import find_desk
from backend.attempts.models import Answer, Attempt, AttemptItem
from backend.attempts.rescue_file import rescue_key
from backend.attempts.schemas import AnswerOut, Opened, Package, PackageItem, PupilRef
from backend.attempts.service import access_attempt, given_at, items_of, left_out_of
from backend.attempts.times import allowance_for, ends_at, wire_state
from backend.attempts.tries import tries_used
from backend.classes.service import classes_by_ids
from backend.core import clock
from backend.core.db import Database
from backend.questions.content import parsed
from backend.questions.models import QuestionVersion
from backend.questions.service import versions_by_ids
from backend.questions.types.base import Content, Json, QuestionType


def package_etag(attempt: Attempt, release: str) -> str:
    """Return the package's ETag. Its questions change when one is swapped; how they are shown, with the release."""
    return etag_of(attempt.id, attempt.package_number, release)


def etag_of(attempt_id: uuid.UUID, package_number: int, release: str) -> str:
    """Return the ETag of a package by its number."""
    return f'"{attempt_id.hex}-{package_number}-{release}"'


_FIND = "SELECT * FROM find_package($1, $2, $3)"
"""A function of the database (alembic/sql/find_package.sql), by the hot door, as a class starts together."""


@dataclass(frozen=True, slots=True)
class Packed:
    """A package as bytes, compressed or not; ``body`` is None where the browser has it already."""

    etag: str
    body: bytes | None
    compressed: bool = False


async def find_package(database: Database, token: str | None, attempt_id: uuid.UUID, *, known: str | None) -> Packed:
    """Return the package of one's own attempt: the prepared one, else one written now. ``known``: the browser's ETag.

    Raises NotSignedIn, Forbidden, NotFound.
    """
    release = database.info["release"]
    row = await database.hot.fetch_one(_FIND, digest(token or ""), attempt_id, release)
    if row is not None and row[0] is not None:
        number, packed = row
        etag = etag_of(attempt_id, number, release)
        if known == etag:
            return Packed(etag, None)
        if packed is not None:
            return Packed(etag, packed, compressed=True)
    async with database.session() as session:
        actor = await get_actor(session, token, "attempts.sit")
        attempt = await access_attempt(session, actor, attempt_id)
        written = await make_package(session, actor, attempt)
        return Packed(package_etag(attempt, release), orjson.dumps(written.model_dump(mode="json")))


@dataclass(frozen=True, slots=True)
class Cover:
    """What stands on every package of an assignment."""

    title: str
    class_name: str
    teacher: str
    feedback: str
    left_out: Collection[uuid.UUID]
    """Questions of the assessment that count for nobody."""
    swapped: Collection[uuid.UUID] = ()
    """Questions of the assessment that became others since the attempt began."""
    number: int = 1
    """It grows when a question of the attempt changes; before it begins there is but one."""


async def cover_of(session: AsyncSession, assignment: Assignment) -> Cover:
    """Return what stands on every package of an assignment."""
    title = await session.scalar(select(Assessment.title).where(Assessment.id == assignment.assessment_id))
    teacher = await session.get_one(User, assignment.created_by)
    school_class = (await classes_by_ids(session, [assignment.class_id]))[assignment.class_id]
    left_out = await left_out_of(session, assignment.id)
    return Cover(title or "", school_class.name, teacher.display_name, assignment.feedback, left_out)


async def make_package(session: AsyncSession, actor: Actor, attempt: Attempt) -> Package:
    """Return the attempt's questions as this pupil sees them, options already shuffled by the attempt's seeds."""
    assignment = await get_assignment(session, attempt.assignment_id)
    cover, pupil = await cover_of(session, assignment), await session.get_one(User, actor.user_id)
    items = await items_of(session, attempt.id)
    versions = await versions_by_ids(session, [item.question_version_id for item in items])
    swapped = await swapped_since(session, assignment.id, attempt.started_at)
    return write_package(
        replace(cover, number=attempt.package_number, swapped=swapped),
        pupil,
        items,
        versions,
        attempt_id=attempt.id,
        limit_s=attempt.limit_s,
        fewer_options=attempt.fewer_options,
    )


def write_package(
    cover: Cover,
    pupil: User,
    items: Sequence[AttemptItem],
    versions: Mapping[uuid.UUID, QuestionVersion],
    *,
    attempt_id: uuid.UUID,
    limit_s: int | None,
    fewer_options: bool,
) -> Package:
    """Return a whole attempt as its pupil sees it."""
    return Package(
        attempt_id=attempt_id,
        number=cover.number,
        title=cover.title,
        class_name=cover.class_name,
        teacher=cover.teacher,
        pupil=PupilRef(id=pupil.id, display_name=pupil.display_name),
        feedback=cover.feedback,
        time_limit_s=limit_s,
        items=[
            show_item(
                item,
                versions[item.question_version_id],
                fewer=fewer_options,
                void=item.assessment_item_id in cover.left_out,
                swapped=item.assessment_item_id in cover.swapped,
            )
            for item in items
        ],
    )


def as_given(item: AttemptItem, version: QuestionVersion, *, fewer: bool) -> tuple[QuestionType, Content]:
    """Return a question with the options that its pupil was given; ``fewer`` where the attempt says so."""
    kind, content = parsed(version)
    return kind, kind.narrowed(content, item.seed) if fewer else content


def left_out(item: AttemptItem, version: QuestionVersion, *, fewer: bool) -> frozenset[str]:
    """Return the ids of the options that the pupil of an item was not given."""
    if not fewer:
        return frozenset()
    kind, content = parsed(version)
    narrowed = kind.narrowed(content, item.seed)
    return frozenset(_ids(kind.pupil_view(content, item.seed))) - set(_ids(kind.pupil_view(narrowed, item.seed)))


def _ids(view: Json) -> Iterator[str]:
    if isinstance(view, dict):
        if isinstance(view.get("id"), str):
            yield view["id"]
        view = list(view.values())
    for inner in view if isinstance(view, list) else ():
        yield from _ids(inner)


def show_item(item: AttemptItem, version: QuestionVersion, *, fewer: bool, void: bool, swapped: bool) -> PackageItem:
    """Return one question as its pupil sees it."""
    kind, content = as_given(item, version, fewer=fewer)
    return PackageItem(
        id=item.id,
        position=item.position,
        marks=float(item.marks_max),
        type=version.type,
        view=kind.pupil_view(content, item.seed),
        hints=len(content.hints),
        void=void,
        swapped=swapped,
    )


async def show_opened(session: AsyncSession, attempt: Attempt, answers: Sequence[Answer], release: str) -> Opened:
    """Return where an attempt stands, for the page that has just opened it."""
    assignment = await get_assignment(session, attempt.assignment_id)
    given = await given_at(session, attempt.id) if answers else {}
    return Opened(
        epoch=attempt.epoch,
        state=wire_state(attempt),
        now=clock.now_ms(),
        ends_at=clock.to_ms(ends_at(attempt, clock.now())),
        package_etag=package_etag(attempt, release),
        answers=[
            AnswerOut(item=a.item_id, epoch=a.epoch, seq=a.seq, value=a.value, at=clock.to_ms(given[a.item_id]))
            for a in answers
        ],
        checked=[a.item_id for a in answers if a.fixed_at],
        tries=await tries_used(session, attempt.id),
        try_costs=assignment.try_penalties,
        here=attempt.here,
        desk=await find_desk(session, attempt.id),
        paused_by=attempt.paused_by,
        rest_breaks=(await allowance_for(session, assignment, attempt.pupil_id)).rest_breaks,
        rescue_key=rescue_key(session.info["settings"], attempt.id),
    )
