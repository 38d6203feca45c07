"""The marking page: answers that wait for a person, by question, without names, the same ones together."""

from __future__ import annotations

import asyncio
import json
import uuid
from collections import Counter, defaultdict
from collections.abc import Sequence
from typing import Any, NamedTuple

from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncSession

from backend.accounts.permissions import Actor
from backend.assessments.assignments import access_assignment
from backend.assessments.models import Assessment, AssessmentItem
from backend.assessments.swaps import items_as_set
from backend.attempts.models import Attempt, AttemptItem
from backend.classes.service import classes_by_ids
from backend.core.errors import NotFound
from backend.marker.evidence import Found
from backend.marker.marking_schemas import (
    AnswerGroup,
    GuideLineOut,
    MarkingList,
    MarkingQuestion,
    MarkingSheet,
    MarkingVersion,
)
from backend.marker.models import Mark, MarkChange
from backend.marker.service import NOT_RUN_YET, mark_response, mended_versions, newest_marks, waits_for_run
from backend.marker.similar import clusters
from backend.questions.content import parsed
from backend.questions.models import QuestionVersion
from backend.questions.service import rows_for_versions, versions_by_ids
from backend.questions.types.text import fold_case, found_phrases


async def show_list(session: AsyncSession, actor: Actor, assignment_id: uuid.UUID) -> MarkingList:
    """Return the questions of an assignment that a person marks. Raises NotFound."""
    assignment = await access_assignment(session, actor, assignment_id)
    newest = (
        newest_marks(_closed(assignment_id), Mark.attempt_item_id, Mark.outcome, Mark.change_id, Mark.detail)
    ).subquery()
    # A program that is only about to be run waits for nobody.
    waiting = (newest.c.outcome == "needs_marking") & ~newest.c.detail.contains({"reasons": [NOT_RUN_YET]})
    rows = (
        await session.execute(
            select(
                AssessmentItem,
                func.count().filter(waiting).label("waiting"),
                func.count().filter(MarkChange.kind == "marking").label("marked"),
            )
            .join(AttemptItem, AttemptItem.id == newest.c.attempt_item_id)
            .join(AssessmentItem, AssessmentItem.id == AttemptItem.assessment_item_id)
            .outerjoin(MarkChange, MarkChange.id == newest.c.change_id)
            .group_by(AssessmentItem.id)
            .having((func.count().filter(waiting) > 0) | (func.count().filter(MarkChange.kind == "marking") > 0))
            .order_by(AssessmentItem.position)
        )
    ).all()
    as_set = {item.id: item.question_version_id for item in await items_as_set(session, assignment)}
    versions = await rows_for_versions(session, [as_set[item.id] for item, _, _ in rows])
    title = await session.scalar(select(Assessment.title).where(Assessment.id == assignment.assessment_id))
    return MarkingList(
        assignment_id=assignment_id,
        title=title or "",
        class_name=(await classes_by_ids(session, [assignment.class_id]))[assignment.class_id].name,
        questions=[
            MarkingQuestion(
                item_id=item.id,
                position=item.position,
                type=versions[as_set[item.id]].type,
                stem_text=versions[as_set[item.id]].stem_text,
                marks=float(item.marks),
                waiting=waiting,
                marked=marked,
            )
            for item, waiting, marked in rows
        ],
    )


def _closed(assignment_id: uuid.UUID) -> Any:
    return select(Attempt.id).where(Attempt.assignment_id == assignment_id, Attempt.state == "marked")


class _Given(NamedTuple):
    """One answer with the version that marks it and the mark that counts."""

    attempt_id: uuid.UUID
    version_id: uuid.UUID
    response: Any
    outcome: str
    score: float
    detail: dict[str, Any]


