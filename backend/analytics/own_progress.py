"""A pupil's own results over time: what they can do now, and what comes next. Never beside anybody else's."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from backend.accounts.permissions import Actor
from backend.analytics import queries
from backend.analytics.counting import by_assignment, what_counts
from backend.analytics.pupil_progress import by_objective
from backend.analytics.schemas import OwnObjective, OwnProgress, OwnStep
from backend.analytics.statistics import percent
from backend.assessments.assignments import shows_results
from backend.assessments.models import Assignment
from backend.attempts.service import attempts_of_pupil, handed_in_at
from backend.questions.service import rows_for_versions


async def own_progress(session: AsyncSession, actor: Actor) -> OwnProgress:
    """Return how the actor's own work went, of what is marked and may be seen. Five queries."""
    closed = [attempt for attempt in await attempts_of_pupil(session, actor.user_id) if attempt.state == "marked"]
    asked = {attempt.assignment_id for attempt in closed}
    found = {each.id: each for each in await session.scalars(select(Assignment).where(Assignment.id.in_(asked)))}
    titles = {each.id: each.title for each in await queries.show_assignments(session, list(found.values()))}
    told = [attempt for attempt in closed if shows_results(found[attempt.assignment_id])]
    totals = await queries.totals(session, [attempt.id for attempt in told])
    counted = [
        what_counts(of, totals, found[assignment_id].attempts_count)[actor.user_id]
        for assignment_id, of in by_assignment(told).items()
    ]
    counted.sort(key=lambda one: handed_in_at(one.attempt))
    marks = await queries.pupil_marks(session, [one.attempt.id for one in counted])
    objectives = by_objective(marks, await rows_for_versions(session, [mark.version_id for mark in marks]))
    return OwnProgress(
        results=[
            OwnStep(
                attempt_id=one.attempt.id,
                title=titles[one.attempt.assignment_id],
                at=handed_in_at(one.attempt),
                percent=percent(*one.total),
            )
            for one in counted
            if one.total and one.total.marks_max
        ],
        objectives=[OwnObjective(text=one.objective.text, level=one.level) for one in reversed(objectives)],
        next_step=next((one.objective.text for one in objectives if one.level != "secure"), None),
    )
