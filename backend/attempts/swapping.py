"""Swapping a faulty question for another, or for its mended version, while a class sits it.

What a pupil had is dropped, never deleted: its answers stay, and count again if the swap is taken back.
Attempts that were handed in never get another question. See docs/decisions/0018-swapping-a-question.md.
"""

from __future__ import annotations

import secrets
import uuid
from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from sqlalchemy import ColumnElement, select
from sqlalchemy.ext.asyncio import AsyncSession

from backend.accounts.permissions import Actor
from backend.assessments.assignments import access_assignment
from backend.assessments.errors import QuestionNotReady
from backend.assessments.models import AssessmentItem, Assignment, AssignmentSwap
from backend.assessments.swaps import items_as_set, swaps_of
from backend.attempts.changed import hold_sittings, question_changed
from backend.attempts.events import AnswersArrivedLate, SwapAsked
from backend.attempts.later import last_to_come
from backend.attempts.models import Attempt, AttemptItem
from backend.attempts.package import as_given
from backend.attempts.variants import Variants, variants_of
from backend.core import audit, clock
from backend.core.errors import Invalid, NotFound
from backend.core.events import emit
from backend.core.model import uuid7
from backend.questions.models import QuestionVersion
from backend.questions.service import latest_versions, versions_by_ids
from backend.questions.types.base import Json


@dataclass(frozen=True, slots=True)
class _Place:
    """A question of the assessment as it is to be now, and all versions that attempts have there or may get."""

    item: AssessmentItem
    versions: dict[uuid.UUID, QuestionVersion]
    variants: Variants

    def has(self, held: AttemptItem) -> bool:
        """Tell whether an attempt's item is the question that is wanted here, in its version or one of its variants."""
        wanted = self.item.question_version_id
        return held.question_version_id in {wanted, *self.variants.offered.get(wanted, ())}

    def same_question(self, held: AttemptItem) -> bool:
        """Tell whether an attempt's item is the question that is wanted here, in whatever version."""
        wanted = self.versions[self.item.question_version_id]
        return self.versions[held.question_version_id].question_id == wanted.question_id

    def can_stay(self, held: AttemptItem, *, fewer: bool) -> bool:
        """Tell whether answers to an attempt's item are answers to what is wanted, too: only words differ.

        ``fewer``: its pupil has fewer options (``as_given``).
        """
        wanted = self.versions[self.item.question_version_id]
        held_version = self.versions[held.question_version_id]
        return (
            self.same_question(held)
            and wanted.id not in self.variants.offered
            and _form(held, held_version, fewer=fewer) == _form(held, wanted, fewer=fewer)
        )


def _form(item: AttemptItem, version: QuestionVersion, *, fewer: bool) -> Json:
    """Return what an answer can refer to in a question: everything of what is shown but the words."""
    kind, content = as_given(item, version, fewer=fewer)
    view = kind.pupil_view(content, item.seed)
    return [version.type, _without_words({key: value for key, value in view.items() if key != "stem"})]


def _without_words(view: Json) -> Json:
    if isinstance(view, dict):
        return {key: value if key == "id" else _without_words(value) for key, value in view.items()}
    if isinstance(view, list):
        return [_without_words(each) for each in view]
    return None if isinstance(view, str) else view


async def swap(
    session: AsyncSession, actor: Actor, assignment_id: uuid.UUID, item_id: uuid.UUID, question_id: uuid.UUID
) -> AssignmentSwap:
    """Put the latest version of a question in the place of one of an assignment, for all who sit and who begin later.

    Raises NotFound, Invalid, QuestionNotReady, and what ``SwapAsked`` is refused with.
    """
    assignment, items = await _hold(session, actor, assignment_id)
    item = next((each for each in items if each.id == item_id), None)
    if item is None:
        raise NotFound("That question isn't part of this assessment.")
    if clock.now() >= assignment.closes_at and await last_to_come(session, assignment) is None:
        raise Invalid("Nobody sits this any more. Leave the question out, or mark it again, in the results.")
    wanted = (await latest_versions(session, [question_id])).get(question_id)
    if wanted is None:
        raise QuestionNotReady("Only a question that is ready can be put here. Make it ready in the bank first.")
    if wanted.id == item.question_version_id:
        raise Invalid("That is the question that is here already. Choose another, or mend it in the bank first.")
    if twin := await _find_twin(session, items, item_id, question_id):
        raise Invalid(f"Question {twin.position} of this assessment is that one. Choose another.")
    await emit(session, SwapAsked(assignment.id, item_id))
    made = AssignmentSwap(
        id=uuid7(),
        # Not when the transaction began: it has waited for whoever was starting or handing in.
        created_at=clock.now(),
        assignment_id=assignment.id,
        assessment_item_id=item_id,
        question_version_id=wanted.id,
        made_by=actor.user_id,
    )
    session.add(made)
    await session.flush()
    await audit.record(session, "swapped", "assignment", assignment.id, actor_id=actor.user_id, fields=["questions"])
    await _put_everywhere(session, assignment, item_id)
    return made


