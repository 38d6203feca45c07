"""What other rooms may ask of accounts: people, schools, and whether they may sign in."""

from __future__ import annotations

import uuid
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import delete, insert, select, update
from sqlalchemy.dialects.postgresql import insert as upsert
from sqlalchemy.ext.asyncio import AsyncSession

from backend.accounts.errors import NameTaken, OwnAccount, WeakPassword
from backend.accounts.events import PasswordChanged
from backend.accounts.models import LoginName, Permission, Preference, School, SchoolSettings, User
from backend.accounts.names import fold_login, fold_name, number_name, tidy_name
from backend.accounts.password_rules import is_easy
from backend.accounts.permissions import Actor
from backend.accounts.sign_in import end_all_sessions
from backend.core import audit, clock, events
from backend.core.errors import NotFound
from backend.core.model import uuid7
from backend.core.passwords import MAX_BYTES
from backend.core.tenant import enter_school

MIN_STAFF_PASSWORD = 12


async def create_school(
    session: AsyncSession, *, name: str, time_zone: str, granted: Mapping[str, frozenset[str]]
) -> School:
    """Create a school and enter it. ``granted`` is what each role may do there."""
    school = School(id=uuid7(), name=tidy_name(name), time_zone=time_zone)
    session.add(school)
    await session.flush()
    await enter_school(session, school.id)
    await session.execute(insert(SchoolSettings))
    await grant(session, granted)
    await audit.record(session, "created", "school", school.id)
    return school


async def grant(session: AsyncSession, granted: Mapping[str, frozenset[str]]) -> None:
    """Give roles permissions in the current school; what is there already stays."""
    rows = [{"role": role, "permission": name} for role, names in granted.items() for name in sorted(names)]
    if rows:
        await session.execute(upsert(Permission).on_conflict_do_nothing(), rows)


async def list_schools(session: AsyncSession) -> Sequence[School]:
    """Return every school on this machine."""
    return (await session.scalars(select(School).order_by(School.created_at))).all()


@dataclass(frozen=True, slots=True)
class NewPerson:
    """Somebody to add. ``login_name`` is for staff; pupils sign in by their name."""

    role: str
    given_name: str
    family_name: str
    title: str = ""
    login_name: str = ""


async def create_user(
    session: AsyncSession, new: NewPerson, *, password_hash: str, actor_id: uuid.UUID | None = None
) -> User:
    """Add a person to the current school. Raises NameTaken for a staff login name that is in use on this machine.

    A pupil whose full name is taken in the school gets a number after it to sign in with ("Amira Khan 2").
    """
    given_name, family_name = tidy_name(new.given_name), tidy_name(new.family_name)
    user = User(
        id=uuid7(),
        role=new.role,
        title=tidy_name(new.title),
        given_name=given_name,
        family_name=family_name,
        sort_folded=fold_name(f"{family_name} {given_name}"),
        sign_in_name="",
        password_hash=password_hash,
        version=1,
    )
    if new.role == "pupil":
        user.sign_in_name = await _free_sign_in_name(session, f"{given_name} {family_name}".strip())
        user.sign_in_folded = fold_name(user.sign_in_name)
        session.add(user)
        await session.flush()
    else:
        user.sign_in_name = tidy_name(new.login_name)
        session.add(user)
        await session.flush()
        await _take_login_name(session, user)
    await audit.record(session, "created", "user", user.id, actor_id=actor_id, fields=["role"])
    return user


async def rename_user(session: AsyncSession, user: User, *, given_name: str, family_name: str) -> None:
    """Change a person's names. A pupil signs in by the new name from then on."""
    user.given_name, user.family_name = tidy_name(given_name), tidy_name(family_name)
    user.sort_folded = fold_name(f"{user.family_name} {user.given_name}")
    if user.role == "pupil":
        full_name = f"{user.given_name} {user.family_name}".strip()
        user.sign_in_name = await _free_sign_in_name(session, full_name, but=user.id)
        user.sign_in_folded = fold_name(user.sign_in_name)


async def _free_sign_in_name(session: AsyncSession, full_name: str, but: uuid.UUID | None = None) -> str:
    folded = fold_name(full_name)
    namesakes = select(User.sign_in_folded).where(User.sign_in_folded.startswith(folded, autoescape=True))
    if but is not None:
        namesakes = namesakes.where(User.id != but)
    with session.no_autoflush:
        taken = {name for name in await session.scalars(namesakes) if name is not None}
    return number_name(full_name, taken)


