"""The spine, from a lesson file to a marked class, through the pages alone."""

from __future__ import annotations

import asyncio
import csv
import io
import re
import statistics
from dataclasses import replace
from fractions import Fraction

import pytest
from playwright.async_api import BrowserContext, Page, expect

from tests.journey import lessons, pupil_pages, teacher_pages
from tests.journey.pupil_pages import Pupil
from tests.journey.second_marker import Answer, Known, shown, total
from tests.journey.watch import BROKEN_RULE, Watch
from tests.school import Person, SchoolMaker
from tests.web.hand_in import hand_in

pytestmark = [pytest.mark.browser, pytest.mark.database]

TITLE = "Expressions check"
OWN = "Which of these are operators in Python?"
TRIPLE_MARKS = 3
OFFLINE_S = 20


@pytest.mark.slow
async def test_from_a_lesson_file_to_a_marked_class(maker: SchoolMaker, server: str, watch: Watch) -> None:
    school = await maker.school(curriculum=True)
    admin = await maker.person(school, "admin")
    teacher = await maker.person(school, "teacher", "Ruth", "Okafor")
    room = await admin.post("/api/classes", {"name": "8B", "year_group": 8, "teacher_ids": [str(teacher.id)]})
    ada = await pupil_pages.new_pupil(admin, room, "Ada", "Adeyemi")
    ben = await pupil_pages.new_pupil(admin, room, "Ben", "Brook")
    absent = await pupil_pages.new_pupil(admin, room, "Cem", "Celik")

    desk = await watch.page()
    await teacher_pages.sign_in(desk, server, teacher)
    await make_questions(desk)
    questions = await build_and_set(desk, teacher)
    assert {question.type for question in questions} == {
        "multiple_choice", "multiple_response", "ordering", "short_text",
    }  # fmt: skip

    # Ada answers everything, each third question less than right; Ben leaves the last one blank and misses every other.
    adas = {q.stem: q.wrong() if at % 3 == 2 else q.right() for at, q in enumerate(questions)}
    bens = {q.stem: q.right() if at % 2 else q.wrong() for at, q in enumerate(questions)} | {questions[-1].stem: None}
    ada_page = await watch.page()
    ben_profile = await watch.profile(loses_network=True)
    ben_page = await ben_profile.new_page()
    known = {question.stem: question for question in questions}
    await asyncio.gather(
        sit_with_a_reload(ada_page, server, ada, known, adas),
        sit_without_network(ben_profile, ben_page, server, ben, known, bens),
    )

    marks = {
        pupil.name: [question.score(given[question.stem]) for question in questions]
        for pupil, given in ((ada, adas), (ben, bens))
    }
    full = sum(question.marks for question in questions)
    for page, name in ((ada_page, ada.name), (ben_page, ben.name)):
        await expect(page.locator(".hero")).to_contain_text(f"You got {shown(total(marks[name]))} of {full} marks")
    await read_results(desk, questions, marks, absent)
    await read_csv(desk, questions, marks, absent)


async def make_questions(page: Page) -> None:
    """Write one question by hand; two lesson files and a generator make drafts; review them."""
    await page.get_by_role("link", name="New question").click()
    await page.get_by_role("link", name="Multiple response").click()
    await teacher_pages.write_multiple_response(page, OWN, ["+", "//"], ["print", "=!", "a"])
    slides, words = lessons.slides(), lessons.words()
    await page.get_by_role("link", name="Lesson files").click()
    await teacher_pages.upload(page, slides, words)
    await teacher_pages.make_drafts(page, words, definitions=2, steps=1)
    await teacher_pages.make_drafts(page, slides, definitions=3, key=1, steps=1, binary=2)
    await page.get_by_role("link", name="Home").first.click()
    await page.get_by_role("region", name="What needs you now").get_by_role("link", name=re.compile("^Review")).click()
    await teacher_pages.review_by_keyboard(page)


