"""A valid request for every route, made of a place's own things; tests/security/test_routes.py turns each round.

A new route fails the tests until it has its line here.
"""

from __future__ import annotations

import time
import uuid
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from typing import Any

from tests.documents.lessons import word_lesson
from tests.documents.reading import read
from tests.generation.making import GENERATOR, finished
from tests.questions.bank_samples import choice, short_text
from tests.school import PASSWORD, Person
from tests.security.world import Place, assignment_body


@dataclass
class Ask:
    """One request. Each of ``bodies`` must succeed; together they hold every field that takes an id."""

    params: dict[str, str] = field(default_factory=dict)
    bodies: tuple[Any, ...] = (None,)
    query: dict[str, str] = field(default_factory=dict)
    files: dict[str, Any] | None = None
    person: Person | None = None
    """Who asks, where it may not be the one who asks everything else."""


Asking = Callable[[Place], Awaitable[Ask]]


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

    async def asking(_: Place) -> Ask:
        return Ask(**ask)

    return Case(owner, asking)


def own(owner: str, make: Callable[[Place], Ask], **case: Any) -> Case:
    """A route that asks for things that are there already."""

    async def asking(place: Place) -> Ask:
        return make(place)

    return Case(owner, asking, **case)


# Oneself


async def _sign_in_staff(place: Place) -> Ask:
    teacher = await place.another("teacher")
    return Ask(bodies=({"name": teacher.user.sign_in_name, "password": PASSWORD},), person=teacher)


async def _sign_in_pupil(place: Place) -> Ask:
    pupil = await place.another("pupil", in_class=True)
    body = {"class_code": place.class_code, "name": pupil.user.sign_in_name, "password": PASSWORD}
    return Ask(bodies=(body,), person=pupil)


async def _leaving(place: Place) -> Ask:
    return Ask(person=await place.another("teacher"))


async def _new_password(place: Place) -> Ask:
    body = {"current": PASSWORD, "new": "another long password"}
    return Ask(bodies=(body,), person=await place.another("teacher"))


# People and classes


def _names() -> dict[str, str]:
    return {"given_name": "Ada", "family_name": f"L{uuid.uuid4().hex[:8]}"}


async def _add_person(place: Place) -> Ask:
    pupil = {"role": "pupil", **_names(), "class_ids": [place["class"]]}
    teacher = {**pupil, **_names(), "role": "teacher", "login_name": f"{uuid.uuid4().hex}@example.org"}
    return Ask(bodies=(pupil, teacher))


async def _change_person(place: Place) -> Ask:
    params = {"user_id": str((await place.another("teacher")).id)}
    shown = await place.admin.get(f"/api/people/{params['user_id']}")
    return Ask(params, ({"version": shown["version"], "given_name": "Grace"},))


async def _a_person(place: Place) -> Ask:
    return Ask({"user_id": str((await place.another("pupil")).id)})


async def _import(place: Place) -> Ask:
    return Ask(files={"file": ("classes.csv", b"class,first name,last name\nclass,Zed,Young\n")})


async def _add_class(place: Place) -> Ask:
    return Ask(bodies=({"name": uuid.uuid4().hex[:10], "year_group": 7, "teacher_ids": [str(place.teacher.id)]},))


async def _change_class(place: Place) -> Ask:
    shown = await place.admin.get(f"/api/classes/{place['second_class']}")
    body = {"version": shown["version"], "teacher_ids": [str(place.teacher.id)]}
    return Ask({"class_id": place["second_class"]}, (body,))


async def _a_pupil(place: Place) -> Ask:
    pupil = await place.another("pupil", in_class=True)
    return Ask({"class_id": place["class"], "pupil_id": str(pupil.id)})


async def _move(place: Place) -> Ask:
    return Ask((await _a_pupil(place)).params, ({"to_class_id": place["second_class"]},))


def _other_class(place: Place) -> dict[str, str]:
    return {"class_id": place["other_class"], "pupil_id": str(place.stranger.id)}


def _elsewhere(place: Place) -> dict[str, str]:
    return {"class_id": place["other_class"]}


# Questions and drafts


async def _add_question(place: Place) -> Ask:
    return Ask(bodies=({"type": "short_text", "content": short_text(), "objective_ids": place.objective_ids},))


