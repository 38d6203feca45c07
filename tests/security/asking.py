"""How each route is asked validly, of a place's own things, and which of its things are hidden from who asks."""

from __future__ import annotations

import asyncio
import time
import uuid
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from typing import Any

from tests.documents.lessons import word_lesson
from tests.documents.reading import read
from tests.generation.making import GENERATOR, finished
from tests.questions.bank_samples import choice, program, question, short_text
from tests.school import PASSWORD, Person
from tests.security.world import RELAY, Place, another_time_body, assignment_body
from tests.sitting import Sitting


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


# Oneself


async def sign_in_staff(place: Place) -> Ask:
    teacher = await place.another("teacher")
    return Ask(bodies=({"name": teacher.user.sign_in_name, "password": PASSWORD},), person=teacher)


async def sign_in_pupil(place: Place) -> Ask:
    pupil = await place.another("pupil", in_class=True)
    body = {"class_code": place.class_code, "name": pupil.user.sign_in_name, "password": PASSWORD}
    return Ask(bodies=(body,), person=pupil)


async def leaving(place: Place) -> Ask:
    return Ask(person=await place.another("teacher"))


async def new_password(place: Place) -> Ask:
    body = {"current": PASSWORD, "new": "another long password"}
    return Ask(bodies=(body,), person=await place.another("teacher"))


# The school


async def change_settings(place: Place) -> Ask:
    shown = await place.admin.get("/api/school-settings")
    return Ask(bodies=({"version": shown["version"], "attempt_starts_per_hour": 9_000 + shown["version"] % 2},))


async def change_relay(place: Place) -> Ask:
    shown = await place.admin.get("/api/mail-relay")
    return Ask(bodies=({**RELAY, "version": shown["version"]},))


async def try_mail(place: Place) -> Ask:
    plain = {**RELAY, "port": int(place["mail_port"]), "security": "none", "username": "", "password": ""}
    await place.admin.put(
        "/api/mail-relay", {**plain, "version": (await place.admin.get("/api/mail-relay"))["version"]}
    )
    return Ask(bodies=({"to": "head@example.org"},))


# People and classes


def names() -> dict[str, str]:
    return {"given_name": "Ada", "family_name": f"L{uuid.uuid4().hex[:8]}"}


async def add_person(place: Place) -> Ask:
    pupil = {"role": "pupil", **names(), "class_ids": [place["class"]]}
    teacher = {**pupil, **names(), "role": "teacher", "login_name": f"{uuid.uuid4().hex}@example.org"}
    return Ask(bodies=(pupil, teacher))


async def change_person(place: Place) -> Ask:
    params = {"user_id": str((await place.another("teacher")).id)}
    shown = await place.admin.get(f"/api/people/{params['user_id']}")
    return Ask(params, ({"version": shown["version"], "given_name": "Grace"},))


async def a_person(place: Place) -> Ask:
    return Ask({"user_id": str((await place.another("pupil")).id)})


async def roster(place: Place) -> Ask:
    return Ask(files={"file": ("classes.csv", b"class,first name,last name\nclass,Zed,Young\n")})


async def add_class(place: Place) -> Ask:
    return Ask(bodies=({"name": uuid.uuid4().hex[:10], "year_group": 7, "teacher_ids": [str(place.teacher.id)]},))


async def change_class(place: Place) -> Ask:
    shown = await place.admin.get(f"/api/classes/{place['second_class']}")
    body = {"version": shown["version"], "teacher_ids": [str(place.teacher.id)]}
    return Ask({"class_id": place["second_class"]}, (body,))


async def a_pupil(place: Place) -> Ask:
    pupil = await place.another("pupil", in_class=True)
    return Ask({"class_id": place["class"], "pupil_id": str(pupil.id)})


async def arrangements(place: Place) -> Ask:
    pupil = await place.another("pupil", in_class=True)
    return Ask({"pupil_id": str(pupil.id)}, ({"version": 0, "extra_time_percent": 25},))


def other_pupil(place: Place) -> dict[str, str]:
    return {"pupil_id": str(place.stranger.id)}


async def cards(place: Place) -> Ask:
    made = (await a_pupil(place)).params
    return Ask({"class_id": made["class_id"]}, ({"pupil_ids": [made["pupil_id"]]},))


async def move(place: Place) -> Ask:
    return Ask((await a_pupil(place)).params, ({"to_class_id": place["second_class"]},))


def other_class(place: Place) -> dict[str, str]:
    return {"class_id": place["other_class"], "pupil_id": str(place.stranger.id)}


def elsewhere(place: Place) -> dict[str, str]:
    return {"class_id": place["other_class"]}


# Questions and drafts


async def add_question(place: Place) -> Ask:
    return Ask(bodies=({"type": "short_text", "content": short_text(), "objective_ids": place.objective_ids},))


