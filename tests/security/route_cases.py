"""A valid request for every route, made of a place's own things; tests/security/test_routes.py turns each round.

A new route fails the tests until it has its line here.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any

from tests.questions.bank_samples import choice, program
from tests.security import asking
from tests.security.asking import Ask, Asking
from tests.security.world import Place


@dataclass(frozen=True)
class Case:
    """A route's valid request, and what must be hidden from its owner in the same school."""

    owner: str
    ask: Asking
    hidden: Callable[[Place], dict[str, str]] = lambda _: {}
    harmless: Callable[[Any], bool] | None = None
    """For a route that answers 200 to a foreign id in its body: tells that nothing was done with it."""
    touches: frozenset[str] = frozenset()
    """Tables that it writes to even then, within the own school: the attempt's time stamp."""
    settle: Callable[[Place, Any], Awaitable[Any]] | None = None
    """Waits until the job that the request started is over."""


def plain(owner: str, **ask: Any) -> Case:
    """A route without anything of its own in it."""

    async def asks(_: Place) -> Ask:
        return Ask(**ask)

    return Case(owner, asks)


def _tap(**body: Any) -> Case:
    """A tap of the live view on one pupil; for one who doesn't sit the assignment there is nothing to do."""

    async def asks(place: Place) -> Ask:
        # A pupil of its own: the others' attempts are needed as they are.
        pupil = await place.another("pupil", in_class=True)
        await pupil.post(f"/api/assignments/{place['assignment']}/start")
        return Ask({"assignment_id": place["assignment"]}, ({"pupil_ids": [str(pupil.id)], **body},))

    return Case("teacher", asks, hidden=asking.other_assignment, harmless=lambda answer: answer["pupil_ids"] == [])


async def _swap(place: Place) -> Ask:
    """Swap a question of an assignment of its own, for a question of the bank."""
    made = await place.new_assignment(place.teacher, place["assessment"], place["class"])
    new = await place.new_question()
    return Ask({"assignment_id": made["id"], "item_id": place["item"]}, ({"question_id": new["id"]},))


async def _swap_back(place: Place) -> Ask:
    ask = await _swap(place)
    path = "/api/assignments/{assignment_id}/live/questions/{item_id}/swap".format(**ask.params)
    await place.teacher.post(path, ask.bodies[0])
    return Ask(ask.params)


def own(owner: str, make: Callable[[Place], Ask], **case: Any) -> Case:
    """A route that asks for things that are there already."""

    async def asks(place: Place) -> Ask:
        return make(place)

    return Case(owner, asks, **case)


