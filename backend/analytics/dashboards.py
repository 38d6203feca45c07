"""The first page of a teacher and of a pupil, and a pupil's own results."""

from __future__ import annotations

import uuid
from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from typing import NamedTuple

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from backend.accounts.arrangements import arrangement_of
from backend.accounts.models import User
from backend.accounts.permissions import Actor
from backend.accounts.sign_in import list_locked
from backend.analytics import queries
from backend.analytics.counting import Counted, by_assignment, handed_in_ids, what_counts
from backend.analytics.queries import Total
from backend.analytics.schemas import (
    AssignmentProgress,
    ClassCard,
    Need,
    OwnResult,
    OwnResults,
    PupilDashboard,
    Sit,
    SitResult,
    TeacherDashboard,
)
from backend.analytics.statistics import mean, on_scale, percent
from backend.assessments.assignments import assignments_of_classes, shows_results
from backend.assessments.models import Assignment
from backend.assessments.overrides import (
    Overrides,
    attempts_of,
    overrides_by_assignment,
    overrides_of_pupil,
    own_times,
)
from backend.assessments.schemas import AssignmentOut
from backend.attempts.models import Attempt
from backend.attempts.schemas import AttemptRef
from backend.attempts.service import (
    AttemptSeen,
    answered_counts,
    attempts_of_assignments,
    attempts_of_pupil,
    handed_in_at,
)
from backend.attempts.times import Allowance, allowance, ends_at, is_over
from backend.classes.service import (
    class_ids_of_pupil,
    class_ids_of_teacher,
    classes_by_ids,
)
from backend.core import clock, events
from backend.documents.events import ReviewsAsked
from backend.marker.told import changed_at

RECENT = 6

PupilsByClass = Mapping[uuid.UUID, Mapping[uuid.UUID, User]]


async def teacher_dashboard(session: AsyncSession, actor: Actor) -> TeacherDashboard:
    """Return what needs a teacher now, what is open, what came last, and their classes."""
    class_ids = await class_ids_of_teacher(session, actor.user_id)
    pupils = await queries.pupils_by_class(session, class_ids)
    found = await assignments_of_classes(session, class_ids)
    now = clock.now()
    open_ = [a for a in found if a.opens_at <= now < a.closes_at]
    closed = [a for a in found if a.closes_at <= now]
    recent, held = closed[:RECENT], [a for a in closed if not shows_results(a)]
    shown = {p.id: p for p in await _progress(session, {a.id: a for a in (*open_, *recent, *held)}, pupils)}
    return TeacherDashboard(
        needs=[
            *await _to_mark(session, found),
            *_about_assignments([shown[a.id] for a in open_], [shown[a.id] for a in held]),
            *await _locked_out(session, pupils),
            *await _own_work(session, actor),
        ],
        open=[shown[a.id] for a in open_],
        recent=[shown[a.id] for a in recent],
        classes=await _class_cards(session, pupils),
    )


async def _class_cards(session: AsyncSession, pupils: PupilsByClass) -> list[ClassCard]:
    classes = await classes_by_ids(session, pupils.keys())
    return [
        ClassCard(
            id=class_id,
            name=classes[class_id].name,
            year_group=classes[class_id].year_group,
            pupils=len(of_class),
            code=classes[class_id].code,
        )
        for class_id, of_class in pupils.items()
    ]


async def _progress(
    session: AsyncSession, found: Mapping[uuid.UUID, Assignment], pupils: PupilsByClass
) -> list[AssignmentProgress]:
    if not found:
        return []
    attempts = await attempts_of_assignments(session, list(found))
    totals = await queries.totals(session, handed_in_ids(attempts))
    sat = by_assignment(attempts)
    shown = await queries.show_assignments(session, list(found.values()))
    later = await overrides_by_assignment(session, [each.id for each in shown if each.later_pupils])
    return [
        _with_progress(
            _still_to_come(each, found[each.id], sat[each.id], pupils[each.class_.id], later.get(each.id, {})),
            sat[each.id],
            totals,
            pupils[each.class_.id],
        )
        for each in shown
    ]


def _still_to_come(
    shown: AssignmentOut,
    assignment: Assignment,
    attempts: Sequence[AttemptSeen],
    present: Collection[uuid.UUID],
    own: Overrides,
) -> AssignmentOut:
    """Count only who can still use a time of their own, as the class page does: not who has sat it, or has left."""
    now = clock.now()
    used = Counter(attempt.pupil_id for attempt in attempts)
    working = {attempt.pupil_id for attempt in attempts if attempt.state == "open"}
    until = [
        times.closes_at
        for pupil_id, override in own.items()
        if (times := own_times(override)) and times.closes_at > now and pupil_id in present
        if pupil_id in working or used[pupil_id] < attempts_of(assignment, override)
    ]
    return shown.model_copy(update={"later_pupils": len(until), "later_until": max(until, default=None)})


