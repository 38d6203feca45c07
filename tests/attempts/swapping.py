"""Swapping a question of what a class sits, as its teacher does it."""

from __future__ import annotations

from typing import Any

from sqlalchemy import select

from backend.questions.models import Question, QuestionVersion
from backend.questions.service import NewQuestion, create_question, mend_question
from tests.school import SchoolMaker
from tests.sitting import ClassRoom

FRESH: dict[str, Any] = {"stem": "How many bits are in a byte?", "answers": [{"value": "8"}]}


async def bank(maker: SchoolMaker, room: ClassRoom, kind: str, content: dict[str, Any], **how: Any) -> str:
    """Put a question into the bank; returns its id."""
    actor = await maker.actor(room.teacher)
    async with maker.database.session(room.teacher.school_id) as session:
        return str((await create_question(session, actor, NewQuestion(kind, content, **how))).id)


async def mend(maker: SchoolMaker, room: ClassRoom, kind: str, content: dict[str, Any]) -> str:
    """Give the room's question of a type new content; returns its id."""
    actor = await maker.actor(room.teacher)
    async with maker.database.session(room.teacher.school_id) as session:
        question = (
            await session.scalars(
                select(Question)
                .join(QuestionVersion, QuestionVersion.id == Question.latest_version_id)
                .where(QuestionVersion.type == kind)
            )
        ).one()
        await mend_question(session, actor, question.id, content, seen=question.latest_version_id)
        return str(question.id)


async def columns(room: ClassRoom) -> list[dict[str, Any]]:
    shown: dict[str, Any] = await room.teacher.get(f"/api/assignments/{room.assignment_id}/live")
    return shown["questions"]


async def swap(room: ClassRoom, position: int, question_id: str, expect: int = 204) -> Any:
    item = (await columns(room))[position - 1]["assessment_item_id"]
    path = f"/api/assignments/{room.assignment_id}/live/questions/{item}/swap"
    return await room.teacher.post(path, {"question_id": question_id}, expect=expect)


async def swap_back(room: ClassRoom, position: int, expect: int = 204) -> Any:
    item = (await columns(room))[position - 1]["assessment_item_id"]
    path = f"/api/assignments/{room.assignment_id}/live/questions/{item}/swap-back"
    return await room.teacher.post(path, expect=expect)
