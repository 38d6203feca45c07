"""Routes about assessments and setting them for classes."""

from __future__ import annotations

import uuid
from typing import Annotated

from fastapi import APIRouter

from backend.accounts.permissions import Actor, permit
from backend.assessments import assignments, overrides, paper, schemas, service, views
from backend.core.db import DbSession

router = APIRouter(prefix="/api", tags=["assessments"])

Author = Annotated[Actor, permit("assessments.author")]


@router.get("/assessments")
async def list_assessments(
    session: DbSession, actor: Author, archived: bool = False, after: str | None = None
) -> schemas.AssessmentPage:
    """List the school's assessments."""
    return await views.list_assessments(session, actor, archived=archived, after=after)


@router.post("/assessments", status_code=201)
async def create(session: DbSession, actor: Author, body: schemas.AssessmentIn) -> schemas.AssessmentOut:
    """Make an assessment."""
    return await views.show_assessment(session, actor, await service.create_assessment(session, actor, body))


@router.get("/assessments/{assessment_id}")
async def show(session: DbSession, actor: Author, assessment_id: uuid.UUID) -> schemas.AssessmentOut:
    """Return an assessment with its questions."""
    return await views.show_assessment(session, actor, await service.access_assessment(session, actor, assessment_id))


@router.put("/assessments/{assessment_id}")
async def update(
    session: DbSession, actor: Author, assessment_id: uuid.UUID, body: schemas.AssessmentChange
) -> schemas.AssessmentOut:
    """Save an edited assessment."""
    return await views.show_assessment(
        session, actor, await service.update_assessment(session, actor, assessment_id, body)
    )


@router.get("/assessments/{assessment_id}/paper")
async def show_paper(session: DbSession, actor: Author, assessment_id: uuid.UUID) -> schemas.Paper:
    """Return an assessment for printing, with its mark scheme."""
    return await paper.show_paper(session, await service.access_assessment(session, actor, assessment_id))


@router.post("/assessments/{assessment_id}/copy", status_code=201)
async def copy(session: DbSession, actor: Author, assessment_id: uuid.UUID) -> schemas.AssessmentOut:
    """Make an assessment of one's own with the same questions."""
    return await views.show_assessment(session, actor, await service.copy_assessment(session, actor, assessment_id))


@router.post("/assessments/{assessment_id}/archive")
async def archive(
    session: DbSession, actor: Author, assessment_id: uuid.UUID, body: schemas.Archive
) -> schemas.AssessmentOut:
    """Put an assessment away, or bring it back."""
    assessment = await service.archive_assessment(
        session, actor, assessment_id, version=body.version, archived=body.archived
    )
    return await views.show_assessment(session, actor, assessment)


@router.post("/assessments/{assessment_id}/assignments", status_code=201)
async def assign(
    session: DbSession, actor: Author, assessment_id: uuid.UUID, body: schemas.AssignmentIn
) -> schemas.AssignmentOut:
    """Set an assessment for a class."""
    return await views.show_assignment(session, await assignments.assign(session, actor, assessment_id, body))


@router.get("/assignment-defaults")
async def defaults(session: DbSession, actor: Author) -> schemas.AssignmentDefaults:
    """Return how a new assignment begins in this school."""
    return await assignments.assignment_defaults(session)


@router.get("/assignments")
async def list_assignments(
    session: DbSession,
    actor: Author,
    class_id: uuid.UUID | None = None,
    assessment_id: uuid.UUID | None = None,
    state: schemas.State | None = None,
    after: str | None = None,
) -> schemas.AssignmentPage:
    """List what was set for the actor's classes."""
    return await views.list_assignments(
        session, actor, class_id=class_id, assessment_id=assessment_id, state=state, after=after
    )


@router.get("/assignments/{assignment_id}")
async def show_assignment(session: DbSession, actor: Author, assignment_id: uuid.UUID) -> schemas.AssignmentOut:
    """Return one assignment."""
    return await views.show_assignment(session, await assignments.access_assignment(session, actor, assignment_id))


@router.patch("/assignments/{assignment_id}")
async def change(
    session: DbSession, actor: Author, assignment_id: uuid.UUID, body: schemas.AssignmentChange
) -> schemas.AssignmentOut:
    """Change the window, the limit, the attempts or the policy."""
    return await views.show_assignment(
        session, await assignments.change_assignment(session, actor, assignment_id, body)
    )


@router.post("/assignments/{assignment_id}/release")
async def release(
    session: DbSession, actor: Author, assignment_id: uuid.UUID, body: schemas.Release
) -> schemas.AssignmentOut:
    """Let pupils see their results, or take that back."""
    assignment = await assignments.release(session, actor, assignment_id, version=body.version, released=body.released)
    return await views.show_assignment(session, assignment)


@router.post("/assignments/{assignment_id}/close")
async def close(
    session: DbSession, actor: Author, assignment_id: uuid.UUID, body: schemas.Versioned
) -> schemas.AssignmentOut:
    """Close an open assignment now."""
    return await views.show_assignment(
        session, await assignments.close(session, actor, assignment_id, version=body.version)
    )


@router.patch("/assignments/{assignment_id}/windows")
async def change_overrides(
    session: DbSession, actor: Author, assignment_id: uuid.UUID, body: schemas.OverridesIn
) -> schemas.OverridesOut:
    """Give single pupils another time, other extra time or other attempts than their class, or the class's again."""
    return schemas.OverridesOut(items=await overrides.change_overrides(session, actor, assignment_id, body.items))