async def _take_login_name(session: AsyncSession, user: User) -> None:
    lookup = fold_login(user.sign_in_name)
    taken = await session.scalar(
        upsert(LoginName)
        .values(kind="staff", lookup=lookup, school_id=session.info["school_id"], user_id=user.id)
        .on_conflict_do_nothing()
        .returning(LoginName.lookup)
    )
    if taken is None:
        raise NameTaken(f"Somebody already signs in as “{user.sign_in_name}”. Choose another sign-in name.")


async def change_login_name(session: AsyncSession, user: User, login_name: str) -> None:
    """Give a member of staff another login name. Raises NameTaken."""
    if fold_login(login_name) == fold_login(user.sign_in_name):
        user.sign_in_name = tidy_name(login_name)
        return
    await session.execute(delete(LoginName).where(LoginName.kind == "staff", LoginName.user_id == user.id))
    user.sign_in_name = tidy_name(login_name)
    await _take_login_name(session, user)


async def find_user(session: AsyncSession, user_id: uuid.UUID, *, role: str | None = None) -> User | None:
    """Return a person of the current school, of ``role`` if given, or None."""
    query = select(User).where(User.id == user_id)
    return await session.scalar(query.where(User.role == role) if role else query)


async def access_person(session: AsyncSession, actor: Actor, user_id: uuid.UUID) -> User:
    """Return a person whom an admin may manage. Raises NotFound."""
    user = await find_user(session, user_id) if actor.may("people.manage") else None
    if user is None:
        raise NotFound("There is nobody like that in your school. The list may be out of date; reload it.")
    return user


async def set_password(
    session: AsyncSession, user: User, password_hash: str, *, actor: Actor | None, keep: bytes | None = None
) -> None:
    """Change a password; every session of the person ends, but for ``keep``. No actor: the machine's keeper did it."""
    await session.execute(update(User).where(User.id == user.id).values(password_hash=password_hash))
    await end_all_sessions(session, user.id, but=keep)
    await audit.record(session, "password_changed", "user", user.id, actor_id=actor.user_id if actor else None)
    await events.emit(session, PasswordChanged(user.id))


async def set_disabled(session: AsyncSession, user: User, disabled: bool, *, actor: Actor) -> None:
    """Let a person in no more, or again. Raises OwnAccount for oneself."""
    if disabled and user.id == actor.user_id:
        raise OwnAccount("You can't switch off your own account. Ask another administrator.")
    user.disabled_at = clock.now() if disabled else None
    if disabled:
        await end_all_sessions(session, user.id)


def check_new_password(password: str, own: Collection[str] = ()) -> None:
    """Raise WeakPassword unless staff may use ``password``: 12 characters or more, at most 72 bytes, not an easy one.

    own: names of the person and of the school, which guessers try too.
    """
    if len(password) < MIN_STAFF_PASSWORD:
        raise WeakPassword(f"Use at least {MIN_STAFF_PASSWORD} characters; three or four unrelated words work well.")
    if len(password.encode()) > MAX_BYTES:
        raise WeakPassword(f"That is too long: use at most {MAX_BYTES} characters.")
    if is_easy(password, own):
        raise WeakPassword(
            "That password is one of the first that somebody would try: common words, names, dates or keys in a row. "
            "Use three or four unrelated words."
        )


async def preferences_of(session: AsyncSession, user_id: uuid.UUID) -> dict[str, object]:
    """Return what a person chose for their pages; empty when nothing."""
    return await session.scalar(select(Preference.chosen).where(Preference.user_id == user_id)) or {}


async def change_preferences(session: AsyncSession, user_id: uuid.UUID, changes: dict[str, object]) -> None:
    """Merge ``changes`` into a person's preferences."""
    statement = upsert(Preference).values(user_id=user_id, chosen=changes)
    await session.execute(
        statement.on_conflict_do_update(
            index_elements=[Preference.user_id], set_={"chosen": Preference.chosen.op("||")(statement.excluded.chosen)}
        )
    )


async def claim_class_code(session: AsyncSession, code_folded: str) -> bool:
    """Take a class code for the current school; False when a class on this machine has it already."""
    taken = await session.scalar(
        upsert(LoginName)
        .values(kind="class", lookup=code_folded, school_id=session.info["school_id"])
        .on_conflict_do_nothing()
        .returning(LoginName.lookup)
    )
    return taken is not None


async def find_school_of_class_code(session: AsyncSession, code_folded: str) -> uuid.UUID | None:
    """Return the school in which a class has this code; asked before anybody is signed in."""
    return await session.scalar(
        select(LoginName.school_id).where(LoginName.kind == "class", LoginName.lookup == code_folded)
    )
