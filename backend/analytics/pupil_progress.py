"""One pupil of a class over time: each assessment, marks by objective, and the wrong ideas held with their evidence."""

from __future__ import annotations

import uuid
from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence

from sqlalchemy.ext.asyncio import AsyncSession

from backend.accounts.permissions import Actor
from backend.analytics import queries
from backend.analytics.counting import Counted, by_assignment, handed_in_ids, what_counts
from backend.analytics.own_code import ideas_of_own_code
from backend.analytics.queries import PupilMark
from backend.analytics.schemas import (
    GivenComment,
    HeldIdea,
    Level,
    ObjectiveProgress,
    PersonRef,
    ProgressAttempt,
    PupilProgress,
    Seen,
)
from backend.analytics.statistics import mean, on_scale, percent
from backend.analytics.wrong_ideas import describe_misconception
from backend.assessments.assignments import assignments_of_classes
from backend.assessments.schemas import AssignmentOut, ClassRef
from backend.attempts.service import AttemptSeen, attempts_of_assignments, handed_in_at
from backend.classes.service import access_pupil_in_class
from backend.curriculum.service import misconceptions_by_slug
from backend.marker.by_hand import BY_HAND
from backend.questions.schemas import ObjectiveOut
from backend.questions.service import VersionRow, rows_for_versions

SECURE_PERCENT, GETTING_THERE_PERCENT = 70, 40
"""From how much of an objective's marks on a pupil is called so. Words to look by, not grades."""


async def pupil_progress(
    session: AsyncSession, actor: Actor, class_id: uuid.UUID, pupil_id: uuid.UUID
) -> PupilProgress:
    """Return how a pupil of one of the actor's classes does in what was set for that class. Raises NotFound."""
    school_class, pupil = await access_pupil_in_class(session, actor, class_id, pupil_id)
    found = await assignments_of_classes(session, [class_id])
    assignments = {shown.id: shown for shown in await queries.show_assignments(session, found)}
    attempts = await attempts_of_assignments(session, list(assignments))
    totals = await queries.totals(session, handed_in_ids(attempts))
    counting = {
        assignment_id: what_counts(of, totals, assignments[assignment_id].attempts_count)
        for assignment_id, of in by_assignment(attempts).items()
    }
    counted = [of[pupil.id] for of in counting.values() if pupil.id in of]
    counted.sort(key=lambda one: handed_in_at(one.attempt))
    own = [one.attempt for one in counted]
    marks = await queries.pupil_marks(session, handed_in_ids(own))
    versions = await rows_for_versions(session, [mark.version_id for mark in marks])
    return PupilProgress(
        pupil=PersonRef(id=pupil.id, name=pupil.display_name),
        initials=pupil.initials,
        class_=ClassRef(id=school_class.id, name=school_class.name),
        attempts=[
            _attempt(one, assignments[one.attempt.assignment_id], counting[one.attempt.assignment_id].values())
            for one in counted
        ],
        objectives=by_objective(marks, versions),
        ideas=await _ideas(session, own, marks, versions, assignments),
        comments=_comments(own, marks, versions, assignments),
    )


def _attempt(
    counted: Counted[AttemptSeen], shown: AssignmentOut, of_class: Collection[Counted[AttemptSeen]]
) -> ProgressAttempt:
    attempt, total, mean_of = counted
    average = mean([on_scale(*one.total, shown.marks_max) for one in of_class if one.total and one.total.marks_max])
    return ProgressAttempt(
        attempt_id=attempt.id,
        assignment_id=shown.id,
        title=shown.title,
        at=handed_in_at(attempt),
        state=attempt.state,
        score=None if total is None else round(total.score, 2),
        marks_max=shown.marks_max if total is None else total.marks_max,
        percent=None if total is None else percent(*total),
        class_percent=None if average is None else percent(average, shown.marks_max),
        mean_of=mean_of,
    )


def by_objective(marks: Sequence[PupilMark], versions: Mapping[uuid.UUID, VersionRow]) -> list[ObjectiveProgress]:
    """Return the share of the marks that each objective's questions brought, the weakest first."""
    known: dict[uuid.UUID, ObjectiveOut] = {}
    sums: dict[uuid.UUID, list[tuple[float, float]]] = defaultdict(list)
    for mark in marks:
        for objective in versions[mark.version_id].objectives:
            known[objective.id] = objective
            sums[objective.id].append((mark.score, mark.marks_max))
    found = [
        ObjectiveProgress(
            objective=known[objective_id],
            questions=len(of),
            percent=(share := percent(sum(got for got, _ in of), sum(most for _, most in of))),
            level=_level(share),
        )
        for objective_id, of in sums.items()
    ]
    return sorted(found, key=lambda one: (one.percent, one.objective.text))


def _level(share: int) -> Level:
    if share >= SECURE_PERCENT:
        return "secure"
    return "getting_there" if share >= GETTING_THERE_PERCENT else "just_started"


def _comments(
    own: Sequence[AttemptSeen],
    marks: Sequence[PupilMark],
    versions: Mapping[uuid.UUID, VersionRow],
    assignments: Mapping[uuid.UUID, AssignmentOut],
) -> list[GivenComment]:
    by_id = {attempt.id: attempt for attempt in own}
    comments = [
        GivenComment(
            **_seen(mark, by_id[mark.attempt_id], versions, assignments).model_dump(),
            text=(mark.reason or "") if mark.feedback == BY_HAND else mark.feedback,
        )
        for mark in marks
        if mark.by_person
    ]
    return sorted(
        (comment for comment in comments if comment.text), key=lambda one: (one.at, one.position), reverse=True
    )


def _seen(
    mark: PupilMark,
    attempt: AttemptSeen,
    versions: Mapping[uuid.UUID, VersionRow],
    assignments: Mapping[uuid.UUID, AssignmentOut],
) -> Seen:
    return Seen(
        at=handed_in_at(attempt),
        assignment_id=attempt.assignment_id,
        title=assignments[attempt.assignment_id].title,
        position=mark.position,
        stem_text=versions[mark.version_id].stem_text,
    )


async def _ideas(
    session: AsyncSession,
    own: Sequence[AttemptSeen],
    marks: Sequence[PupilMark],
    versions: Mapping[uuid.UUID, VersionRow],
    assignments: Mapping[uuid.UUID, AssignmentOut],
) -> list[HeldIdea]:
    """Return each wrong idea with every place where it showed, newest first; the one seen last comes first."""
    by_id = {attempt.id: attempt for attempt in own}
    of_own_code = await ideas_of_own_code(session, {version.type for version in versions.values()}, by_id)
    seen: dict[str, list[Seen]] = defaultdict(list)
    for mark in marks:
        attempt = by_id[mark.attempt_id]
        said = of_own_code.get((mark.attempt_id, mark.position))
        for slug in {*mark.misconceptions, *([said] if said else [])}:
            seen[slug].append(_seen(mark, attempt, versions, assignments))
    known = await misconceptions_by_slug(session, list(seen))
    ideas = [
        HeldIdea(
            **describe_misconception(slug, known).model_dump(),
            seen=sorted(places, key=lambda one: (one.at, one.position), reverse=True),
        )
        for slug, places in seen.items()
    ]
    return sorted(ideas, key=lambda idea: (idea.seen[0].at, len(idea.seen), idea.title), reverse=True)
