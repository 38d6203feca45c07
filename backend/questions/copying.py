"""A question once more, to change without touching the first."""

from __future__ import annotations

import uuid

from sqlalchemy.ext.asyncio import AsyncSession

from backend.accounts.permissions import Actor
from backend.questions import queries
from backend.questions.models import Question
from backend.questions.service import NewQuestion, access_question, create_question, versions_by_ids


async def copy_question(session: AsyncSession, actor: Actor, question_id: uuid.UUID) -> Question:
    """Return a draft of the actor's with the newest words, objectives and tags of a question. Raises NotFound.

    Of a question that a rule made, the copy is its newest variant alone, whose words can be changed.
    """
    question = await access_question(session, actor, question_id)
    version = (await versions_by_ids(session, [question.latest_version_id]))[question.latest_version_id]
    objectives = (await queries.objectives_of(session, [question.id])).get(question.id, [])
    tags = (await queries.tags_of(session, [question.id])).get(question.id, [])
    return await create_question(
        session,
        actor,
        NewQuestion(
            type=version.type,
            content=version.content,
            objective_ids=[objective.id for objective in objectives],
            tags=tags,
            status="draft",
        ),
    )
