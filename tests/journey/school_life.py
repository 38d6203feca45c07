"""A school in the middle of a term, with something of everything, and beside it one on its first day."""

from __future__ import annotations

import uuid
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from backend.accounts.models import School
from backend.classes.models import ClassPupil
from backend.core import clock
from tests.documents.lessons import word_lesson
from tests.documents.parser.picture_files import png
from tests.documents.reading import upload_and_read
from tests.generation.making import GENERATOR, TEXT_MAKERS, make
from tests.journey.school_programs import PARTLY_RIGHT, PROGRAMS
from tests.school import Client, Person, SchoolMaker
from tests.sitting import MULTIPLE_CHOICE, ORDERING, RIGHT, SHORT_TEXT, WRONG, Sitting

MULTIPLE_RESPONSE: dict[str, Any] = {
    "stem": "Which of these are **output** devices?\n\n| device | where |\n| --- | --- |\n| screen | desk |",
    "options": [
        {"id": "gggggg", "text": "screen", "correct": True},
        {"id": "hhhhhh", "text": "printer", "correct": True},
        {"id": "iiiiii", "text": "mouse", "correct": False, "misconception": "hardware.output_is_storage"},
    ],
}
FREE_TEXT: dict[str, Any] = {
    "stem": "Why does a computer need **both** RAM and a hard drive?",
    "rubric": [
        {"id": "k3m9x2", "text": "RAM holds what is in use", "marks": 1},
        {"id": "p7r2v5", "text": "The drive keeps data without power", "marks": 1},
    ],
    "word_range": {"least": 10, "most": 60},
    "model_answer": "RAM is fast but forgets. The drive is slow but keeps files without power.",
    "key_phrases": ["power", "in use"],
}
QUESTIONS = (
    ("multiple_choice", MULTIPLE_CHOICE),
    ("multiple_response", MULTIPLE_RESPONSE),
    ("short_text", SHORT_TEXT),
    ("ordering", ORDERING),
)
ALL_RIGHT = {**RIGHT, "multiple_response": {"choices": ["gggggg", "hhhhhh"]}}
ALL_WRONG = {**WRONG, "multiple_response": {"choices": ["iiiiii"]}}
NAMES = ["Ada Adeyemi", "Ben Brook", "Cem Celik", "Dana Dąbrowska-Featherstonehaugh"]


@dataclass
class SchoolLife:
    """People by what they are to the tests, and ids by what the things are."""

    school: School
    people: dict[str, Person] = field(default_factory=dict)
    ids: dict[str, str] = field(default_factory=dict)


async def live(maker: SchoolMaker) -> SchoolLife:
    """Make both schools."""
    school = await maker.school("Hill Road School", curriculum=True)
    life = SchoolLife(school)
    young = await maker.school("New School", curriculum=True)
    admin = life.people["admin"] = await maker.person(school, "admin", "Olu", "Bello")
    teacher = life.people["teacher"] = await maker.person(school, "teacher", "Ruth", "Okafor")
    life.people["new_admin"] = await maker.person(young, "admin")
    life.people["new_teacher"] = await maker.person(young, "teacher", "Tom", "Reed")
    life.people["new_pupil"] = await maker.person(young, "pupil", "Zoe", "Zhang")
    # Nothing listens at port 9.
    relay = {"host": "127.0.0.1", "port": 9, "security": "starttls", "sender": "ks3@example.org", "username": "ks3"}
    await admin.put("/api/mail-relay", {"version": 0, "enabled": False, "password": "a secret", **relay})
    await _class(life, maker, admin, teacher)
    await _work(life, teacher)
    await _sittings(life)
    await _lesson_files(life, teacher)
    return life


