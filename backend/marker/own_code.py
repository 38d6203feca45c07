"""Questions about pupils' own programs: noted when a program passes, shown beside its mark, answered once. No marks."""

from __future__ import annotations

import uuid
from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import select, update
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncSession

from backend.accounts.permissions import Actor
from backend.assessments.assignments import get_assignment, shows_results
from backend.assessments.models import AssessmentItem
from backend.attempts import service as attempts
from backend.attempts.models import AttemptItem
from backend.core import audit, clock
from backend.core.errors import NotFound
from backend.core.jobs import defer
from backend.core.model import least_uuid7
from backend.marker.errors import OwnCodeAnswered
from backend.marker.evidence import Look, is_run, place_of
from backend.marker.models import Mark, MarkChange, OwnCodeQuestion
from backend.marker.schemas import OwnCodeAnswer, OwnCodeOption, OwnCodeOut
from backend.marker.tries import counting_try
from backend.questions.content import parsed
from backend.questions.models import QuestionVersion
from backend.questions.types import rich_text
from backend.questions.types.base import FormatError
from backend.questions.types.own_code import OwnQuestion
from backend.sandbox.protocol import RunRequest

OWN_CODE_JOB = "marker.own_code"


def counting_response(detail: Mapping[str, Any], response: Any) -> Any:
    """Return the response that a mark is for: that of the try that counts, or what was handed in."""
    counts = counting_try(detail)[1]
    return counts["value"] if counts else response


def planned_question(version: QuestionVersion, response: Any) -> tuple[RunRequest, ...]:
    """Return the runs that a question about a response's program is made from; none where nothing is asked."""
    kind, content = parsed(version)
    try:
        return kind.plan_own_code(content, response)
    except FormatError:
        return ()


def question_to_make(
    item: AttemptItem, version: QuestionVersion, row: Mapping[str, Any], look: Look, change: MarkChange | None
) -> dict[str, Any] | None:
    """Return the row of a question that a fresh mark (``row``) calls for: its program has passed, by its own runs."""
    if row["outcome"] != "right" or not is_run(version) or (change is not None and change.kind != "remark"):
        return None
    response = counting_response(row["detail"], row["response"])
    if not look(response).evidence or not planned_question(version, response):
        return None
    return {"attempt_id": item.attempt_id, **place_of(item.id, version.id, response).as_columns()}


async def note_questions(session: AsyncSession, rows: Sequence[dict[str, Any]]) -> None:
    """Note questions to be made, and have a job make them. What was asked of the same program stays as it is.

    Of another program the question is another one, unless the former has been answered.
    """
    if not rows:
        return
    stored = insert(OwnCodeQuestion).values(rows)
    noted = stored.on_conflict_do_update(
        index_elements=[OwnCodeQuestion.attempt_item_id],
        set_={
            "question_version_id": stored.excluded.question_version_id,
            "response_sha256": stored.excluded.response_sha256,
            "question": None,
            "made_at": None,
        },
        where=OwnCodeQuestion.answered_at.is_(None)
        & (OwnCodeQuestion.response_sha256 != stored.excluded.response_sha256),
    ).returning(OwnCodeQuestion.attempt_id)
    for attempt_id in set(await session.scalars(noted)):
        await defer(session, OWN_CODE_JOB, attempt_id)


async def own_questions(session: AsyncSession, attempt_id: uuid.UUID) -> dict[uuid.UUID, OwnCodeQuestion]:
    """Return what is asked, or about to be, of an attempt's programs, by the attempt's item."""
    rows = await session.scalars(select(OwnCodeQuestion).where(OwnCodeQuestion.attempt_id == attempt_id))
    return {row.attempt_item_id: row for row in rows}


def is_being_made(row: OwnCodeQuestion | None) -> bool:
    """Say whether there may soon be a question."""
    return row is not None and row.made_at is None


async def attempts_not_asked_yet(session: AsyncSession, since: datetime, limit: int) -> Sequence[uuid.UUID]:
    """Return the attempts begun since then with a question that is still to be made, the newest first.

    About a program that was swapped none is made.
    """
    rows = await session.scalars(
        select(OwnCodeQuestion.attempt_id)
        .join(AttemptItem, AttemptItem.id == OwnCodeQuestion.attempt_item_id)
        # By the key, which is ordered by time: no index has when a question was noted.
        .where(OwnCodeQuestion.attempt_item_id > least_uuid7(since), OwnCodeQuestion.made_at.is_(None))
        .where(AttemptItem.dropped_at.is_(None))
        .distinct()
        .order_by(OwnCodeQuestion.attempt_id.desc())
        .limit(limit)
    )
    return rows.all()