def _with_progress(
    shown: AssignmentOut,
    attempts: Sequence[AttemptSeen],
    totals: dict[uuid.UUID, Total],
    present: Collection[uuid.UUID],
) -> AssignmentProgress:
    """Count as the class page does: who sat it and has left the class since is one of its pupils."""
    by_pupil = what_counts(attempts, totals, shown.attempts_count)
    counting = by_pupil.values()
    average = mean([on_scale(*each.total, shown.marks_max) for each in counting if each.total and each.total.marks_max])
    return AssignmentProgress(
        **shown.model_dump(exclude={"pupils"}),
        pupils=len(by_pupil.keys() | present),
        started=len(counting),
        handed_in=sum(each.attempt.state != "open" for each in counting),
        mean_percent=None if average is None else percent(average, shown.marks_max),
    )


def _about_assignments(open_: Sequence[AssignmentProgress], held: Sequence[AssignmentProgress]) -> list[Need]:
    return [
        Need(
            kind="open_now",
            count=a.handed_in,
            text=f"{a.title} is open for {a.class_.name}: {a.handed_in} of {a.pupils} handed in",
            href=f"/teacher/class-results?assignment={a.id}",
        )
        for a in open_
    ] + [
        Need(
            kind="release",
            count=a.handed_in,
            text=f"{a.title}, {a.class_.name}: {a.handed_in} result{'s' if a.handed_in > 1 else ''} to release",
            href=f"/teacher/class-results?assignment={a.id}",
        )
        for a in held
        if a.handed_in
    ]


async def _to_mark(session: AsyncSession, found: Sequence[Assignment]) -> list[Need]:
    waiting = await queries.count_waiting(session, [assignment.class_id for assignment in found])
    shown = await queries.show_assignments(session, [each for each in found if each.id in waiting]) if waiting else []
    return [
        Need(
            kind="to_mark",
            count=(count := waiting[each.id]),
            text=f"{each.title}, {each.class_.name}: {count} answer{'s' if count > 1 else ''} to mark",
            href=f"/teacher/marking?assignment={each.id}",
        )
        for each in shown
    ]


async def _own_work(session: AsyncSession, actor: Actor) -> list[Need]:
    asked = ReviewsAsked(actor.user_id)
    await events.emit(session, asked)
    drafts = asked.waiting.get(actor.user_id, 0)
    files = await queries.count_unread_files(session, actor.user_id)
    reading, failed = files["reading"], files["failed"]
    needs = []
    if drafts:
        text = f"{drafts} draft{'s' if drafts > 1 else ''} to review"
        needs.append(Need(kind="review_drafts", count=drafts, text=text, href="/teacher/review-questions"))
    if reading:
        text = f"{reading} lesson file{'s' if reading > 1 else ''} still being read"
        needs.append(Need(kind="unfinished_upload", count=reading, text=text, href="/teacher/upload"))
    if failed:
        text = f"{failed} lesson file{'s' if failed > 1 else ''} couldn't be read"
        needs.append(Need(kind="failed_upload", count=failed, text=text, href="/teacher/upload"))
    return needs


async def _locked_out(session: AsyncSession, pupils: PupilsByClass) -> list[Need]:
    everybody_locked = await list_locked(
        session, list({pupil_id for of_class in pupils.values() for pupil_id in of_class})
    )
    needs = []
    for class_id, of_class in pupils.items():
        locked = everybody_locked & of_class.keys()
        if locked:
            names = ", ".join(sorted(of_class[pupil_id].display_name for pupil_id in locked))
            text = f"Locked out after wrong passwords: {names}"
            needs.append(Need(kind="locked_out", count=len(locked), text=text, href=f"/teacher/class?id={class_id}"))
    return needs


async def pupil_dashboard(session: AsyncSession, actor: Actor) -> PupilDashboard:
    """Return what a pupil may sit now, what is coming, and what is done, by the assignments of their classes."""
    found = await assignments_of_classes(session, await class_ids_of_pupil(session, actor.user_id))
    sits = await _sits(session, actor, found)
    now = clock.now()
    dashboard = PupilDashboard(now=[], coming=[], done=[])
    for assignment in found:
        sit = sits[assignment.id]
        if now < sit.opens_at:
            dashboard.coming.append(sit)
        # Extra time, a pause or added minutes may run past closing; nobody begins then.
        elif sit.attempt is not None or (now < sit.closes_at and sit.attempts_used < sit.attempts_allowed):
            dashboard.now.append(sit)
        elif sit.attempts_used:
            dashboard.done.append(sit)
    dashboard.now.sort(key=lambda sit: (sit.attempt is None, sit.closes_at))
    dashboard.coming.sort(key=lambda sit: sit.opens_at)
    return dashboard


class OfAttempts(NamedTuple):
    """What is known of a pupil's attempts: their totals, answers so far, and when marks were last changed."""

    totals: dict[uuid.UUID, Total]
    answered: dict[uuid.UUID, int]
    changed: Mapping[uuid.UUID, datetime]