CASES: dict[str, Case] = {
    "POST /api/sign-in/staff": Case("teacher", asking.sign_in_staff),
    "POST /api/sign-in/pupil": Case("pupil", asking.sign_in_pupil),
    "POST /api/sign-out": Case("teacher", asking.leaving),
    "POST /api/sign-out-everywhere": Case("teacher", asking.leaving),
    "GET /api/me": plain("pupil"),
    "PUT /api/me/preferences": plain("pupil", bodies=({"theme": "light"},)),
    "POST /api/me/password": Case("teacher", asking.new_password),
    "GET /api/school-settings": plain("admin"),
    "PATCH /api/school-settings": Case("admin", asking.change_settings),
    "GET /api/python-runner": plain("admin"),
    "GET /api/mail-relay": plain("admin"),
    "PUT /api/mail-relay": Case("admin", asking.change_relay),
    "POST /api/mail-relay/test": Case("admin", asking.try_mail),
    "GET /api/people": own("admin", lambda p: Ask(query={"class_id": p["class"]})),
    "POST /api/people": Case("admin", asking.add_person),
    "POST /api/people/import": Case("admin", asking.roster),
    "GET /api/people/{user_id}": Case("admin", asking.a_person),
    "PATCH /api/people/{user_id}": Case("admin", asking.change_person),
    "POST /api/people/{user_id}/reset-password": Case("admin", asking.a_person),
    "POST /api/people/{user_id}/unlock": Case("admin", asking.a_person),
    "GET /api/classes": plain("teacher"),
    "POST /api/classes": Case("admin", asking.add_class),
    "GET /api/classes/{class_id}": own("teacher", lambda p: Ask({"class_id": p["class"]}), hidden=asking.elsewhere),
    "PATCH /api/classes/{class_id}": Case("admin", asking.change_class),
    "POST /api/classes/{class_id}/pupils": own(
        "teacher", lambda p: Ask({"class_id": p["class"]}, (asking.names(),)), hidden=asking.elsewhere
    ),
    "POST /api/classes/{class_id}/cards": Case("teacher", asking.cards, asking.elsewhere),
    "POST /api/classes/{class_id}/pupils/{pupil_id}/move": Case("teacher", asking.move, asking.other_class),
    "POST /api/classes/{class_id}/pupils/{pupil_id}/reset-password": Case(
        "teacher", asking.a_pupil, asking.other_class
    ),
    "POST /api/classes/{class_id}/pupils/{pupil_id}/unlock": Case("teacher", asking.a_pupil, asking.other_class),
    "GET /api/pupils/{pupil_id}/arrangements": own(
        "teacher", lambda p: Ask({"pupil_id": str(p.pupil.id)}), hidden=asking.other_pupil
    ),
    "PUT /api/pupils/{pupil_id}/arrangements": Case("teacher", asking.arrangements, asking.other_pupil),
    "GET /api/curriculum": plain("teacher"),
    "GET /api/misconceptions": plain("teacher"),
    "GET /api/question-types": plain("teacher"),
    "GET /api/questions": own(
        "teacher", lambda p: Ask(query={"unit_id": p["unit"], "objective_id": p.objective_ids[0]})
    ),
    "POST /api/questions": Case("teacher", asking.add_question),
    "POST /api/questions/preview": plain("teacher", bodies=(asking.CONTENT,)),
    "POST /api/questions/check-code": plain("teacher", bodies=({"content": program()},)),
    "GET /api/questions/{question_id}": own(
        "teacher", lambda p: Ask({"question_id": p.question_ids[0]}), hidden=asking.hidden_question
    ),
    "GET /api/questions/{question_id}/preview": own(
        "teacher",
        lambda p: Ask({"question_id": p.question_ids[0]}, query={"version_id": p["item_version"]}),
        hidden=asking.hidden_question,
    ),
    "PUT /api/questions/{question_id}": Case("teacher", asking.change_question, asking.hidden_question),
    "POST /api/questions/{question_id}/copy": Case("teacher", asking.copy_question, asking.hidden_question),
    "POST /api/questions/{question_id}/status": Case("teacher", asking.change_status, asking.hidden_question),
    "POST /api/question-try": plain("teacher", bodies=({**asking.CONTENT, "response": {"text": "router"}},)),
    "POST /api/question-run": plain(
        "teacher",
        bodies=(
            {"type": "python_code", "content": program(), "source": "print(1)", "examples": True},
            {"source": "print(input())", "stdin": "1"},
        ),
    ),
    "POST /api/question-check": plain("teacher", bodies=(asking.CONTENT,)),
    "POST /api/documents": Case("teacher", asking.upload, settle=asking.document_read),
    "GET /api/documents": plain("teacher"),
    "GET /api/documents/accepted": plain("teacher"),
    "GET /api/documents/{document_id}": own(
        "teacher", lambda p: Ask({"document_id": p["document"]}), hidden=asking.other_document
    ),
    "GET /api/documents/{document_id}/images/{image_id}": own(
        "teacher", lambda p: Ask({"document_id": p["document"], "image_id": p["image"]}), hidden=asking.other_image
    ),
    "POST /api/documents/{document_id}/cancel": own(
        "teacher", lambda p: Ask({"document_id": p["document"]}), hidden=asking.other_document
    ),
    "DELETE /api/documents/{document_id}": Case("teacher", asking.delete_document, asking.other_document),
    "GET /api/generators": plain("teacher"),
    "GET /api/generators/{key}/variants": plain("teacher", params={"key": "binary_range"}, query={"level": "1"}),
    "POST /api/generators/{key}/question": own(
        "teacher", lambda p: Ask({"key": "binary_range"}, ({"level": 1, "objective_ids": p.objective_ids},))
    ),
    "GET /api/makers": plain("teacher"),
    "POST /api/generation-runs": Case("teacher", asking.start_run, settle=asking.run_over),
    "GET /api/generation-runs": plain("teacher"),
    "GET /api/generation-runs/{run_id}": own("teacher", lambda p: Ask({"run_id": p["run"]}), hidden=asking.other_run),
    "POST /api/generation-runs/{run_id}/cancel": own(
        "teacher", lambda p: Ask({"run_id": p["run"]}), hidden=asking.other_run
    ),
    "GET /api/drafts": own("teacher", lambda p: Ask(query={"run_id": p["run"], "document_id": p["document"]})),
    "POST /api/drafts/{draft_id}/another": Case("teacher", asking.redrawing, asking.other_draft),
    "GET /api/drafts/{draft_id}/twin": Case("teacher", asking.twin, asking.other_draft),
    "POST /api/drafts/undo": Case("teacher", asking.undo_several),
    "GET /api/maker-counts": plain("teacher"),
    "GET /api/coverage": own("teacher", lambda p: Ask(query={"unit_id": p["unit"]})),
    "POST /api/drafts/accept-clean": Case("teacher", asking.accept_clean),
    "POST /api/drafts/{draft_id}/accept": Case("teacher", asking.drafting(objective_ids=[]), asking.other_draft),
    "POST /api/drafts/{draft_id}/edit": Case(
        "teacher", asking.drafting(objective_ids=[], content=choice("Edited?")), asking.other_draft
    ),
    "POST /api/drafts/{draft_id}/reject": Case("teacher", asking.drafting(reason="No"), asking.other_draft),
    "POST /api/drafts/{draft_id}/undo": Case("teacher", asking.drafting(), asking.other_draft),
    "GET /api/assessments": plain("teacher"),
    "POST /api/assessments": Case("teacher", asking.add_assessment),
    "GET /api/assessments/{assessment_id}": own("teacher", lambda p: Ask({"assessment_id": p["assessment"]})),
    "PUT /api/assessments/{assessment_id}": Case("teacher", asking.change_assessment),
    "GET /api/assessments/{assessment_id}/paper": own("teacher", lambda p: Ask({"assessment_id": p["assessment"]})),
    "POST /api/assessments/{assessment_id}/copy": own("teacher", lambda p: Ask({"assessment_id": p["assessment"]})),
    "POST /api/assessments/{assessment_id}/archive": Case("teacher", asking.archive),
    "POST /api/assessments/{assessment_id}/assignments": Case("teacher", asking.assign),
    "GET /api/assignment-defaults": plain("teacher"),
    "GET /api/assignments": own(
        "teacher", lambda p: Ask(query={"class_id": p["class"], "assessment_id": p["assessment"]})
    ),
    "GET /api/assignments/{assignment_id}": own(
        "teacher", lambda p: Ask({"assignment_id": p["assignment"]}), hidden=asking.other_assignment
    ),
    "PATCH /api/assignments/{assignment_id}": Case(
        "teacher", asking.on_assignment(attempts_allowed=3), asking.other_assignment
    ),
    "POST /api/assignments/{assignment_id}/release": Case(
        "teacher", asking.on_assignment(released=True), asking.other_assignment
    ),
    "POST /api/assignments/{assignment_id}/close": Case("teacher", asking.on_assignment(), asking.other_assignment),
    "PATCH /api/assignments/{assignment_id}/windows": own(
        "teacher", asking.another_time, hidden=asking.other_assignment
    ),
    "GET /api/assignments/{assignment_id}/live": own(
        "teacher", lambda p: Ask({"assignment_id": p["assignment"]}), hidden=asking.other_assignment
    ),
    "GET /api/assignments/{assignment_id}/live/stream": own(
        "teacher",
        lambda p: Ask({"assignment_id": p["assignment"]}, query={"once": "true"}),
        hidden=asking.other_assignment,
    ),
    "POST /api/assignments/{assignment_id}/live/time": _tap(minutes=5),
    "POST /api/assignments/{assignment_id}/live/pause": _tap(),
    "POST /api/assignments/{assignment_id}/live/resume": _tap(),
    "POST /api/assignments/{assignment_id}/live/end": _tap(),
    "POST /api/assignments/{assignment_id}/live/reopen": _tap(minutes=5),
    "POST /api/assignments/{assignment_id}/live/questions/{item_id}/swap": Case("teacher", _swap, asking.other_item),
    "POST /api/assignments/{assignment_id}/live/questions/{item_id}/swap-back": Case(
        "teacher", _swap_back, asking.other_item
    ),
    "POST /api/assignments/{assignment_id}/rescue": Case("teacher", asking.rescue, asking.other_assignment),
    "GET /api/attempts/{attempt_id}/live": Case("pupil", asking.sitting(query={"once": "true"}), asking.other_attempt),
    "POST /api/attempts/{attempt_id}/break": Case("pupil", asking.on_a_break, asking.other_attempt),
    "POST /api/attempts/{attempt_id}/resume": Case("pupil", asking.on_a_break, asking.other_attempt),
    "POST /api/assignments/{assignment_id}/start": own(
        "pupil", lambda p: Ask({"assignment_id": p["assignment"]}), hidden=asking.other_assignment
    ),
    "GET /api/attempts/{attempt_id}/package": Case("pupil", asking.sitting(), asking.other_attempt),
    "POST /api/attempts/{attempt_id}/open": Case(
        "pupil", asking.sitting(lambda _: {"device": "d"}), asking.other_attempt
    ),
    "PUT /api/attempts/{attempt_id}/desk": Case(
        "pupil",
        asking.sitting(asking.desk),
        asking.other_attempt,
        harmless=lambda answer: not (answer["flags"] and answer["struck"]),
        touches=frozenset({"attempt_desks"}),
    ),
    "POST /api/attempts/{attempt_id}/events": Case(
        "pupil",
        asking.sitting(asking.events),
        asking.other_attempt,
        harmless=lambda answer: len(answer["acked"]) + len(answer["rejected"]) == 1,
        touches=frozenset({"attempts", "answers", "answer_events"}),
    ),
    "POST /api/attempts/{attempt_id}/submit": Case(
        "pupil",
        asking.sitting(lambda sitting: {"final": [next(iter(sitting.final.values()))]}),
        asking.other_attempt,
        harmless=lambda answer: answer["state"] == "open" and len(answer["missing"]) == 1,
    ),
    "POST /api/attempts/{attempt_id}/items/{item_id}/check": Case("pupil", asking.check, asking.other_attempt),
    "POST /api/attempts/{attempt_id}/items/{item_id}/run": Case("pupil", asking.practise, asking.other_attempt),
    "POST /api/attempts/{attempt_id}/items/{item_id}/own-code": own(
        "pupil",
        lambda p: Ask(
            {"attempt_id": p["done_attempt"], "item_id": p["done_item"]}, ({"choice": "bbbbbb"},), person=p.classmate
        ),
        hidden=lambda p: {"attempt_id": p["other_done_attempt"]},
    ),
    "GET /api/attempts/{attempt_id}/result": Case("pupil", asking.own_result, asking.other_attempt),
    "GET /api/classes/{class_id}/pupils/{pupil_id}/progress": own(
        "teacher", lambda p: Ask({"class_id": p["class"], "pupil_id": str(p.pupil.id)}), hidden=asking.other_class
    ),
    "GET /api/my/assignments": plain("pupil"),
    "GET /api/my/results": plain("pupil"),
    "GET /api/my/progress": plain("pupil"),
    "GET /api/teacher/dashboard": plain("teacher"),
    "GET /api/assignments/{assignment_id}/results": own(
        "teacher", lambda p: Ask({"assignment_id": p["assignment"]}), hidden=asking.other_assignment
    ),
    "GET /api/assignments/{assignment_id}/results.csv": own(
        "teacher", lambda p: Ask({"assignment_id": p["assignment"]}), hidden=asking.other_assignment
    ),
    "GET /api/assignments/{assignment_id}/items/{item_id}/distribution": own(
        "teacher", lambda p: Ask({"assignment_id": p["assignment"], "item_id": p["item"]}), hidden=asking.other_item
    ),
    "GET /api/assignments/{assignment_id}/pupils/{pupil_id}/items/{item_id}": own(
        "teacher", asking.pupils_answer, hidden=asking.other_item
    ),
    "POST /api/attempts/{attempt_id}/items/{item_id}/mark": own(
        "teacher",
        lambda p: Ask(
            {"attempt_id": p["done_attempt"], "item_id": p["item"]}, bodies=({"score": 1, "reason": "Nearly"},)
        ),
        hidden=lambda p: {"attempt_id": p["other_done_attempt"], "item_id": p["other_item"]},
    ),
    "GET /api/assignments/{assignment_id}/items/{item_id}/mark-changes": own(
        "teacher", lambda p: Ask({"assignment_id": p["assignment"], "item_id": p["item"]}), hidden=asking.other_item
    ),
    "GET /api/assignments/{assignment_id}/marking": own(
        "teacher", lambda p: Ask({"assignment_id": p["assignment"]}), hidden=asking.other_assignment
    ),
    "GET /api/assignments/{assignment_id}/items/{item_id}/marking": own(
        "teacher", lambda p: Ask({"assignment_id": p["assignment"], "item_id": p["item"]}), hidden=asking.other_item
    ),
    "POST /api/assignments/{assignment_id}/items/{item_id}/marking": own(
        "teacher",
        lambda p: Ask(
            {"assignment_id": p["assignment"], "item_id": p["item"]},
            bodies=({"attempts": [p["done_attempt"]], "score": 1},),
        ),
        hidden=asking.other_item,
    ),
    "GET /api/marking-comments": plain("teacher"),
    "POST /api/marking-comments": plain("teacher", bodies=({"text": "Say why."},)),
    "DELETE /api/marking-comments/{comment_id}": Case(
        "teacher", asking.comment_to_drop, lambda p: {"comment_id": p["other_comment"]}
    ),
    "POST /api/mark-changes/preview": own("teacher", asking.mark_preview),
    "POST /api/mark-changes/accept/preview": Case("teacher", asking.accept_preview),
    "POST /api/mark-changes/accept": Case("teacher", asking.accept_answer, settle=asking.change_made),
    "POST /api/mark-changes": own("teacher", asking.mark_change, settle=asking.change_made),
    "GET /api/mark-changes/{batch_id}": own(
        "teacher", lambda p: Ask({"batch_id": p["change"]}), hidden=asking.other_change
    ),
    "POST /api/mark-changes/{batch_id}/undo": Case("teacher", asking.change_to_undo, asking.other_change),
    "GET /health/live": plain("teacher"),
    "GET /health/ready": plain("teacher"),
    "GET /metrics": plain("teacher"),
    "POST /api/csp-reports": plain("teacher", bodies=({},)),
}
