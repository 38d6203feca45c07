"""What a class knows about its own programs: how many could say what theirs does, and which wrong ideas show."""

from __future__ import annotations

import uuid
from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence

from sqlalchemy.ext.asyncio import AsyncSession

from backend.analytics.queries import MarkRow
from backend.analytics.schemas import OwnCodeCount, OwnCodeDetail, OwnCodeOptionOut
from backend.analytics.wrong_ideas import describe_misconception
from backend.curriculum.service import misconceptions_by_slug
from backend.marker.own_code import OwnCodeAsked, find_own_question, own_code_asked
from backend.questions.content import question_type
from backend.questions.types import rich_text


async def asked_in_class(
    session: AsyncSession, types: Collection[str], marks: Mapping[uuid.UUID, Mapping[int, MarkRow]]
) -> Sequence[OwnCodeAsked]:
    """Return what was asked in the attempts that count; nothing is looked up where no question is run.

    A question that stands only by a former mark, and was never answered, isn't among them.
    """
    if not any(question_type(key).by_running for key in types):
        return ()
    return [
        each
        for each in await own_code_asked(session, marks.keys())
        if each.is_right is not None or _passes(marks[each.attempt_id].get(each.position))
    ]


def _passes(mark: MarkRow | None) -> bool:
    return mark is not None and mark.outcome == "right"


async def ideas_of_own_code(
    session: AsyncSession, types: Collection[str], attempt_ids: Collection[uuid.UUID]
) -> dict[tuple[uuid.UUID, int], str]:
    """Return the wrong idea that a pupil's choice showed about their own program, by attempt and position."""
    if not any(question_type(key).by_running for key in types):
        return {}
    asked = await own_code_asked(session, attempt_ids)
    return {(each.attempt_id, each.position): each.misconception for each in asked if each.misconception}


def count_by_position(asked: Collection[OwnCodeAsked]) -> dict[int, OwnCodeCount]:
    """Return the counts of each question that anybody was asked about, by its position."""
    of: dict[int, list[bool | None]] = defaultdict(list)
    for each in asked:
        of[each.position].append(each.is_right)
    return {
        position: OwnCodeCount(
            asked=len(found),
            answered=sum(each is not None for each in found),
            right=sum(each is True for each in found),
        )
        for position, found in of.items()
    }


async def own_code_detail(session: AsyncSession, attempt_item_id: uuid.UUID, type_key: str) -> OwnCodeDetail | None:
    """Return what one pupil was asked about their own program and chose; None where there was no such question."""
    if not question_type(type_key).by_running:
        return None
    found = await find_own_question(session, attempt_item_id)
    if found is None:
        return None
    row, question = found
    known = await misconceptions_by_slug(session, [row.misconception] if row.misconception else [])
    return OwnCodeDetail(
        source=question.source,
        typed=question.typed,
        added=question.added,
        stem=rich_text.parse(question.stem),
        options=[
            OwnCodeOptionOut(text=option.text, right=option.id == question.key, chosen=option.id == row.choice)
            for option in question.options
        ],
        because=question.because,
        answered_at=row.answered_at,
        misconception=describe_misconception(row.misconception, known) if row.misconception else None,
    )
