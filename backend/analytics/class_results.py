"""The class page: heat map, and one answer with why it got its mark."""

from __future__ import annotations

import uuid
from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import asdict, dataclass

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from backend.accounts.models import User
from backend.accounts.permissions import Actor
from backend.analytics import queries
from backend.analytics.counting import handed_in_ids, what_counts
from backend.analytics.own_code import asked_in_class, count_by_position, own_code_detail
from backend.analytics.queries import MarkRow, Total
from backend.analytics.schemas import (
    AcceptableOut,
    AnswerDetail,
    Cell,
    ClassResults,
    ItemShown,
    MarkOut,
    MisconceptionCount,
    OwnCodeCount,
    PersonRef,
    PupilRow,
    ResultItemHead,
    TryShown,
)
from backend.analytics.statistics import facility_index, mean, median, on_scale
from backend.analytics.wrong_ideas import describe_misconception
from backend.assessments.assignments import access_assignment
from backend.assessments.models import AssessmentItem, Assignment, AssignmentOverride
from backend.assessments.overrides import attempts_of, overrides_of, show_override
from backend.assessments.swaps import items_as_set
from backend.assessments.views import show_assignment
from backend.attempts.package import as_given, left_out
from backend.attempts.service import AttemptSeen, answers_of, attempts_of_assignments
from backend.classes.service import pupils_of_class
from backend.core.errors import NotFound
from backend.curriculum.models import Misconception
from backend.curriculum.service import misconceptions_by_slug
from backend.marker.models import Mark
from backend.marker.own_code import OwnCodeAsked
from backend.marker.service import mark_history
from backend.marker.told import ChangeShown, changes_by_ids
from backend.marker.tries import counting_try
from backend.questions.content import parsed
from backend.questions.models import QuestionVersion
from backend.questions.service import VersionRow, find_mendable, rows_for_versions, versions_by_ids
from backend.questions.types.base import Content, Json, QuestionType

_VIEW_SEED = 0
"""Teachers see a question in one order, whatever each pupil saw."""


@dataclass(slots=True)
class Sat:
    """An assignment, who sits it, and each pupil's attempt that counts."""

    assignment: Assignment
    pupils: Sequence[User]
    """Those of the class, then those who sat it and have left."""
    gone: Collection[uuid.UUID]
    attempts: dict[uuid.UUID, AttemptSeen]
    marks: dict[uuid.UUID, dict[int, MarkRow]]
    """The marks of each attempt that counts, by the item's position. An attempt without any isn't among them."""
    totals: dict[uuid.UUID, Total]
    """What each attempt that counts brings its pupil: its total, or the mean with those before it."""
    started: Mapping[uuid.UUID, int]
    """How many attempts each pupil has started."""

    def names(self) -> dict[uuid.UUID, PersonRef]:
        """Return attempt to pupil."""
        by_id = {pupil.id: pupil for pupil in self.pupils}
        return {
            attempt.id: PersonRef(id=pupil_id, name=by_id[pupil_id].display_name)
            for pupil_id, attempt in self.attempts.items()
        }


async def load_sat(session: AsyncSession, actor: Actor, assignment_id: uuid.UUID) -> Sat:
    """Return who sat an assignment of the actor's classes, with their marks. Raises NotFound."""
    assignment = await access_assignment(session, actor, assignment_id)
    attempts = await attempts_of_assignments(session, [assignment.id])
    pupils = await pupils_of_class(session, assignment.class_id)
    gone = {attempt.pupil_id for attempt in attempts} - {pupil.id for pupil in pupils}
    if gone:
        pupils += list(await session.scalars(select(User).where(User.id.in_(gone)).order_by(User.sort_folded)))
    marked = await queries.newest_marks(session, handed_in_ids(attempts))
    totals = {attempt_id: of.total for attempt_id, of in marked.items()}
    counting = what_counts(attempts, totals, assignment.attempts_count)
    chosen = {pupil_id: each.attempt for pupil_id, each in counting.items()}
    return Sat(
        assignment,
        pupils,
        gone,
        attempts=chosen,
        marks={attempt.id: marked[attempt.id].marks for attempt in chosen.values() if attempt.id in marked},
        totals={each.attempt.id: each.total for each in counting.values() if each.total},
        started=Counter(attempt.pupil_id for attempt in attempts),
    )