async def swap_back(session: AsyncSession, actor: Actor, assignment_id: uuid.UUID, item_id: uuid.UUID) -> None:
    """Take the newest swap of a question back: what was there before it is there again, with its answers.

    Raises NotFound, Invalid, and what ``SwapAsked`` is refused with.
    """
    assignment, _ = await _hold(session, actor, assignment_id)
    made = (await swaps_of(session, assignment.id)).get(item_id)
    if made is None:
        raise NotFound("This question wasn't swapped, or it is back already. Reload the page.")
    await emit(session, SwapAsked(assignment.id, item_id))
    made.undone_at, made.undone_by = clock.now(), actor.user_id
    await session.flush()
    items = await items_as_set(session, assignment)
    item = next(each for each in items if each.id == item_id)
    question_id = (await versions_by_ids(session, [item.question_version_id]))[item.question_version_id].question_id
    if twin := await _find_twin(session, items, item_id, question_id):
        raise Invalid(f"Question {twin.position} of this assessment is that one now. Bring back what was there first.")
    await audit.record(
        session, "swapped_back", "assignment", assignment.id, actor_id=actor.user_id, fields=["questions"]
    )
    await _put_everywhere(session, assignment, item_id)


async def _find_twin(
    session: AsyncSession, items: Sequence[AssessmentItem], item_id: uuid.UUID, question_id: uuid.UUID
) -> AssessmentItem | None:
    """Return another item that is this question, in whatever version: no pupil has one twice."""
    known = await versions_by_ids(session, [each.question_version_id for each in items])
    others = (each for each in items if each.id != item_id)
    return next((each for each in others if known[each.question_version_id].question_id == question_id), None)


async def bring_up_to_date(session: AsyncSession, assignment: Assignment, reopened: Sequence[Attempt]) -> None:
    """Give attempts that are open again the questions that were swapped since they were handed in."""
    swapped = await swaps_of(session, assignment.id)
    items = [item for item in await items_as_set(session, assignment) if item.id in swapped] if swapped else []
    for item in items:
        changed = await _put(session, item, Attempt.id.in_([attempt.id for attempt in reopened]))
        for attempt in reopened:
            attempt.package_number += attempt.id in changed
    await session.flush()


async def _hold(
    session: AsyncSession, actor: Actor, assignment_id: uuid.UUID
) -> tuple[Assignment, Sequence[AssessmentItem]]:
    """Return an assignment and its items as they are set; nobody begins, hands in or swaps here meanwhile."""
    await access_assignment(session, actor, assignment_id)
    await hold_sittings(session, [assignment_id])
    assignment = await session.get_one(Assignment, assignment_id, with_for_update=True)
    return assignment, await items_as_set(session, assignment)


async def _put_everywhere(session: AsyncSession, assignment: Assignment, item_id: uuid.UUID) -> None:
    item = next(each for each in await items_as_set(session, assignment) if each.id == item_id)
    await _put(session, item, Attempt.assignment_id == assignment.id)
    await question_changed(session, assignment.id, item_id)


async def _put(session: AsyncSession, item: AssessmentItem, which: ColumnElement[bool]) -> set[uuid.UUID]:
    """Let attempts that have an item have it as it is to be now. Returns which have changed."""
    rows = (
        await session.execute(
            select(Attempt, AttemptItem)
            .join(AttemptItem, AttemptItem.attempt_id == Attempt.id)
            .where(which, AttemptItem.assessment_item_id == item.id)
            .order_by(Attempt.id, AttemptItem.id)
        )
    ).all()
    place = _Place(
        item=item,
        versions=await versions_by_ids(
            session, {item.question_version_id, *(held.question_version_id for _, held in rows)}
        ),
        variants=await variants_of(session, [item]),
    )
    attempts = {attempt.id: attempt for attempt, _ in rows}
    held: dict[uuid.UUID, list[AttemptItem]] = defaultdict(list)
    for attempt, one in rows:
        held[attempt.id].append(one)
    changed = {attempt_id for attempt_id in attempts if _take_out(place, attempts[attempt_id], held[attempt_id])}
    # The new one has the position of the old.
    await session.flush()
    back: list[AttemptItem] = []
    for attempt_id, attempt in attempts.items():
        if all(one.dropped_at for one in held[attempt_id]):
            back += _put_in(session, place, attempt, held[attempt_id])
    await session.flush()
    await _mark_what_came_back(session, attempts.values(), back)
    return changed | {one.attempt_id for one in back}


def _take_out(place: _Place, attempt: Attempt, held: Sequence[AttemptItem]) -> bool:
    """Drop what an attempt has and isn't wanted there any more, or mend it where its answers can stay."""
    current = next((one for one in held if one.dropped_at is None), None)
    if current is None or place.has(current):
        return False
    if attempt.state != "open" and place.same_question(current):
        return False
    if attempt.state == "open" and place.can_stay(current, fewer=attempt.fewer_options):
        current.question_version_id = place.item.question_version_id
    else:
        current.dropped_at = clock.now()
    return True


def _put_in(
    session: AsyncSession, place: _Place, attempt: Attempt, held: Sequence[AttemptItem]
) -> Collection[AttemptItem]:
    """Bring back what an attempt had before, or give it the question anew if it is open. Returns what is there now."""
    fits = place.has if attempt.state == "open" else place.same_question
    if former := [one for one in held if fits(one)]:
        former[-1].dropped_at = None
        return former[-1:]
    if attempt.state != "open":
        return ()
    new = AttemptItem(
        id=uuid7(),
        attempt_id=attempt.id,
        assessment_item_id=place.item.id,
        question_version_id=place.variants.choose([place.item])[place.item.id],
        position=held[-1].position,
        seed=secrets.randbits(31),
        marks_max=held[-1].marks_max,
    )
    session.add(new)
    return (new,)


async def _mark_what_came_back(session: AsyncSession, attempts: Iterable[Attempt], back: Sequence[AttemptItem]) -> None:
    """Have it marked where the attempt was handed in without it: no closed attempt has an item without a mark."""
    for attempt in attempts:
        items = frozenset(one.id for one in back if one.attempt_id == attempt.id)
        if items and attempt.state != "open":
            await emit(session, AnswersArrivedLate(attempt.id, items))