async def show_sheet(session: AsyncSession, actor: Actor, assignment_id: uuid.UUID, item_id: uuid.UUID) -> MarkingSheet:
    """Return every answer to a question that waits for a person or was marked by one. Raises NotFound."""
    assignment = await access_assignment(session, actor, assignment_id)
    item = next((item for item in await items_as_set(session, assignment) if item.id == item_id), None)
    if item is None:
        raise NotFound("That question isn't part of this assessment.")
    rows = await session.execute(
        newest_marks(
            _closed(assignment_id),
            Mark.attempt_id,
            AttemptItem.question_version_id,
            Mark.response,
            Mark.outcome,
            Mark.score,
            Mark.detail,
        )
        .join(AttemptItem, AttemptItem.id == Mark.attempt_item_id)
        .outerjoin(MarkChange, MarkChange.id == Mark.change_id)
        .where(AttemptItem.assessment_item_id == item_id)
        .add_columns(MarkChange.kind)
    )
    by_person = [
        row
        for row in rows
        if (row.outcome == "needs_marking" and not waits_for_run(row.detail)) or row.kind == "marking"
    ]
    mended = (await mended_versions(session, assignment_id)).get(item_id)
    given = [_Given(row[0], mended or row[1], *row[2:-1]) for row in by_person]
    versions = await versions_by_ids(session, {item.question_version_id, *(one.version_id for one in given)})
    return MarkingSheet(
        item_id=item_id,
        position=item.position,
        type=versions[item.question_version_id].type,
        marks=float(item.marks),
        versions={version_id: _show_version(version) for version_id, version in versions.items()},
        groups=await asyncio.to_thread(_groups, given, versions),
    )


def _show_version(version: QuestionVersion) -> MarkingVersion:
    kind, content = parsed(version)
    guide = kind.marking_guide(content)
    return MarkingVersion(
        view=kind.pupil_view(content, 0),
        key=kind.key_view(content),
        lines=[GuideLineOut(id=line.id, text=line.text, marks=line.marks) for line in guide.lines],
        phrases=list(guide.phrases),
    )


def _groups(given: Sequence[_Given], versions: dict[uuid.UUID, QuestionVersion]) -> list[AnswerGroup]:
    """Return the same answers together and near-same ones beside them: large clusters first, whatever is marked."""
    same: dict[tuple[Any, ...], list[_Given]] = defaultdict(list)
    for one in given:
        same[(one.version_id, folded_words(one.response), one.outcome, one.score, str(one.detail))].append(one)
    texts = [_words(group[0].response) for group in same.values()]
    numbers = clusters(texts)
    sizes: Counter[int] = Counter()
    for number, group in zip(numbers, same.values(), strict=True):
        sizes[number] += len(group)
    shown = [
        _show_group(group, versions[group[0].version_id], number, text)
        for group, number, text in zip(same.values(), numbers, texts, strict=True)
    ]
    first: dict[int, str] = {}
    for number, text in sorted(zip(numbers, map(fold_case, texts), strict=True)):
        first.setdefault(number, text)
    shown.sort(key=lambda group: (-sizes[group.cluster], first[group.cluster], folded_words(group.response)))
    return shown


def _never_run(_: Any) -> Found:
    return Found(None, "Python isn't available")


def _words(response: Any) -> str:
    """Return what was written; an answer of another shape as it was sent."""
    text = response.get("text") if isinstance(response, dict) else None
    return text if isinstance(text, str) else json.dumps(response, ensure_ascii=False, sort_keys=True)


def folded_words(response: Any) -> str:
    """Return what was written as same answers have it: without case, and any white space as one."""
    return fold_case(_words(response))


def _show_group(group: Sequence[_Given], version: QuestionVersion, cluster: int, text: str) -> AnswerGroup:
    kind, content = parsed(version)
    one = group[0]
    waits = one.outcome == "needs_marking"
    return AnswerGroup(
        attempts=sorted(each.attempt_id for each in group),
        version_id=one.version_id,
        response=one.response,
        cluster=cluster,
        words=len(text.split()),
        phrases=found_phrases(kind.marking_guide(content).phrases, text),
        problem=mark_response(version, one.response, _never_run).reasons[0] if waits else "",
        score=None if waits else float(one.score),
        lines=one.detail.get("lines"),
        comment=one.detail.get("comment", ""),
    )