async def class_results(session: AsyncSession, actor: Actor, assignment_id: uuid.UUID) -> ClassResults:
    """Return who got what in an assignment of one of the actor's classes."""
    sat = await load_sat(session, actor, assignment_id)
    items = await items_as_set(session, sat.assignment)
    left_out = await _left_out(session, sat)
    overrides = await overrides_of(session, assignment_id)
    assignment = await show_assignment(session, sat.assignment)
    assignment.marks_max -= sum(left_out.values())
    versions = await rows_for_versions(session, [item.question_version_id for item in items])
    own = await asked_in_class(session, {version.type for version in versions.values()}, sat.marks)
    counts = count_by_position(own)
    fractions = _fractions(sat.marks.values())
    # A pupil whose drawn question was left out could get fewer marks than others: all are put on one scale.
    scores = [on_scale(*total, assignment.marks_max) for total in sat.totals.values() if total.marks_max]
    return ClassResults(
        assignment=assignment,
        items=[
            _head(
                item,
                versions[item.question_version_id],
                left_out=item.position in left_out,
                fractions=fractions[item.position],
                own_code=counts.get(item.position),
            )
            for item in items
        ],
        pupils=[_row(pupil, sat, overrides.get(pupil.id), items) for pupil in sat.pupils],
        mean=_rounded(mean(scores)),
        median=_rounded(median(scores)),
        misconceptions=await _count_misconceptions(session, sat, own),
    )


async def _left_out(session: AsyncSession, sat: Sat) -> Mapping[int, float]:
    """Return the marks of the questions that were left out, by position. Not asked for where the marks say: none."""
    outcomes = {mark.outcome for of in sat.marks.values() for mark in of.values()}
    if outcomes and "void" not in outcomes:
        return {}
    return (await queries.left_out(session, [sat.assignment.id]))[sat.assignment.id]


def _fractions(marks: Collection[Mapping[int, MarkRow]]) -> Mapping[int, list[float]]:
    """Return what was earned of each question, by position, leaving out what has no mark."""
    found: dict[int, list[float]] = defaultdict(list)
    for of in marks:
        for position, mark in of.items():
            if mark.outcome not in queries.WITHOUT_MARK:
                found[position].append(mark.fraction)
    return found


def _head(
    item: AssessmentItem, row: VersionRow, *, left_out: bool, fractions: Sequence[float], own_code: OwnCodeCount | None
) -> ResultItemHead:
    return ResultItemHead(
        id=item.id,
        position=item.position,
        marks=float(item.marks),
        pool=item.pool,
        draw=item.draw,
        type=row.type,
        stem_text=row.stem_text,
        variants=row.variants,
        left_out=left_out,
        facility=facility_index(fractions),
        objectives=row.objectives,
        own_code=own_code,
    )


def _row(pupil: User, sat: Sat, override: AssignmentOverride | None, items: Sequence[AssessmentItem]) -> PupilRow:
    attempt = sat.attempts.get(pupil.id)
    marks = sat.marks.get(attempt.id, {}) if attempt else {}
    total = sat.totals.get(attempt.id) if attempt else None
    handed_in = attempt is not None and attempt.state != "open"
    return PupilRow(
        id=pupil.id,
        name=pupil.display_name,
        initials=pupil.initials,
        left=pupil.id in sat.gone,
        attempt_id=attempt.id if attempt else None,
        attempts=sat.started.get(pupil.id, 0),
        window=show_override(override).window if override else None,
        extra_time_percent=override.extra_time_percent if override else None,
        attempts_allowed=attempts_of(sat.assignment, override),
        state=attempt.state if attempt else "not_started",
        score=_rounded(total.score) if total else None,
        marks_max=total.marks_max if total else None,
        submitted_at=attempt.submitted_at if attempt else None,
        submitted_by=attempt.submitted_by if attempt else None,
        cells=[_cell(item, marks.get(item.position), handed_in=handed_in) for item in items],
    )


_NOT_DRAWN = MarkRow(0.0, 0.0, "not_drawn", ())
_SWAPPED = MarkRow(0.0, 0.0, "void", ())


def _cell(item: AssessmentItem, mark: MarkRow | None, *, handed_in: bool) -> Cell | None:
    """Return a cell; None where nothing is marked yet.

    What has no mark once it is handed in wasn't drawn for its pupil, or was swapped since.
    """
    if mark is None and not handed_in:
        return None
    shown = mark or (_SWAPPED if item.pool is None else _NOT_DRAWN)
    return Cell(item_id=item.id, score=round(shown.score, 2), outcome=shown.outcome)


async def _count_misconceptions(
    session: AsyncSession, sat: Sat, own: Sequence[OwnCodeAsked]
) -> list[MisconceptionCount]:
    """Return the wrong ideas of a class, those of most pupils first; ``own`` is what they said of their programs."""
    names = sat.names()
    pupils: dict[str, dict[uuid.UUID, PersonRef]] = defaultdict(dict)
    places: dict[str, set[int]] = defaultdict(set)
    shown = [
        (slug, attempt_id, position)
        for attempt_id, marks in sat.marks.items()
        for position, mark in marks.items()
        for slug in mark.misconceptions
    ]
    shown += [(each.misconception, each.attempt_id, each.position) for each in own if each.misconception]
    for slug, attempt_id, position in shown:
        person = names[attempt_id]
        pupils[slug][person.id] = person
        places[slug].add(position)
    known = await misconceptions_by_slug(session, list(pupils))
    return sorted(
        (
            MisconceptionCount(
                **describe_misconception(slug, known).model_dump(),
                count=len(people),
                item_positions=sorted(places[slug]),
                pupils=sorted(people.values(), key=lambda person: person.name),
            )
            for slug, people in pupils.items()
        ),
        key=lambda counted: (-counted.count, counted.title),
    )