async def _class(life: SchoolLife, maker: SchoolMaker, admin: Person, teacher: Person) -> None:
    body = {"name": "8B", "year_group": 8, "teacher_ids": [str(teacher.id)]}
    made = await admin.post("/api/classes", body)
    empty = await admin.post("/api/classes", {**body, "name": "9C", "year_group": 9})
    life.ids |= {"class": made["id"], "empty_class": empty["id"]}
    async with maker.database.session(teacher.school_id) as session:
        for at, name in enumerate(NAMES):
            pupil = life.people[f"pupil{at}"] = await maker.person(life.school, "pupil", *name.split(" "))
            life.ids[f"pupil{at}_id"] = str(pupil.id)
            session.add(ClassPupil(class_id=uuid.UUID(made["id"]), pupil_id=pupil.id))
    # One has forgotten the password, once too often.
    added = await admin.post(f"/api/classes/{made['id']}/pupils", {"given_name": "Eli", "family_name": "Evans"})
    card = {"class_code": made["code"], "name": added["pupil"]["sign_in_name"], "password": "forgotten"}
    async with Client(maker.server) as client:
        while (await client.post("/api/sign-in/pupil", json=card)).status_code != 429:
            pass


async def _work(life: SchoolLife, teacher: Person) -> None:
    """Questions in the bank, and assessments in every state."""
    units = (await teacher.get("/api/curriculum"))["units"]
    objectives = [objective["id"] for objective in units[0]["topics"][0]["objectives"][:2]]
    questions = []
    for kind, content in QUESTIONS:
        body = {"type": kind, "content": content, "objective_ids": objectives, "tags": ["starter"], "status": "ready"}
        questions.append((await teacher.post("/api/questions", body))["id"])
        life.ids[kind] = questions[-1]
    own_words = {"type": "free_text", "content": FREE_TEXT, "objective_ids": [], "tags": [], "status": "ready"}
    life.ids["free_text"] = (await teacher.post("/api/questions", own_words))["id"]
    words = [{"question_id": life.ids["free_text"], "marks": 2}]
    told = await teacher.post("/api/assessments", {"title": "In your own words", "items": words})
    draft = {"type": "short_text", "content": {**SHORT_TEXT, "stem": "Name a protocol."}, "objective_ids": []}
    await teacher.post("/api/questions", {**draft, "tags": [], "status": "draft"})
    items = [{"question_id": question, "marks": 2} for question in questions]
    for name, title in (("assessment", "Computer parts"), ("archived", "Last year's test")):
        made = await teacher.post("/api/assessments", {"title": title, "items": items})
        life.ids[name] = made["id"]
    await teacher.post(f"/api/assessments/{made['id']}/archive", {"version": made["version"], "archived": True})
    now = clock.now()
    for name, days, feedback in (
        ("open", -1, "hand_in"),
        ("held", -2, "release"),
        ("each", -1, "each"),
        ("tries", -1, "each"),
        ("soon", 2, "hand_in"),
        ("paused", -1, "hand_in"),
        ("ended", -1, "hand_in"),
    ):
        opens = now + timedelta(days=days)
        times: dict[str, Any] = {
            "class_id": life.ids["class"],
            "opens_at": opens.isoformat(),
            "closes_at": (opens + timedelta(days=7)).isoformat(),
            "time_limit_s": 3000,
            "attempts_allowed": 1,
            "feedback": feedback,
            "try_penalties": [0, 20, 40] if name == "tries" else [0],
            "shuffle_questions": False,
        }
        made = await teacher.post(f"/api/assessments/{life.ids['assessment']}/assignments", times)
        life.ids[name] = made["id"]
    nobody = {**times, "class_id": life.ids["empty_class"]}
    made = await teacher.post(f"/api/assessments/{life.ids['assessment']}/assignments", nobody)
    life.ids["nobody"] = made["id"]
    late = {"opens_at": now.isoformat(), "closes_at": (now + timedelta(days=12)).isoformat()}
    windows = {"items": [{"pupil_id": life.ids["pupil3_id"], "window": late}]}
    await teacher.patch(f"/api/assignments/{life.ids['open']}/windows", windows)
    times |= {"opens_at": (now - timedelta(days=1)).isoformat()}
    for name in ("words", "marked_words"):
        life.ids[name] = (await teacher.post(f"/api/assessments/{told['id']}/assignments", times))["id"]
    programs = []
    for kind, content in PROGRAMS:
        body = {"type": kind, "content": content, "objective_ids": [], "tags": [], "status": "ready"}
        programs.append({"question_id": (await teacher.post("/api/questions", body))["id"], "marks": 2})
    written = await teacher.post("/api/assessments", {"title": "Programs", "items": programs})
    times |= {"feedback": "hand_in"}
    life.ids["programs"] = (await teacher.post(f"/api/assessments/{written['id']}/assignments", times))["id"]
    life.ids["words_item"] = told["items"][0]["id"]