async def _change_question(place: Place) -> Ask:
    made = await place.new_question()
    body = {"version": made["version"], "content": choice("Anew?"), "objective_ids": place.objective_ids, "tags": []}
    return Ask({"question_id": made["id"]}, (body,))


async def _change_status(place: Place) -> Ask:
    made = await place.new_question(status="draft")
    return Ask({"question_id": made["id"]}, ({"version": made["version"], "status": "ready"},))


def _hidden_question(place: Place) -> dict[str, str]:
    return {"question_id": place["hidden_question"]}


_CONTENT = {"type": "short_text", "content": short_text()}


async def _start_run(place: Place) -> Ask:
    body = {"makers": [{"key": GENERATOR, "count": 1}], "objective_ids": place.objective_ids}
    return Ask(bodies=({**body, "document_id": await place.new_document(place.teacher)},))


def _drafting(**body: Any) -> Asking:
    async def asking(place: Place) -> Ask:
        draft = await place.new_draft(place.teacher)
        if "objective_ids" in body:
            body["objective_ids"] = place.objective_ids
        return Ask({"draft_id": draft["draft_id"]}, ({"version": 1, **body},))

    return asking


async def _accept_clean(place: Place) -> Ask:
    one, two = await place.new_draft(place.teacher), await place.new_draft(place.teacher)
    return Ask(bodies=({"run_id": one["run_id"]}, {"document_id": two["document_id"]}))


async def _delete_document(place: Place) -> Ask:
    return Ask({"document_id": await place.new_document(place.teacher)})


def _other_document(place: Place) -> dict[str, str]:
    return {"document_id": place["other_document"]}


def _other_run(place: Place) -> dict[str, str]:
    return {"run_id": place["other_run"]}


def _other_draft(place: Place) -> dict[str, str]:
    return {"draft_id": place["other_draft"]}


async def _document_read(place: Place, made: Any) -> Any:
    return await read(place.teacher, made["id"])


async def _run_over(place: Place, made: Any) -> Any:
    return await finished(place.teacher, made["id"])


# Assessments and sitting


async def _add_assessment(place: Place) -> Ask:
    return Ask(bodies=({"title": "New", "items": [{"question_id": place.question_ids[0], "marks": 1}]},))


async def _change_assessment(place: Place) -> Ask:
    made = await place.new_assessment()
    body = {"version": made["version"], "title": "Anew", "items": [{"question_id": place.question_ids[1]}]}
    return Ask({"assessment_id": made["id"]}, (body,))


async def _archive(place: Place) -> Ask:
    made = await place.new_assessment()
    return Ask({"assessment_id": made["id"]}, ({"version": made["version"], "archived": True},))


async def _assign(place: Place) -> Ask:
    return Ask({"assessment_id": place["assessment"]}, (assignment_body(place["class"]),))


def _on_assignment(**body: Any) -> Asking:
    async def asking(place: Place) -> Ask:
        made = await place.new_assignment(place.teacher, place["assessment"], place["class"])
        return Ask({"assignment_id": made["id"]}, ({"version": made["version"], **body},))

    return asking


def _other_assignment(place: Place) -> dict[str, str]:
    return {"assignment_id": place["other_assignment"]}


def _other_item(place: Place) -> dict[str, str]:
    return {**_other_assignment(place), "item_id": place["other_item"], "pupil_id": str(place.stranger.id)}


def _other_attempt(place: Place) -> dict[str, str]:
    return {"attempt_id": place["done_attempt"], "item_id": place["done_item"]}


def _sitting(make: Callable[[Any], Any] = lambda _: None) -> Asking:
    async def asking(place: Place) -> Ask:
        sitting = await place.sitting()
        return Ask({"attempt_id": sitting.attempt_id}, (make(sitting),))

    return asking


async def _check(place: Place) -> Ask:
    sitting = await place.sitting()
    return Ask({"attempt_id": sitting.attempt_id, "item_id": sitting.items[0]["id"]})


async def _own_result(place: Place) -> Ask:
    sitting = await place.sitting()
    await sitting.submit()
    return Ask({"attempt_id": sitting.attempt_id})


def _events(sitting: Any) -> dict[str, Any]:
    event = sitting.event(sitting.items[0], {"choice": "aaaaaa"})
    now = int(time.time() * 1000)
    return {"epoch": sitting.epoch, "at": now, "here": sitting.items[0]["id"], "pending": 0, "events": [event]}