async def ask_nothing(session: AsyncSession, attempt_id: uuid.UUID) -> None:
    """Say of every question of an attempt that is still to be made that there is none."""
    await session.execute(
        update(OwnCodeQuestion)
        .where(OwnCodeQuestion.attempt_id == attempt_id, OwnCodeQuestion.made_at.is_(None))
        .values(made_at=clock.now())
    )


def _asked(row: OwnCodeQuestion | None, outcome: str | None) -> OwnQuestion | None:
    """Return what a pupil is asked; None, too, where the program doesn't pass any more and nothing was answered."""
    if row is None or row.question is None or (outcome != "right" and row.choice is None):
        return None
    return OwnQuestion.model_validate(row.question)


def show_question(row: OwnCodeQuestion | None, outcome: str) -> OwnCodeOut | None:
    """Return a question as its pupil sees it: without the key until it is answered. None where none is asked.

    ``outcome`` is that of the program's newest mark.
    """
    question = _asked(row, outcome)
    if row is None or question is None:
        return None
    return OwnCodeOut(
        source=question.source,
        typed=question.typed,
        added=question.added,
        stem=rich_text.parse(question.stem),
        options=[OwnCodeOption(id=option.id, text=option.text) for option in question.options],
        answer=OwnCodeAnswer(
            choice=row.choice,
            right=row.choice == question.key,
            key=question.key,
            because=question.because,
            heads=list(question.heads),
            rows=[list(cells) for cells in question.rows],
        )
        if row.choice
        else None,
    )


async def answer_question(
    session: AsyncSession, actor: Actor, attempt_id: uuid.UUID, item_id: uuid.UUID, choice: str
) -> OwnCodeOut:
    """Answer the question about one's own program, once; the same answer again is no other. Raises OwnCodeAnswered."""
    attempt = await attempts.access_attempt(session, actor, attempt_id)
    # The same rule as for results: before they are shown, the question would say that the program passes.
    shown = attempt.state == "marked" and shows_results(await get_assignment(session, attempt.assignment_id))
    row = await session.scalar(
        select(OwnCodeQuestion)
        .where(OwnCodeQuestion.attempt_item_id == item_id, OwnCodeQuestion.attempt_id == attempt.id)
        .with_for_update()
    )
    outcome = await session.scalar(
        select(Mark.outcome)
        .where(Mark.attempt_id == attempt.id, Mark.attempt_item_id == item_id)
        .order_by(Mark.id.desc())
        .limit(1)
    )
    question = _asked(row, outcome) if shown else None
    chosen = question.find(choice) if question else None
    if row is None or question is None or chosen is None:
        raise NotFound("There is no such question about this program. Reload the page.")
    if row.choice is not None and row.choice != choice:
        raise OwnCodeAnswered("You have answered this already, and the first answer counts. Reload the page to see it.")
    if row.choice is None:
        row.choice, row.is_right, row.misconception = choice, choice == question.key, chosen.misconception
        row.answered_at = clock.now()
        await audit.record(
            session, "own_code_answered", "attempt", attempt.id, actor_id=actor.user_id, fields=["choice"]
        )
    answered = show_question(row, "right")
    assert answered is not None
    return answered


class OwnCodeAsked(NamedTuple):
    """One question about a pupil's own program; ``is_right`` is None until it is answered."""

    attempt_id: uuid.UUID
    position: int
    is_right: bool | None
    misconception: str | None


async def own_code_asked(session: AsyncSession, attempt_ids: Collection[uuid.UUID]) -> list[OwnCodeAsked]:
    """Return which questions were asked in these attempts, by the position of the assessment's item."""
    rows = await session.execute(
        select(
            OwnCodeQuestion.attempt_id, AssessmentItem.position, OwnCodeQuestion.is_right, OwnCodeQuestion.misconception
        )
        .join(AttemptItem, AttemptItem.id == OwnCodeQuestion.attempt_item_id)
        .join(AssessmentItem, AssessmentItem.id == AttemptItem.assessment_item_id)
        .where(
            OwnCodeQuestion.attempt_id.in_(attempt_ids),
            OwnCodeQuestion.question.is_not(None),
            AttemptItem.dropped_at.is_(None),
        )
    )
    return [OwnCodeAsked(*row) for row in rows]


async def find_own_question(session: AsyncSession, item_id: uuid.UUID) -> tuple[OwnCodeQuestion, OwnQuestion] | None:
    """Return what was asked about one program, with the key; for its teacher."""
    row = await session.get(OwnCodeQuestion, item_id)
    return (row, OwnQuestion.model_validate(row.question)) if row is not None and row.question else None