async def _arrange(life: SchoolLife) -> None:
    """The first pupil has extra time and rest breaks."""
    path = f"/api/pupils/{life.ids['pupil0_id']}/arrangements"
    await life.people["teacher"].put(path, {"version": 0, "extra_time_percent": 25, "rest_breaks": True})


async def _sittings(life: SchoolLife) -> None:
    """The first has handed in and the second too; the third is in the middle; the fourth hasn't come."""

    async def start(pupil: str, assignment: str) -> Sitting:
        person = life.people[pupil]
        started = await person.post(f"/api/assignments/{life.ids[assignment]}/start")
        sitting = Sitting(person, started["attempt_id"])
        await sitting.open()
        return sitting

    for pupil, answers in (("pupil0", ALL_RIGHT), ("pupil1", ALL_WRONG)):
        for assignment in ("open", "held"):
            sitting = await start(pupil, assignment)
            await sitting.answer(answers if assignment == "open" else {"short_text": {"text": "bit"}})
            await sitting.submit()
            life.ids[f"{assignment}_{pupil}"] = sitting.attempt_id
    sitting = await start("pupil1", "programs")
    await sitting.answer(PARTLY_RIGHT)
    await sitting.submit()
    life.ids["programs_pupil1"] = sitting.attempt_id
    life.ids["programming"] = (await start("pupil2", "programs")).attempt_id
    for pupil, text in (("pupil0", "RAM is for what is in use."), ("pupil1", "Because of the power\n\nand so on.")):
        sitting = await start(pupil, "words")
        await sitting.answer({"free_text": {"text": text}})
        await sitting.submit()
        life.ids[f"unread_{pupil}"] = sitting.attempt_id
    sitting = await start("pupil0", "marked_words")
    await sitting.answer({"free_text": {"text": "The drive keeps files without power."}})
    await sitting.submit()
    life.ids["words_pupil0"] = sitting.attempt_id
    at = f"/api/assignments/{life.ids['marked_words']}/items/{life.ids['words_item']}/marking"
    given = {"attempts": [sitting.attempt_id], "score": 1, "lines": ["p7r2v5"], "comment": "Say what RAM is for, too."}
    await life.people["teacher"].post(at, given)
    sitting = await start("pupil2", "words")
    life.ids["writing"] = sitting.attempt_id
    sitting = await start("pupil2", "open")
    await sitting.answer({"short_text": {"text": "nibble"}})
    life.ids["under_way"] = sitting.attempt_id
    life.ids["paused_attempt"] = (await start("pupil2", "paused")).attempt_id
    await life.people["teacher"].post(f"/api/assignments/{life.ids['paused']}/live/pause", {"pupil_ids": None})
    await _arrange(life)
    life.ids["on_a_break"] = (await start("pupil0", "paused")).attempt_id
    await life.people["pupil0"].post(f"/api/attempts/{life.ids['on_a_break']}/break")
    await start("pupil2", "ended")
    await life.people["teacher"].post(f"/api/assignments/{life.ids['ended']}/close", {"version": 1})
    for assignment, name in (("each", "checked"), ("tries", "tries_under_way")):
        sitting = await start("pupil2", assignment)
        life.ids[name] = sitting.attempt_id


async def _lesson_files(life: SchoolLife, teacher: Person) -> None:
    """One file that was read, with pictures and drafts of every kind; one that was refused."""
    pictures = (png(900, 420, rows=420), png(90, 60, rows=60))
    lesson = word_lesson(pictures=pictures, alts=("Four computers around a router",))
    read = await upload_and_read(teacher, lesson, "Networks.docx")
    life.ids["document"] = read["id"]
    await upload_and_read(teacher, b"PK\x03\x04 and nothing more", "Broken.pptx")
    orders = [{"key": key} for key in TEXT_MAKERS]
    run = await make(teacher, *orders, {"key": GENERATOR, "count": 2}, document_id=read["id"])
    life.ids["run"] = run["id"]