def _pupils_answer(place: Place) -> Ask:
    return Ask(
        {"assignment_id": place["assignment"], "pupil_id": str(place.classmate.id), "item_id": place["item"]},
    )


CASES: dict[str, Case] = {
    "POST /api/sign-in/staff": Case("teacher", _sign_in_staff),
    "POST /api/sign-in/pupil": Case("pupil", _sign_in_pupil),
    "POST /api/sign-out": Case("teacher", _leaving),
    "POST /api/sign-out-everywhere": Case("teacher", _leaving),
    "GET /api/me": plain("pupil"),
    "PUT /api/me/preferences": plain("pupil", bodies=({"theme": "light"},)),
    "POST /api/me/password": Case("teacher", _new_password),
    "GET /api/people": own("admin", lambda p: Ask(query={"class_id": p["class"]})),
    "POST /api/people": Case("admin", _add_person),
    "POST /api/people/import": Case("admin", _import),
    "GET /api/people/{user_id}": Case("admin", _a_person),
    "PATCH /api/people/{user_id}": Case("admin", _change_person),
    "POST /api/people/{user_id}/reset-password": Case("admin", _a_person),
    "POST /api/people/{user_id}/unlock": Case("admin", _a_person),
    "GET /api/classes": plain("teacher"),
    "POST /api/classes": Case("admin", _add_class),
    "GET /api/classes/{class_id}": own("teacher", lambda p: Ask({"class_id": p["class"]}), hidden=_elsewhere),
    "PATCH /api/classes/{class_id}": Case("admin", _change_class),
    "POST /api/classes/{class_id}/pupils": own(
        "teacher", lambda p: Ask({"class_id": p["class"]}, (_names(),)), hidden=_elsewhere
    ),
    "POST /api/classes/{class_id}/pupils/{pupil_id}/move": Case("teacher", _move, _other_class),
    "POST /api/classes/{class_id}/pupils/{pupil_id}/reset-password": Case("teacher", _a_pupil, _other_class),
    "POST /api/classes/{class_id}/pupils/{pupil_id}/unlock": Case("teacher", _a_pupil, _other_class),
    "GET /api/curriculum": plain("teacher"),
    "GET /api/misconceptions": plain("teacher"),
    "GET /api/question-types": plain("teacher"),
    "GET /api/questions": own(
        "teacher", lambda p: Ask(query={"unit_id": p["unit"], "objective_id": p.objective_ids[0]})
    ),
    "POST /api/questions": Case("teacher", _add_question),
    "POST /api/questions/preview": plain("teacher", bodies=(_CONTENT,)),
    "GET /api/questions/{question_id}": own(
        "teacher", lambda p: Ask({"question_id": p.question_ids[0]}), hidden=_hidden_question
    ),
    "PUT /api/questions/{question_id}": Case("teacher", _change_question, _hidden_question),
    "POST /api/questions/{question_id}/status": Case("teacher", _change_status, _hidden_question),
    "POST /api/question-try": plain("teacher", bodies=({**_CONTENT, "response": {"text": "router"}},)),
    "POST /api/question-check": plain("teacher", bodies=(_CONTENT,)),
    "POST /api/documents": plain("teacher", files={"file": ("lesson.docx", word_lesson())}),
    "GET /api/documents": plain("teacher"),
    "GET /api/documents/{document_id}": own(
        "teacher", lambda p: Ask({"document_id": p["document"]}), hidden=_other_document
    ),
    "POST /api/documents/{document_id}/cancel": own(
        "teacher", lambda p: Ask({"document_id": p["document"]}), hidden=_other_document
    ),
    "DELETE /api/documents/{document_id}": Case("teacher", _delete_document, _other_document),
    "GET /api/makers": plain("teacher"),
    "POST /api/generation-runs": Case("teacher", _start_run, settle=_run_over),
    "GET /api/generation-runs": plain("teacher"),
    "GET /api/generation-runs/{run_id}": own("teacher", lambda p: Ask({"run_id": p["run"]}), hidden=_other_run),
    "POST /api/generation-runs/{run_id}/cancel": own("teacher", lambda p: Ask({"run_id": p["run"]}), hidden=_other_run),
    "GET /api/drafts": own("teacher", lambda p: Ask(query={"run_id": p["run"], "document_id": p["document"]})),
    "POST /api/drafts/accept-clean": Case("teacher", _accept_clean),
    "POST /api/drafts/{draft_id}/accept": Case("teacher", _drafting(objective_ids=[]), _other_draft),
    "POST /api/drafts/{draft_id}/edit": Case(
        "teacher", _drafting(objective_ids=[], content=choice("Edited?")), _other_draft
    ),
    "POST /api/drafts/{draft_id}/reject": Case("teacher", _drafting(reason="No"), _other_draft),
    "POST /api/drafts/{draft_id}/undo": Case("teacher", _drafting(), _other_draft),
    "GET /api/assessments": plain("teacher"),
    "POST /api/assessments": Case("teacher", _add_assessment),
    "GET /api/assessments/{assessment_id}": own("teacher", lambda p: Ask({"assessment_id": p["assessment"]})),
    "PUT /api/assessments/{assessment_id}": Case("teacher", _change_assessment),
    "POST /api/assessments/{assessment_id}/archive": Case("teacher", _archive),
    "POST /api/assessments/{assessment_id}/assignments": Case("teacher", _assign),
    "GET /api/assignments": own("teacher", lambda p: Ask(query={"class_id": p["class"]})),
    "GET /api/assignments/{assignment_id}": own(
        "teacher", lambda p: Ask({"assignment_id": p["assignment"]}), hidden=_other_assignment
    ),
    "PATCH /api/assignments/{assignment_id}": Case("teacher", _on_assignment(attempts_allowed=3), _other_assignment),
    "POST /api/assignments/{assignment_id}/release": Case("teacher", _on_assignment(released=True), _other_assignment),
    "POST /api/assignments/{assignment_id}/close": Case("teacher", _on_assignment(), _other_assignment),
    "POST /api/assignments/{assignment_id}/start": own(
        "pupil", lambda p: Ask({"assignment_id": p["assignment"]}), hidden=_other_assignment
    ),
    "GET /api/attempts/{attempt_id}/package": Case("pupil", _sitting(), _other_attempt),
    "POST /api/attempts/{attempt_id}/open": Case("pupil", _sitting(lambda _: {"device": "d"}), _other_attempt),
    "POST /api/attempts/{attempt_id}/events": Case(
        "pupil",
        _sitting(_events),
        _other_attempt,
        harmless=lambda answer: len(answer["acked"]) + len(answer["rejected"]) == 1,
        touches=frozenset({"attempts", "answers", "answer_events"}),
    ),
    "POST /api/attempts/{attempt_id}/submit": Case(
        "pupil",
        _sitting(lambda sitting: {"final": [next(iter(sitting.final.values()))]}),
        _other_attempt,
        harmless=lambda answer: answer["state"] == "open" and len(answer["missing"]) == 1,
    ),
    "POST /api/attempts/{attempt_id}/items/{item_id}/check": Case("pupil", _check, _other_attempt),
    "GET /api/attempts/{attempt_id}/result": Case("pupil", _own_result, _other_attempt),
    "GET /api/my/assignments": plain("pupil"),
    "GET /api/my/results": plain("pupil"),
    "GET /api/teacher/dashboard": plain("teacher"),
    "GET /api/assignments/{assignment_id}/results": own(
        "teacher", lambda p: Ask({"assignment_id": p["assignment"]}), hidden=_other_assignment
    ),
    "GET /api/assignments/{assignment_id}/results.csv": own(
        "teacher", lambda p: Ask({"assignment_id": p["assignment"]}), hidden=_other_assignment
    ),
    "GET /api/assignments/{assignment_id}/items/{item_id}/distribution": own(
        "teacher", lambda p: Ask({"assignment_id": p["assignment"], "item_id": p["item"]}), hidden=_other_item
    ),
    "GET /api/assignments/{assignment_id}/pupils/{pupil_id}/items/{item_id}": own(
        "teacher", _pupils_answer, hidden=_other_item
    ),
    "GET /health/live": plain("teacher"),
    "GET /health/ready": plain("teacher"),
    "GET /metrics": plain("teacher"),
    "POST /api/csp-reports": plain("teacher", bodies=({},)),
}
CASES["POST /api/documents"] = Case("teacher", CASES["POST /api/documents"].ask, settle=_document_read)
