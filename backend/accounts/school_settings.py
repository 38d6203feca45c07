"""What a school changes about itself: name, time zone, how a new assignment begins, and its limits."""

from __future__ import annotations

from functools import cache
from typing import Any
from zoneinfo import available_timezones

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from backend.accounts.errors import UnknownTimeZone
from backend.accounts.models import School, SchoolSettings
from backend.accounts.names import tidy_name
from backend.accounts.permissions import Actor
from backend.accounts.schemas import MachineLimits, SchoolSettingsChange, SchoolSettingsOut
from backend.config import Settings
from backend.core import audit
from backend.core.errors import StaleVersion
from backend.core.versioning import flush_or_stale

_OF_SCHOOL = frozenset({"name", "time_zone"})


async def get_school_settings(session: AsyncSession) -> SchoolSettings:
    """Return the settings of the current school."""
    return (await session.scalars(select(SchoolSettings))).one()


async def generation_limit(session: AsyncSession) -> int:
    """Return how often an hour a teacher may have drafts made: the school's number, or this machine's."""
    machine: Settings = session.info["settings"]
    return await session.scalar(select(SchoolSettings.generation_runs_per_hour)) or machine.rate_limit_generation


async def attempts_limit(session: AsyncSession) -> int:
    """Return how many attempts an hour a pupil may start: the school's number, or this machine's."""
    machine: Settings = session.info["settings"]
    return await session.scalar(select(SchoolSettings.attempt_starts_per_hour)) or machine.rate_limit_attempts


async def describe_school_settings(session: AsyncSession) -> SchoolSettingsOut:
    """Return all that the settings page shows of the school itself."""
    school, chosen = await _both(session)
    machine: Settings = session.info["settings"]
    return SchoolSettingsOut(
        name=school.name,
        time_zone=school.time_zone,
        feedback=chosen.feedback,
        attempts_allowed=chosen.attempts_allowed,
        time_limit_s=chosen.time_limit_s,
        generation_runs_per_hour=chosen.generation_runs_per_hour,
        attempt_starts_per_hour=chosen.attempt_starts_per_hour,
        machine=MachineLimits(
            generation_runs_per_hour=machine.rate_limit_generation,
            attempt_starts_per_hour=machine.rate_limit_attempts,
            immediate_feedback=machine.enable_immediate_feedback,
        ),
        version=chosen.version,
    )


async def change_school_settings(
    session: AsyncSession, actor: Actor, change: SchoolSettingsChange
) -> SchoolSettingsOut:
    """Change what is given. Raises StaleVersion, UnknownTimeZone.

    The school's own row has no version: the settings' stands for both, and moves on when only the name changes too.
    """
    school, chosen = await _both(session, lock=True)
    if chosen.version != change.version:
        raise StaleVersion
    given = change.model_dump(exclude_unset=True, exclude={"version"})
    if "time_zone" in given and given["time_zone"] not in known_time_zones():
        message = "There is no such time zone. Choose one from the list, such as Europe/London."
        raise UnknownTimeZone(message, errors=[{"place": "time_zone", "message": message}])
    changed = {name for name, value in given.items() if _put(school, chosen, name, value)}
    if changed:
        chosen.version += 1
        await flush_or_stale(session)
        await audit.record(
            session, "changed", "school_settings", school.id, actor_id=actor.user_id, fields=sorted(changed)
        )
    return await describe_school_settings(session)


def _put(school: School, chosen: SchoolSettings, name: str, value: Any) -> bool:
    """Set one value where it belongs; tells whether it was another one."""
    target = school if name in _OF_SCHOOL else chosen
    fresh = tidy_name(value) if name == "name" else value
    if getattr(target, name) == fresh:
        return False
    setattr(target, name, fresh)
    return True


async def _both(session: AsyncSession, *, lock: bool = False) -> tuple[School, SchoolSettings]:
    query = select(School, SchoolSettings).join(SchoolSettings, School.id == SchoolSettings.school_id)
    row = (await session.execute(query.with_for_update() if lock else query)).one()
    return row[0], row[1]


@cache
def known_time_zones() -> frozenset[str]:
    """Return the time zones that a school may choose: places, and UTC; browsers don't know the other names."""
    return frozenset(zone for zone in available_timezones() if "/" in zone or zone == "UTC")
