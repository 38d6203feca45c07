"""Taking a change of marks back. Marks are appended, never deleted.

The mark that counts without a change is the newest of those that no undone change brought, so that changes can be taken
back in any order.
"""

from __future__ import annotations

import asyncio
import uuid
from collections import defaultdict
from typing import Any

from sqlalchemy import insert, select
from sqlalchemy.ext.asyncio import AsyncSession

from backend.accounts.permissions import Actor
from backend.assessments.assignments import access_assignment
from backend.attempts.changed import hold_sittings, question_changed
from backend.attempts.models import AttemptItem
from backend.core import audit, clock
from backend.core.errors import NotFound
from backend.marker.changes import book_for, plan, standing_marks
from backend.marker.errors import ChangeRunning
from backend.marker.models import FOR_ONE, Mark, MarkChange
from backend.marker.service import copied, hold_off_hand_ins, mark_responses


async def undo(session: AsyncSession, actor: Actor, batch_id: uuid.UUID) -> None:
    """Take a batch back: each of its marks that counts gives way to the one that would count without it.

    Raises NotFound, ChangeRunning.
    """
    batch = MarkChange.batch_id == batch_id
    rows = (await session.execute(select(MarkChange.assignment_id, MarkChange.kind).where(batch))).all()
    assignment_ids = [assignment_id for assignment_id, _ in rows]
    for assignment_id in assignment_ids:
        await access_assignment(session, actor, assignment_id)
    if not assignment_ids:
        raise NotFound("There is no such change of marks. Reload the page.")
    if any(kind == "void" for _, kind in rows):
        await hold_sittings(session, assignment_ids)
    # Before the changes themselves, as hand-ins do: the other way round each would wait for the other.
    await hold_off_hand_ins(session, assignment_ids)
    changes = (await session.scalars(select(MarkChange).where(batch).order_by(MarkChange.id).with_for_update())).all()
    if any(change.state == "running" for change in changes):
        raise ChangeRunning("The marks are still being changed. Wait until that is done, then take it back.")
    now = clock.now()
    for change in changes:
        if change.state == "undone":
            continue
        change.state, change.undone_at, change.undone_by = "undone", now, actor.user_id
        await session.flush()
        await _restore(session, change)
        await _apply_what_holds(session, change)
        if change.kind == "void":
            await question_changed(session, change.assignment_id, change.assessment_item_id)
        await audit.record(session, "undone", "mark_change", change.id, actor_id=actor.user_id, fields=["marks"])


async def _restore(session: AsyncSession, change: MarkChange) -> None:
    item_ids = select(Mark.attempt_item_id).where(Mark.change_id == change.id)
    rows = await session.execute(
        select(Mark, MarkChange.state)
        .outerjoin(MarkChange, MarkChange.id == Mark.change_id)
        .where(Mark.attempt_item_id.in_(item_ids))
        .order_by(Mark.attempt_item_id, Mark.id)
    )
    history: dict[uuid.UUID, list[tuple[Mark, str | None]]] = defaultdict(list)
    for mark, state in rows:
        history[mark.attempt_item_id].append((mark, state))
    restored: list[dict[str, Any]] = []
    unmarked: dict[uuid.UUID, Any] = {}
    for item_id, marks in history.items():
        newest = marks[-1][0]
        if newest.change_id != change.id:
            continue
        standing = [mark for mark, state in marks if mark.undoes is None and state != "undone"]
        if standing and standing[-1].response == newest.response:
            restored.append(copied(standing[-1]) | {"undoes": change.id})
        else:  # handed in while the change held: it was never marked without it
            unmarked[item_id] = newest.response
    if restored:
        await session.execute(insert(Mark), restored)
    if unmarked:
        items = (await session.scalars(select(AttemptItem).where(AttemptItem.id.in_(unmarked)))).all()
        await mark_responses(session, items, unmarked)


async def _apply_what_holds(session: AsyncSession, undone: MarkChange) -> None:
    """Give what another change of the same question had nothing to add to, while the undone one held."""
    in_force = await session.scalar(
        select(MarkChange)
        .where(
            MarkChange.assignment_id == undone.assignment_id,
            MarkChange.assessment_item_id == undone.assessment_item_id,
            MarkChange.kind.not_in(FOR_ONE),
            MarkChange.state == "applied",
        )
        .order_by((MarkChange.kind == "void").desc(), MarkChange.id.desc())
        .limit(1)
    )
    if in_force is None:
        return
    standing = await standing_marks(session, in_force)
    moves = await asyncio.to_thread(plan, in_force, standing, await book_for(session, standing))
    rows = [move.row for move in moves if move.row is not None]
    if rows:
        await session.execute(insert(Mark), rows)
