"""Thirty answers in pupils' own words, the way a teacher marks them, and another time for who was absent."""

from __future__ import annotations

import asyncio
import re
import time
from typing import Any

import httpx
from playwright.async_api import Browser

from backend.demo.people import NORTHFIELD, STAFF_PASSWORD
from scripts.guide_pictures.hands import Pictures, Way
from scripts.guide_pictures.stage import Newcomer
from scripts.guide_pictures.walks import new_person, sign_in_staff

TITLE = "RAM and drives"
QUESTION: dict[str, Any] = {
    "stem": "Explain why a computer needs both RAM and a hard drive.",
    "rubric": [
        {"id": "k3m9x2", "text": "RAM holds what is in use", "marks": 1},
        {"id": "p7r2v5", "text": "The drive keeps data without power", "marks": 1},
    ],
    "word_range": {"least": 10, "most": 60},
    "model_answer": "RAM is fast but forgets. The drive is slow but keeps files without power.",
    "key_phrases": ["in use", "power"],
}
ANSWERS: tuple[tuple[str, int], ...] = (
    ("RAM holds the programs in use. The drive keeps files when the power is off.", 2),
    ("RAM is for programs in use and the hard drive keeps files when the power is off", 2),
    ("The RAM is for what is in use right now, the drive is for later, without power.", 2),
    ("RAM is fast and forgets, the drive keeps everything without power.", 2),
    ("RAM is for what is open now.", 1),
    ("The hard drive stores your files when the power is off.", 1),
    ("the hard drive stores files when the power is off", 1),
    ("So that it is faster", 0),
    ("I don't know", 0),
    ("Because both are memory", 0),
    ("RAM is the short term memory of the computer and the drive is the long term one.", 1),
    ("Without a hard drive everything would be gone when you turn it off.", 1),
    ("The RAM runs the programs that are in use, and the hard drive saves your work without power.", 2),
    ("They do different things", 0),
    ("RAM is temporary, it holds what the CPU is using. The drive is permanent even with no power.", 2),
    ("If you only had RAM you would lose your homework when there is a power cut.", 1),
    ("If you only had a hard drive the computer would be very slow.", 1),
    ("the hard drive is where the games are", 0),
    ("RAM is volatile so it needs power, storage isn't so it keeps the files.", 1),
    ("RAM is where open programs live, because it is fast. Files live on the drive because it remembers.", 2),
    ("to have more space", 0),
    ("One is for running things and one is for keeping things.", 1),
    ("The computer loads programs from the drive into RAM to use them, and saves them back before power goes.", 2),
    ("because the teacher said so", 0),
)
ABSENT = "Wren"
"""Who sits it later."""
PUPILS = 30
"""Six of them write what another wrote, as happens."""


def thirty_write(who: Newcomer) -> dict[str, int]:
    """Add a class of thirty, set them one question, let each answer. Gives the marks of each answer, as it is shown."""
    [admin] = [staff for staff in NORTHFIELD.staff if staff.role == "admin"]
    with _client(who) as http:
        _ask(http, "POST", "/api/sign-in/staff", {"name": admin.login_name, "password": STAFF_PASSWORD})
        people = _ask(http, "GET", "/api/people?role=teacher&q=Park")["items"]
        room = _ask(
            http, "POST", "/api/classes", {"name": "8D Computing", "year_group": 8, "teacher_ids": [people[0]["id"]]}
        )
        pupils = [
            _ask(http, "POST", f"/api/classes/{room['id']}/pupils", {"given_name": f"Pupil{n}", "family_name": "Lee"})
            for n in range(PUPILS)
        ]
        _ask(http, "POST", f"/api/classes/{room['id']}/pupils", {"given_name": ABSENT, "family_name": "Lee"})
    with _client(who) as http:
        _ask(http, "POST", "/api/sign-in/staff", {"name": who.login_name, "password": who.password})
        body = {"type": "free_text", "content": QUESTION, "objective_ids": [], "tags": [], "status": "ready"}
        question = _ask(http, "POST", "/api/questions", body)
        items = [{"question_id": question["id"], "marks": 2}]
        assessment = _ask(http, "POST", "/api/assessments", {"title": TITLE, "items": items})
        now = time.time()
        times = {"opens_at": _iso(now - 60), "closes_at": _iso(now + 3600), "class_id": room["id"]}
        _ask(http, "POST", f"/api/assessments/{assessment['id']}/assignments", times)
    for at, made in enumerate(pupils):
        _sit(who, room["code"], made, ANSWERS[at % len(ANSWERS)][0])
    return dict(ANSWERS)