async def _sits(session: AsyncSession, actor: Actor, found: Sequence[Assignment]) -> dict[uuid.UUID, Sit]:
    shown = await queries.show_assignments(session, found)
    own, arranged = await overrides_of_pupil(session, actor.user_id), await arrangement_of(session, actor.user_id)
    creators = {a.created_by for a in found}
    teachers = {u.id: u.display_name for u in await session.scalars(select(User).where(User.id.in_(creators)))}
    mine = by_assignment(await attempts_of_pupil(session, actor.user_id))
    attempt_ids = [attempt.id for attempts in mine.values() for attempt in attempts]
    known = OfAttempts(
        await queries.totals(session, [attempt_id for each in mine.values() for attempt_id in handed_in_ids(each)]),
        await answered_counts(session, attempt_ids),
        await changed_at(session, attempt_ids),
    )
    return {
        a.id: _sit(a, allowance(a, own.get(a.id), arranged), out, teachers[a.created_by], mine[a.id], known)
        for a, out in zip(found, shown, strict=True)
    }


def _sit(
    assignment: Assignment,
    allowed: Allowance,
    shown: AssignmentOut,
    teacher: str,
    attempts: Sequence[Attempt],
    known: OfAttempts,
) -> Sit:
    now = clock.now()
    running = next((a for a in attempts if a.state == "open" and not is_over(a, now)), None)
    closed = [a for a in attempts if a.state != "open"]
    counted = next(iter(what_counts(closed, known.totals, assignment.attempts_count).values()), None)
    ready = counted is not None and counted.attempt.state == "marked" and shows_results(assignment)
    return Sit(
        assignment_id=assignment.id,
        title=shown.title,
        class_name=shown.class_.name,
        teacher=teacher,
        opens_at=allowed.opens_at,
        closes_at=allowed.closes_at,
        own_times=allowed.own_times,
        time_limit_s=allowed.limit_s,
        questions=shown.questions,
        marks_max=shown.marks_max,
        attempts_allowed=allowed.attempts_allowed,
        attempts_used=len(attempts),
        attempt=_running(running, known.answered) if running else None,
        attempts_count=assignment.attempts_count,
        result=_result(counted, known.changed) if counted is not None and ready else None,
        result_state="none" if counted is None else "ready" if ready else "waiting",
        feedback=assignment.feedback,
    )


def _running(attempt: Attempt, answered: dict[uuid.UUID, int]) -> AttemptRef:
    until = ends_at(attempt, clock.now())
    return AttemptRef(id=attempt.id, state=attempt.state, answered=answered.get(attempt.id, 0), ends_at=until)


def _result(counted: Counted[Attempt], changed: Mapping[uuid.UUID, datetime]) -> SitResult:
    attempt, total, mean_of = counted
    total = total or queries.NOTHING
    return SitResult(
        attempt_id=attempt.id,
        score=round(total.score, 2),
        marks_max=total.marks_max,
        mean_of=mean_of,
        changed_at=changed.get(attempt.id),
    )


async def own_results(session: AsyncSession, actor: Actor) -> OwnResults:
    """Return a pupil's handed-in attempts, newest first; marks only where the policy shows them."""
    closed = [a for a in await attempts_of_pupil(session, actor.user_id) if a.state != "open"]
    found = {
        a.id: a
        for a in await session.scalars(select(Assignment).where(Assignment.id.in_({c.assignment_id for c in closed})))
    }
    shown = {out.id: out for out in await queries.show_assignments(session, list(found.values()))}
    totals = await queries.totals(session, [attempt.id for attempt in closed])
    counting = {
        assignment_id: what_counts(of, totals, found[assignment_id].attempts_count)[actor.user_id].attempt
        for assignment_id, of in by_assignment(closed).items()
    }
    closed.sort(key=handed_in_at, reverse=True)
    return OwnResults(
        items=[
            _own(
                attempt,
                found[attempt.assignment_id],
                shown[attempt.assignment_id],
                totals,
                counts=found[attempt.assignment_id].attempts_count == "mean"
                or counting[attempt.assignment_id].id == attempt.id,
            )
            for attempt in closed
        ]
    )


def _own(
    attempt: Attempt, assignment: Assignment, shown: AssignmentOut, totals: dict[uuid.UUID, Total], *, counts: bool
) -> OwnResult:
    total = totals.get(attempt.id, queries.NOTHING) if attempt.state == "marked" and shows_results(assignment) else None
    return OwnResult(
        attempt_id=attempt.id,
        assignment_id=assignment.id,
        title=shown.title,
        class_name=shown.class_.name,
        submitted_at=attempt.submitted_at,
        state=attempt.state,
        score=round(total.score, 2) if total else None,
        marks_max=total.marks_max if total else shown.marks_max,
        released=total is not None,
        counts=counts,
    )