async def change_question(place: Place) -> Ask:
    made = await place.new_question()
    body = {"version": made["version"], "content": choice("Anew?"), "objective_ids": place.objective_ids, "tags": []}
    return Ask({"question_id": made["id"]}, (body,))


async def change_status(place: Place) -> Ask:
    made = await place.new_question(status="draft")
    return Ask({"question_id": made["id"]}, ({"version": made["version"], "status": "ready"},))


async def copy_question(place: Place) -> Ask:
    return Ask({"question_id": (await place.new_question())["id"]})


def hidden_question(place: Place) -> dict[str, str]:
    return {"question_id": place["hidden_question"]}


CONTENT = {"type": "short_text", "content": short_text()}


async def upload(place: Place) -> Ask:
    return Ask(files={"file": ("lesson.docx", word_lesson())})


async def start_run(place: Place) -> Ask:
    body = {"makers": [{"key": GENERATOR, "count": 1}], "objective_ids": place.objective_ids}
    return Ask(bodies=({**body, "document_id": await place.new_document(place.teacher)},))


def drafting(**body: Any) -> Asking:
    async def asking(place: Place) -> Ask:
        draft = await place.new_draft(place.teacher)
        if "objective_ids" in body:
            body["objective_ids"] = place.objective_ids
        return Ask({"draft_id": draft["draft_id"]}, ({"version": 1, **body},))

    return asking


async def redrawing(place: Place) -> Ask:
    draft = await place.new_draft(place.teacher, maker=GENERATOR, level=1)
    return Ask({"draft_id": draft["draft_id"]}, ({"version": 1},))


async def twin(place: Place) -> Ask:
    of_bank = {"kind": "bank", "stem_text": "?", "question_id": place.question_ids[0]}
    draft = await place.new_draft(place.teacher, duplicate_of=of_bank)
    return Ask({"draft_id": draft["draft_id"]})


async def undo_several(place: Place) -> Ask:
    one = await place.new_draft(place.teacher)
    return Ask(bodies=({"drafts": [{"id": one["draft_id"], "version": 1}]},))


async def accept_clean(place: Place) -> Ask:
    one, two = await place.new_draft(place.teacher), await place.new_draft(place.teacher)
    return Ask(bodies=({"run_id": one["run_id"]}, {"document_id": two["document_id"]}))


async def delete_document(place: Place) -> Ask:
    return Ask({"document_id": await place.new_document(place.teacher)})


def other_document(place: Place) -> dict[str, str]:
    return {"document_id": place["other_document"]}


def other_image(place: Place) -> dict[str, str]:
    return {"document_id": place["other_document"], "image_id": place["other_image"]}


def other_run(place: Place) -> dict[str, str]:
    return {"run_id": place["other_run"]}


def other_draft(place: Place) -> dict[str, str]:
    return {"draft_id": place["other_draft"]}


async def document_read(place: Place, made: Any) -> Any:
    return await read(place.teacher, made["id"])


async def run_over(place: Place, made: Any) -> Any:
    return await finished(place.teacher, made["id"])


# Assessments and sitting


async def add_assessment(place: Place) -> Ask:
    return Ask(bodies=({"title": "New", "items": [{"question_id": place.question_ids[0], "marks": 1}]},))


async def change_assessment(place: Place) -> Ask:
    made = await place.new_assessment()
    body = {"version": made["version"], "title": "Anew", "items": [{"question_id": place.question_ids[1]}]}
    return Ask({"assessment_id": made["id"]}, (body,))


async def archive(place: Place) -> Ask:
    made = await place.new_assessment()
    return Ask({"assessment_id": made["id"]}, ({"version": made["version"], "archived": True},))


async def assign(place: Place) -> Ask:
    return Ask({"assessment_id": place["assessment"]}, (assignment_body(place["class"]),))


def on_assignment(**body: Any) -> Asking:
    async def asking(place: Place) -> Ask:
        made = await place.new_assignment(place.teacher, place["assessment"], place["class"])
        return Ask({"assignment_id": made["id"]}, ({"version": made["version"], **body},))

    return asking


def another_time(place: Place) -> Ask:
    return Ask({"assignment_id": place["assignment"]}, (another_time_body(place.classmate),))


def other_assignment(place: Place) -> dict[str, str]:
    return {"assignment_id": place["other_assignment"]}


def other_item(place: Place) -> dict[str, str]:
    return {**other_assignment(place), "item_id": place["other_item"], "pupil_id": str(place.stranger.id)}


def other_attempt(place: Place) -> dict[str, str]:
    return {"attempt_id": place["done_attempt"], "item_id": place["done_item"]}


