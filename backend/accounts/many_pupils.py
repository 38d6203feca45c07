"""Many pupils at once: a school's class lists are added in a few statements, not in thousands."""

from __future__ import annotations

import uuid
from collections.abc import Collection, Sequence

from sqlalchemy import insert, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from backend.accounts.models import User, UserSession
from backend.accounts.names import fold_name, number_name, tidy_name
from backend.core import audit, clock
from backend.core.model import uuid7
from backend.core.passwords import NO_PASSWORD


async def create_pupils_without_password(
    session: AsyncSession, names: Sequence[tuple[str, str]], *, actor_id: uuid.UUID | None
) -> list[uuid.UUID]:
    """Add pupils by (given name, family name); none can sign in before a password is made. Gives their ids in order.

    Raises IntegrityError when somebody adds a namesake right now.
    """
    found = await session.scalars(select(User.sign_in_folded).where(User.role == "pupil"))
    taken = {name for name in found if name is not None}
    ids = [uuid7() for _ in names]
    rows = []
    for user_id, (given, family) in zip(ids, names, strict=True):
        given_name, family_name = tidy_name(given), tidy_name(family)
        sign_in_name = number_name(f"{given_name} {family_name}".strip(), taken)
        taken.add(fold_name(sign_in_name))
        rows.append(
            {
                "id": user_id,
                "role": "pupil",
                "given_name": given_name,
                "family_name": family_name,
                "sort_folded": fold_name(f"{family_name} {given_name}"),
                "sign_in_name": sign_in_name,
                "sign_in_folded": fold_name(sign_in_name),
                "password_hash": NO_PASSWORD,
            }
        )
    if rows:
        await session.execute(insert(User), rows)
        await audit.record_many(session, "created", "user", ids, actor_id=actor_id, fields=["role"])
    return ids


async def disable_pupils(
    session: AsyncSession, pupil_ids: Collection[uuid.UUID], *, actor_id: uuid.UUID | None
) -> None:
    """Let these pupils in no more; their sessions end, and nothing of theirs is lost."""
    ids, now = sorted(pupil_ids), clock.now()
    if not ids:
        return
    await session.execute(
        update(User)
        .where(User.id.in_(ids), User.role == "pupil", User.disabled_at.is_(None))
        .values(disabled_at=now, version=User.version + 1)
        .execution_options(synchronize_session=False)
    )
    await session.execute(
        update(UserSession).where(UserSession.user_id.in_(ids), UserSession.expires_at > now).values(expires_at=now)
    )
    await audit.record_many(session, "changed", "user", ids, actor_id=actor_id, fields=["disabled"])