def _client(who: Newcomer) -> httpx.Client:
    return httpx.Client(base_url=who.address, headers={"Origin": who.address}, timeout=30)


def _ask(http: httpx.Client, method: str, path: str, body: dict[str, Any] | None = None) -> Any:
    return http.request(method, path, json=body).raise_for_status().json()


def _iso(seconds: float) -> str:
    return time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime(seconds))


def _sit(who: Newcomer, code: str, made: Any, text: str) -> None:
    with _client(who) as http:
        card = {"class_code": code, "name": made["pupil"]["sign_in_name"], "password": made["password"]}
        _ask(http, "POST", "/api/sign-in/pupil", card)
        [sit] = _ask(http, "GET", "/api/my/assignments")["now"]
        started = _ask(http, "POST", f"/api/assignments/{sit['assignment_id']}/start")
        attempt = f"/api/attempts/{started['attempt_id']}"
        item = _ask(http, "GET", f"{attempt}/package")["items"][0]["id"]
        epoch = _ask(http, "POST", f"{attempt}/open", {"device": "guide"})["epoch"]
        at = int(time.time() * 1000)
        event = {"epoch": epoch, "seq": 1, "item": item, "value": {"text": text}, "at": at}
        body = {"epoch": epoch, "at": at, "here": item, "pending": 0, "events": [event]}
        _ask(http, "POST", f"{attempt}/events", body)
        _ask(http, "POST", f"{attempt}/submit", {"final": [[item, epoch, 1]]})


async def mark_thirty(browser: Browser, who: Newcomer, pictures: Pictures) -> Way:
    """Mark thirty answers by keys: read each, give its mark."""
    way = Way("Thirty answers in pupils' own words")
    marks = await asyncio.to_thread(thirty_write, who)
    hands = await new_person(browser, way, pictures)
    page = hands.page
    await sign_in_staff(hands, who)
    async with hands.step("**… answers to mark** on your home page", picture="marking-1-desk"):
        await hands.click(page.get_by_role("link", name=re.compile("to mark")).first)
        await hands.see(page.get_by_role("region", name="Answer 1 of"))
    async with hands.step(
        "Read each answer; its mark is one key; **A** gives it to similar ones", picture="marking-2-end"
    ):
        while await page.get_by_role("region", name=re.compile("^Answer ")).count():
            await hands.look()
            said = " ".join((await page.locator(".answer-sheet .written").inner_text()).split())
            await hands.press(str(marks[said]))
        await hands.see(page.get_by_role("heading", name="Question 1 is marked"))
    async with hands.step("**Class results**"):
        await hands.click(page.get_by_role("link", name="Class results").first)
        await hands.see(page.locator(".heat"))
    await page.context.close()
    return way


def close(who: Newcomer) -> None:
    """End the time of the class."""
    with _client(who) as http:
        _ask(http, "POST", "/api/sign-in/staff", {"name": who.login_name, "password": who.password})
        found = _ask(http, "GET", "/api/assignments")["items"]
        [assignment] = [each for each in found if each["title"] == TITLE]
        _ask(http, "POST", f"/api/assignments/{assignment['id']}/close", {"version": assignment["version"]})


async def another_time(browser: Browser, who: Newcomer, pictures: Pictures) -> Way:
    """Let a pupil who was absent sit it after the class has; after ``mark_thirty``."""
    way = Way("Another time for an absent pupil")
    await asyncio.to_thread(close, who)
    hands = await new_person(browser, way, pictures)
    page = hands.page
    await sign_in_staff(hands, who)
    async with hands.step("**Assessments**, then what the class sat"):
        await hands.click(page.get_by_role("link", name="Assessments", exact=True))
        await hands.click(page.get_by_role("link", name=re.compile("8D Computing")).first)
        await hands.see(page.locator(".heat"))
    async with hands.step("The pupil's **…**, then **Give another time**", picture="absent-1-time"):
        await hands.click(page.get_by_role("button", name=f"Actions for {ABSENT} Lee"))
        await hands.click(page.get_by_role("menuitem", name="Give another time"))
        await hands.see(page.get_by_role("dialog"))
    async with hands.step("**Save**: from now, as long as the class had", picture="absent-2-given"):
        await hands.click(page.get_by_role("button", name="Save"))
        await hands.see(page.locator(".heat__time"))
    await page.context.close()
    return way
