"""A teacher's bank of sentences to say to pupils while marking."""

from __future__ import annotations

import uuid
from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncSession

from backend.accounts.permissions import Actor
from backend.core import audit, clock
from backend.core.errors import NotFound
from backend.core.model import uuid7
from backend.marker.models import MarkingComment

SHOWN = 200


async def kept_comments(session: AsyncSession, actor: Actor) -> Sequence[MarkingComment]:
    """Return the actor's own sentences, the last used first."""
    return (
        await session.scalars(
            select(MarkingComment)
            .where(MarkingComment.author_id == actor.user_id)
            .order_by(MarkingComment.used_at.desc(), MarkingComment.id.desc())
            .limit(SHOWN)
        )
    ).all()


async def keep_comment(session: AsyncSession, actor: Actor, text: str) -> uuid.UUID:
    """Keep a sentence, or note that it is used again. Returns its id."""
    row = {"id": uuid7(), "author_id": actor.user_id, "text": text, "used_at": clock.now()}
    kept = await session.execute(
        insert(MarkingComment)
        .values(row)
        .on_conflict_do_update(index_elements=["school_id", "author_id", "text"], set_={"used_at": row["used_at"]})
        .returning(MarkingComment.id)
    )
    comment_id: uuid.UUID = kept.scalar_one()
    await audit.record(session, "kept", "marking_comment", comment_id, actor_id=actor.user_id)
    return comment_id


async def drop_comment(session: AsyncSession, actor: Actor, comment_id: uuid.UUID) -> None:
    """Take a sentence out of the bank; marks that said it keep it. Raises NotFound."""
    found = await session.get(MarkingComment, comment_id)
    if found is None or found.author_id != actor.user_id:
        raise NotFound("That comment isn't in your bank any more. Reload the page.")
    await session.delete(found)
    await audit.record(session, "dropped", "marking_comment", comment_id, actor_id=actor.user_id)
