"""How a pupil is found at the door: the class by its code, then the pupil in it by name."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from backend.accounts.models import User
from backend.accounts.names import fold_class_code, fold_name
from backend.accounts.service import find_school_of_class_code
from backend.accounts.sign_in import Candidate, account_digest, stranger_digest
from backend.classes.models import ClassPupil, SchoolClass
from backend.core.tenant import enter_school


async def find_pupil(session: AsyncSession, class_code: str, name: str) -> Candidate:
    """Look up who signs in, entering their school. What is wrong (code, name, an archived class) is never told.

    The name is the sign-in name ("Amira Khan 2"), or the name without its number, or the given name alone, as long
    as only one pupil of the class answers to it; case, accents, apostrophes, hyphens and blanks don't matter.
    """
    code, typed = fold_class_code(class_code), _squash(name)
    nobody = Candidate(stranger_digest("pupil", code, typed), None, None, None)
    school_id = await find_school_of_class_code(session, code)
    if school_id is None or not typed:
        return nobody
    await enter_school(session, school_id)
    pupils = (
        await session.execute(
            select(User.id, User.given_name, User.family_name, User.sign_in_name, User.password_hash)
            .join(ClassPupil, ClassPupil.pupil_id == User.id)
            .join(SchoolClass, SchoolClass.id == ClassPupil.class_id)
            .where(SchoolClass.code_folded == code, SchoolClass.archived_at.is_(None), User.disabled_at.is_(None))
        )
    ).all()
    place = _who_answers([(pupil.sign_in_name, pupil.given_name, pupil.family_name) for pupil in pupils], typed)
    if place is None:
        return nobody
    pupil = pupils[place]
    return Candidate(account_digest(pupil.id), pupil.id, school_id, pupil.password_hash)


def _who_answers(pupils: Sequence[tuple[str, str, str]], typed: str) -> int | None:
    """Return the place of the only pupil with the name, trying the most exact kind of name first.

    Pupils are (sign-in name, given name, family name).
    """
    for names in (
        [_squash(sign_in_name) for sign_in_name, _, _ in pupils],
        [_squash(given_name + family_name) for _, given_name, family_name in pupils],
        [_squash(given_name) for _, given_name, _ in pupils],
    ):
        if names.count(typed) == 1:
            return names.index(typed)
    return None


def _squash(name: str) -> str:
    """Return a name without blanks: "Anne-Marie" and "anne marie" are one."""
    return fold_name(name).replace(" ", "")