async def build_and_set(page: Page, teacher: Person) -> list[Known]:
    """Build an assessment of everything accepted and set it for the class; gives its questions in order."""
    accepted = (await teacher.get("/api/questions?status=ready"))["total"]
    make = page.get_by_role("link", name=f"Make an assessment from these {accepted - 1} questions")
    await expect(make).to_be_focused()
    await page.keyboard.press("Enter")
    await page.get_by_label("Title").fill(TITLE)
    await page.get_by_role("button", name="Add from the bank").click()
    picker = page.get_by_role("dialog")
    await picker.get_by_role("searchbox", name="Search").fill("operators in")
    await picker.get_by_role("checkbox", name=re.compile(re.escape(OWN))).check()
    await picker.get_by_role("button", name="Add 1 question").click()
    await page.get_by_role("spinbutton", name="marks for question 1", exact=True).fill(str(TRIPLE_MARKS))
    await page.get_by_role("button", name="Set for a class").click()
    dialog = page.get_by_role("dialog", name=f"Set “{TITLE}” for a class")
    await dialog.get_by_label("Mix the order").check()
    await dialog.get_by_role("button", name="Set for this class").click()
    await expect(page.get_by_role("region", name="Set for classes").get_by_role("link").first).to_be_visible()
    [row] = (await teacher.get("/api/assessments"))["items"]
    items = (await teacher.get(f"/api/assessments/{row['id']}"))["items"]
    assert [item["marks"] for item in items] == [TRIPLE_MARKS] + [1] * (accepted - 1)
    contents = [await teacher.get(f"/api/questions/{item['question_id']}") for item in items]
    questions = [Known(each["type"], pupil_pages.folded(each["stem_text"]), each["content"]) for each in contents]
    return [replace(questions[0], marks=TRIPLE_MARKS), *questions[1:]]


async def answer_here(page: Page, known: dict[str, Known], answers: dict[str, Answer]) -> None:
    """Answer the question that is shown, whichever it is: every pupil has an order of their own."""
    stem = await pupil_pages.stem(page)
    if answers[stem] is not None:
        await pupil_pages.answer(page, known[stem], answers[stem])


async def sit_with_a_reload(
    page: Page, server: str, pupil: Pupil, known: dict[str, Known], answers: dict[str, Answer]
) -> None:
    """Sit; half-way the page is reloaded in the moment after an answer."""
    await pupil_pages.sign_in(page, server, pupil)
    await pupil_pages.start(page, TITLE)
    for at in range(len(known)):
        await answer_here(page, known, answers)
        if at == len(known) // 2:
            before = await pupil_pages.stem(page)
            await page.reload()
            await expect(page.get_by_role("heading", name=f"Question {at + 1} of")).to_be_visible()
            assert await pupil_pages.stem(page) == before
        await pupil_pages.next_question(page)
    await expect(page.get_by_role("heading", name="You have answered every question.")).to_be_visible()
    await pupil_pages.saved(page)
    await hand_in(page)


async def sit_without_network(
    profile: BrowserContext, page: Page, server: str, pupil: Pupil, known: dict[str, Known], answers: dict[str, Answer]
) -> None:
    """Sit; after the second question the network is gone for twenty seconds, and the pupil goes on."""
    await pupil_pages.sign_in(page, server, pupil)
    await pupil_pages.start(page, TITLE)
    for at in range(len(known)):
        if at == 2:
            await profile.set_offline(True)
            until = asyncio.get_running_loop().time() + OFFLINE_S
        await answer_here(page, known, answers)
        await pupil_pages.next_question(page)
    await expect(page.locator("[data-banner]")).to_contain_text("Wi-Fi dropped. Keep going")
    await expect(page.locator("[data-status]")).to_contain_text("Saved on this Chromebook")
    await asyncio.sleep(max(0, until - asyncio.get_running_loop().time()))
    await profile.set_offline(False)
    await pupil_pages.saved(page)
    await hand_in(page)