def what_to_accept(newest: QuestionVersion | None, response: Json) -> list[AcceptableOut]:
    """Return what of a response its question could take; ``newest`` is None where no one answer fits all pupils."""
    if newest is None:
        return []
    kind, content = parsed(newest)
    return [AcceptableOut(**asdict(each)) for each in kind.acceptable(content, response)]


async def answer_detail(
    session: AsyncSession, actor: Actor, assignment_id: uuid.UUID, pupil_id: uuid.UUID, item_id: uuid.UUID
) -> AnswerDetail:
    """Return one pupil's answer to one question with its marks, newest first. Raises NotFound."""
    sat = await load_sat(session, actor, assignment_id)
    item, _ = await access_item(session, sat.assignment, item_id)
    attempt = sat.attempts.get(pupil_id)
    if attempt is None:
        raise NotFound("This pupil hasn't started this assessment, so there is no answer to show.")
    attempt_item = await queries.attempt_item_of(session, attempt.id, item_id)
    if attempt_item is None:
        raise NotFound("This question wasn't drawn for this pupil, so there is no answer to show.")
    answer = next((a for a in await answers_of(session, attempt.id) if a.item_id == attempt_item.id), None)
    marks = await mark_history(session, attempt_item.id)
    known = await misconceptions_by_slug(session, [slug for mark in marks for slug in mark.misconceptions])
    version = (await versions_by_ids(session, [attempt_item.question_version_id]))[attempt_item.question_version_id]
    kind, content = parsed(version)
    not_given = left_out(attempt_item, version, fewer=attempt.fewer_options)
    changes = await changes_by_ids(session, {mark.change_id for mark in marks if mark.change_id})
    history = [
        _show_mark(
            mark,
            known,
            lambda value: kind.bucket(content, value).label,
            changes[mark.change_id] if mark.change_id else None,
            not_given,
        )
        for mark in marks
    ]
    response = answer.value if answer else None
    if marks and (counts := counting_try(marks[0].detail)[1]):
        response = counts["value"]
    return AnswerDetail(
        pupil=sat.names()[attempt.id],
        attempt_id=attempt.id,
        item=show_item(item, *as_given(attempt_item, version, fewer=attempt.fewer_options)),
        fewer_options=attempt.fewer_options,
        question_id=version.question_id,
        response=response,
        response_text=kind.bucket(content, response).label,
        acceptable=what_to_accept(await find_mendable(session, version.question_id), response),
        saved_at=answer.saved_at if answer else None,
        mark=history[0] if history else None,
        history=history,
        events=await queries.count_events(session, attempt.id, attempt_item.id),
        own_code=await own_code_detail(session, attempt_item.id, version.type),
    )


async def access_item(
    session: AsyncSession, assignment: Assignment, item_id: uuid.UUID
) -> tuple[AssessmentItem, QuestionVersion]:
    """Return a question of an assignment as it was set. Raises NotFound."""
    item = next((item for item in await items_as_set(session, assignment) if item.id == item_id), None)
    if item is None:
        raise NotFound("That question isn't part of this assessment.")
    version = (await versions_by_ids(session, [item.question_version_id]))[item.question_version_id]
    return item, version


def show_item(item: AssessmentItem, kind: QuestionType, content: Content) -> ItemShown:
    """Show a question with its key."""
    return ItemShown(
        id=item.id,
        position=item.position,
        stem_text=kind.plain_content(content).stem,
        type=kind.key,
        marks=float(item.marks),
        view=kind.pupil_view(content, _VIEW_SEED),
        key=kind.key_view(content),
    )


def _show_mark(
    mark: Mark,
    known: Mapping[str, Misconception],
    words: Callable[[Json], str],
    change: ChangeShown | None,
    not_given: Collection[str],
) -> MarkOut:
    return MarkOut(
        score=round(float(mark.score), 2),
        marks_max=float(mark.marks_max),
        outcome=mark.outcome,
        reasons=mark.detail["reasons"],
        parts=[part for part in mark.detail["parts"] if part["id"] not in not_given],
        tries=[TryShown(**each, text=words(each["value"])) for each in counting_try(mark.detail)[0]],
        feedback=mark.feedback,
        misconceptions=[describe_misconception(slug, known) for slug in mark.misconceptions],
        marker=mark.marker,
        marker_version=mark.marker_version,
        marked_at=mark.created_at,
        changed=mark.change_id is not None,
        by=change.by if change else None,
        why=change.reason if change else None,
        taken_back=mark.undoes is not None,
    )


def _rounded(value: float | None) -> float | None:
    return None if value is None else round(value, 2)
