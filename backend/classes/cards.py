"""Login cards: a new password for each pupil, and a QR code that fills in the rest of the sign-in page.

Passwords are stored as hashes only, so a card can be made no other way than with a new password.
"""

from __future__ import annotations

import asyncio
import uuid
from collections.abc import Iterator, Sequence
from urllib.parse import quote, urlencode

import segno
from sqlalchemy.ext.asyncio import AsyncSession

from backend.accounts.models import User
from backend.accounts.permissions import Actor
from backend.accounts.service import set_password
from backend.accounts.sign_in import unlock
from backend.classes import schemas
from backend.classes.models import SchoolClass
from backend.classes.service import access_class, pupils_of_class
from backend.core.db import Database
from backend.core.errors import NotFound
from backend.core.passwords import PasswordHasher, make_pupil_password


async def make_cards(
    database: Database,
    hasher: PasswordHasher,
    actor: Actor,
    class_id: uuid.UUID,
    pupil_ids: Sequence[uuid.UUID],
    *,
    address: str,
) -> schemas.CardsOut:
    """Give pupils of a class new passwords, shown once: their old ones and their sessions end.

    address: of this school's pages. Raises NotFound when one isn't in the class, and then changes nothing.
    """
    async with database.session(actor.school_id) as session:
        await _access_pupils(session, actor, class_id, pupil_ids)
    passwords = [make_pupil_password() for _ in pupil_ids]
    hashes = await asyncio.gather(*(hasher.hash(password) for password in passwords))
    async with database.session(actor.school_id) as session:
        school_class, pupils = await _access_pupils(session, actor, class_id, pupil_ids)
        for pupil, hashed in zip(pupils, hashes, strict=True):
            await set_password(session, pupil, hashed, actor=actor)
            await unlock(session, pupil.id, actor.user_id)
    return schemas.CardsOut(
        address=address,
        class_name=school_class.name,
        class_code=school_class.code,
        items=[
            schemas.Card(
                pupil_id=pupil.id,
                name=pupil.display_name,
                sign_in_name=pupil.sign_in_name,
                password=password,
                qr=draw_qr(card_link(address, school_class.code, pupil.sign_in_name)),
            )
            for pupil, password in zip(pupils, passwords, strict=True)
        ],
    )


def card_link(address: str, class_code: str, name: str) -> str:
    """Return the sign-in page with code and name filled in. They stand behind the #, which no server's log sees."""
    return f"{address}#{urlencode({'class': class_code, 'name': name}, quote_via=quote)}"


def draw_qr(text: str) -> schemas.Qr:
    """Return a QR code (ISO/IEC 18004, error correction M) as an SVG path of its dark modules, 1 unit each."""
    code = segno.make_qr(text, error="m", boost_error=False)
    path = "".join(
        f"M{start} {y}h{length}v1h-{length}z" for y, row in enumerate(code.matrix) for start, length in _dark_runs(row)
    )
    return schemas.Qr(size=len(code.matrix), path=path)


def _dark_runs(row: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Yield where dark modules stand beside each other, and how many."""
    start = None
    for x, dark in enumerate([*row, 0]):
        if dark and start is None:
            start = x
        elif not dark and start is not None:
            yield start, x - start
            start = None


async def _access_pupils(
    session: AsyncSession, actor: Actor, class_id: uuid.UUID, pupil_ids: Sequence[uuid.UUID]
) -> tuple[SchoolClass, list[User]]:
    school_class = await access_class(session, actor, class_id)
    pupils = {pupil.id: pupil for pupil in await pupils_of_class(session, class_id)}
    if not pupils.keys() >= set(pupil_ids):
        raise NotFound("One of the pupils isn't in the class any more. The list may be out of date; reload it.")
    return school_class, [pupils[pupil_id] for pupil_id in pupil_ids]