async def read_results(page: Page, questions: list[Known], marks: dict[str, list[Fraction]], absent: Pupil) -> None:
    """The heat map shows the marks; a question opens its distribution, a mark its reasons."""
    await page.get_by_role("region", name="Set for classes").get_by_role("link", name="Results").first.click()
    await expect(page.get_by_role("heading", name="Who got what")).to_be_visible()
    full = sum(question.marks for question in questions)
    for name, scores in marks.items():
        row = page.get_by_role("row", name=re.compile(f"^{name}"))
        cells = [
            await cell.evaluate("cell => cell.firstChild.textContent")
            for cell in await row.locator(".heat__cell").all()
        ]
        assert cells == [shown(score) for score in scores]
        await expect(row.locator(".heat__total")).to_have_text(f"{shown(total(scores))} of {full}")
    await expect(page.get_by_role("row", name=re.compile(f"^{absent.name}"))).to_contain_text("Not started")
    totals = [float(sum(scores)) for scores in marks.values()]
    mean, median = (f"{round(of(totals), 1):g}" for of in (statistics.mean, statistics.median))
    facts = f"2 of 3 handed in · mean {mean} of {full} · median {median}"
    await expect(page.locator(".page-head")).to_contain_text(facts)
    await _read_distribution(page, questions)
    await _read_reasons(page, questions, marks)


async def _read_distribution(page: Page, questions: list[Known]) -> None:
    """One question at least was answered rightly by one pupil and wrongly by the other."""
    at = next(n for n, question in enumerate(questions) if n % 6 == 0 and question.type == "multiple_choice")
    await page.get_by_role("button", name=f"Question {at + 1}", exact=True).click()
    drawer = page.get_by_role("region", name=f"Question {at + 1}", exact=True)
    await expect(drawer).to_contain_text("2 of 2 pupils answered")
    for text in (questions[at].right(), questions[at].wrong()):
        row = drawer.get_by_role("row").filter(
            has=page.get_by_role("rowheader", name=re.compile(rf"^\s*\W*{re.escape(str(text))}"))
        )
        await expect(row.get_by_role("cell")).to_have_text("1")


async def _read_reasons(page: Page, questions: list[Known], marks: dict[str, list[Fraction]]) -> None:
    at = next(n for n, question in enumerate(questions) if question.type == "multiple_response")
    name, scores = next(iter(marks.items()))
    row = page.get_by_role("row", name=re.compile(f"^{name}"))
    await row.locator(".heat__cell").nth(at).click()
    dialog = page.get_by_role("dialog", name=f"Question {at + 1}")
    await expect(dialog).to_contain_text(f"{shown(scores[at])} of 1 mark")
    await expect(dialog.get_by_role("heading", name="Why this mark")).to_be_visible()
    await expect(dialog).to_contain_text("net correct")
    await page.keyboard.press("Escape")
    await expect(dialog).to_be_hidden()


async def read_csv(page: Page, questions: list[Known], marks: dict[str, list[Fraction]], absent: Pupil) -> None:
    """The file holds what the heat map shows."""
    async with page.expect_download() as downloading:
        await page.get_by_role("link", name="Export").click()
    text = (await (await downloading.value).path()).read_text(encoding="utf-8-sig")
    head, *rows = list(csv.reader(io.StringIO(text)))
    assert head[2:4] == [f"Total (of {sum(question.marks for question in questions)})", "Percent"]
    for at, (question, cell) in enumerate(zip(questions, head[4:-2], strict=True), start=1):
        assert cell.lstrip("'").startswith(f"Q{at} ({question.marks}) ")
    found = {row[0]: row for row in rows}
    assert set(found) == {*marks, absent.name}
    for name, scores in marks.items():
        assert found[name][1] == "marked"
        assert float(found[name][2]) == pytest.approx(float(sum(scores)), abs=0.005)
        assert [float(cell) for cell in found[name][4:-2]] == pytest.approx([float(s) for s in scores], abs=0.005)
    assert found[absent.name][1:3] == ["not started", ""]


async def test_what_breaks_the_content_policy_is_heard(server: str, watch: Watch) -> None:
    """Trusted Types are on, and a page that tried to get round them would fail the journey above."""
    page = await watch.page()
    before = await watch.csp_reports()
    await page.goto(f"{server}/staff")
    refused = await page.evaluate("try { document.createElement('b').innerHTML = '<i>x</i>' } catch (e) { e.name }")
    assert refused == "TypeError"
    for _ in range(100):
        if await watch.csp_reports() > before and any(BROKEN_RULE in each for each in watch.complaints):
            break
        await asyncio.sleep(0.05)
    assert await watch.csp_reports() == before + 1
    watch.forgive("require-trusted-types-for", "TrustedHTML")