def sitting(make: Callable[[Any], Any] = lambda _: None, query: dict[str, str] | None = None) -> Asking:
    async def asking(place: Place) -> Ask:
        sitting = await place.sitting()
        return Ask({"attempt_id": sitting.attempt_id}, (make(sitting),), query=query or {})

    return asking


async def rescue(place: Place) -> Ask:
    sitting = await place.sitting()
    file = sitting.file([sitting.event(sitting.items[0], None)])
    return Ask({"assignment_id": place["assignment"]}, (file,), query={"unsigned": "true"})


async def on_a_break(place: Place) -> Ask:
    """Ask of a sitting of the pupil whose arrangements have rest breaks."""
    return Ask({"attempt_id": (await place.sitting()).attempt_id})


async def check(place: Place) -> Ask:
    sitting = await place.sitting()
    return Ask({"attempt_id": sitting.attempt_id, "item_id": sitting.items[0]["id"]})


async def practise(place: Place) -> Ask:
    task = await place.teacher.post("/api/questions", question(type="python_code", content=program()))
    items = [{"question_id": task["id"], "marks": 3}]
    assessment = await place.teacher.post("/api/assessments", {"title": "Code", "items": items})
    assignment = await place.new_assignment(place.teacher, assessment["id"], place["class"])
    started = await place.pupil.post(f"/api/assignments/{assignment['id']}/start")
    sitting = Sitting(place.pupil, started["attempt_id"])
    await sitting.open()
    ids = {"attempt_id": sitting.attempt_id, "item_id": sitting.items[0]["id"]}
    return Ask(ids, bodies=({"source": "print(1)"}, {"source": "print(1)", "examples": True}))


async def own_result(place: Place) -> Ask:
    sitting = await place.sitting()
    await sitting.submit()
    return Ask({"attempt_id": sitting.attempt_id})


def events(sitting: Any) -> dict[str, Any]:
    event = sitting.event(sitting.items[0], {"choice": "aaaaaa"})
    now = int(time.time() * 1000)
    return {"epoch": sitting.epoch, "at": now, "here": sitting.items[0]["id"], "pending": 0, "events": [event]}


def desk(sitting: Any) -> dict[str, Any]:
    item, now = sitting.items[0]["id"], int(time.time() * 1000)
    return {"flags": [item], "struck": {item: ["bbbbbb"]}, "notes": "RAM?", "changed_at": now}


def pupils_answer(place: Place) -> Ask:
    return Ask(
        {"assignment_id": place["assignment"], "pupil_id": str(place.classmate.id), "item_id": place["item"]},
    )


def _mark_change(place: Place, **more: Any) -> tuple[dict[str, Any], ...]:
    targets = [{"assignment_id": place["assignment"], "item_id": place["item"]}]
    by_version = {"kind": "remark", "version_id": place["item_version"]}
    return tuple({"targets": targets, **what, **more} for what in ({"kind": "full"}, by_version))


def mark_change(place: Place) -> Ask:
    return Ask(bodies=_mark_change(place, reason="Unclear"))


def mark_preview(place: Place) -> Ask:
    return Ask(bodies=_mark_change(place))


async def _acceptance(place: Place) -> dict[str, Any]:
    """A question with typed answers that is set, and an answer that it could accept."""
    made = await place.new_question(type="short_text", content=short_text("What is the smallest unit?"))
    items = [{"question_id": made["id"], "marks": 2}]
    assessment = await place.teacher.post("/api/assessments", {"title": "Words", "items": items})
    assigned = await place.new_assignment(place.teacher, assessment["id"], place["class"])
    targets = [{"assignment_id": assigned["id"], "item_id": assessment["items"][0]["id"]}]
    return {"targets": targets, "response": {"text": "nibble"}, "version_id": made["version_id"], "reason": "Right"}


async def accept_answer(place: Place) -> Ask:
    return Ask(bodies=(await _acceptance(place),))


async def accept_preview(place: Place) -> Ask:
    body = await _acceptance(place)
    return Ask(bodies=({name: body[name] for name in ("targets", "response")},))


async def change_made(place: Place, begun: Any) -> None:
    async with asyncio.timeout(30):
        while begun["state"] == "running":
            await asyncio.sleep(0.05)
            begun = await place.teacher.get(f"/api/mark-changes/{begun['batch_id']}")


async def change_to_undo(place: Place) -> Ask:
    return Ask({"batch_id": await place.override(place.teacher, place["done_attempt"], place["item"])})


async def comment_to_drop(place: Place) -> Ask:
    kept = await place.teacher.post("/api/marking-comments", {"text": f"Say why {uuid.uuid4().hex}."})
    return Ask({"comment_id": kept["id"]})


def other_change(place: Place) -> dict[str, str]:
    return {"batch_id": place["other_change"]}
