"""An assessment on paper: every type can be answered there, and the mark scheme starts on a page of its own."""

from __future__ import annotations

import io
import json
from pathlib import Path
from typing import Any

import pytest
from playwright.async_api import Page, expect
from pypdf import PdfReader

from backend.questions.types import registry
from tests.school import SchoolMaker
from tests.sitting import make_classroom
from tests.web import accessibility
from tests.web.conftest import Open

pytestmark = [pytest.mark.browser, pytest.mark.database]
TYPES = Path(registry.__file__).parent


def every_example() -> list[tuple[str, dict[str, Any]]]:
    """Return (type, content) of the examples of all types."""
    return [
        (kind.key, json.loads(file.read_text())["content"])
        for kind in registry.ALL
        for file in sorted((TYPES / kind.key / "examples").glob("*.json"))
    ]


async def _printed(page: Page) -> list[str]:
    """Return the words of each printed page."""
    found = PdfReader(io.BytesIO(await page.pdf(prefer_css_page_size=True)))
    assert {tuple(round(side) for side in one.mediabox[2:]) for one in found.pages} == {(595, 842)}
    return [" ".join(one.extract_text().split()) for one in found.pages]


async def test_every_type_is_printed_with_its_mark_scheme(page: Page, maker: SchoolMaker, visit: Open) -> None:
    examples = every_example()
    room = await make_classroom(maker, questions=examples)
    await visit(room.teacher, "/teacher/assessments")
    await page.get_by_role("link", name="Print Check").click()
    paper, scheme = page.locator("[data-sheet=paper]"), page.locator("[data-sheet=scheme]")
    await expect(paper.locator(".paper__item")).to_have_count(len(examples))
    await expect(scheme.locator(".paper__item")).to_have_count(len(examples))
    assert await accessibility.problems(page) == []
    # Each question has a place for its answer: boxes, lines, spaces or empty cells.
    for number, (kind, _) in enumerate(examples):
        places = paper.locator(".paper__item").nth(number)
        empty = places.locator(".paper__box, .paper__line, .paper__blank, .paper__table td:empty")
        assert await empty.count(), f"{number + 1}: {kind}"
    # A program to mend says what may be changed, and what its tests that may be seen give.
    mend = paper.locator(".paper__item").filter(has_text="but there is a bug in it")
    await expect(mend.locator(".paper__how li")).to_have_text(["Use a for loop.", "Change at most 1 line."])
    await expect(mend.get_by_role("row")).to_have_text(["ExampleGoes inShould give", "Example 15Total: 15"])
    # And its key in words, of each there is one.
    assert all(await scheme.locator(".paper__key").evaluate_all("all => all.map(each => each.textContent.trim())"))
    pages = await _printed(page)
    first = next(number for number, words in enumerate(pages) if "Check: mark scheme" in words)
    assert all("Name Class Date" in words for words in pages[:first])
    assert all("Not for pupils" in words and "Name Class Date" not in words for words in pages[first:])
    assert "Name Class Date" in pages[0] and pages[0].count("Check") == 1


async def test_no_question_is_torn_where_it_fits_on_a_page(page: Page, maker: SchoolMaker, visit: Open) -> None:
    """Each question's number and the marks at its end stand on the same page."""
    options = [{"id": f"opt{n:03}", "text": f"Choice {n}", "fraction": int(n == 0)} for n in range(6)]
    asked = [
        (
            "multiple_choice",
            {"stem": f"Start{n}x of a question?", "options": [*options[:5], options[5] | {"text": f"End{n}x"}]},
        )
        for n in range(14)
    ]
    room = await make_classroom(maker, questions=asked)
    await visit(room.teacher, f"/teacher/print-assessment?id={room.assessment_id}")
    await page.get_by_label("Mark scheme").uncheck()
    pages = await _printed(page)
    assert len(pages) > 2 and not any("mark scheme" in words for words in pages)
    for number in range(len(asked)):
        (where,) = [words for words in pages if f"Start{number}x" in words]
        assert f"End{number}x" in where
    await page.get_by_label("Paper for pupils").uncheck()
    await expect(page.get_by_role("button", name="Print", exact=True)).to_be_disabled()


async def test_the_scheme_names_wrong_ideas_and_what_else_counts(page: Page, maker: SchoolMaker, visit: Open) -> None:
    school = await maker.school(curriculum=True)
    idea = (await (await maker.person(school, "teacher")).get("/api/misconceptions"))["items"][0]
    content = {
        "stem": "What is the smallest unit of data called?",
        "accepted": [
            {"pattern": "bit", "fraction": 1},
            {"pattern": "binary digit", "fraction": 1},
            {"pattern": "0 \\* 1", "fraction": 0.5},
            {"pattern": "b(it|inary)", "fraction": 1, "kind": "regex"},
            {"pattern": "byte", "fraction": 0, "misconception": idea["slug"]},
        ],
        "explanation": "A **bit** is one 0 or 1.",
    }
    room = await make_classroom(maker, school=school, questions=[("short_text", content)])
    await visit(room.teacher, f"/teacher/print-assessment?id={room.assessment_id}")
    scheme = page.locator("[data-sheet=scheme] .paper__item")
    await expect(scheme.locator(".paper__key")).to_have_text("bit")
    for words in ("Accept: binary digit", "0 * 1 (50%)", "A bit is one 0 or 1.", f"“byte”: {idea['title']}"):
        await expect(scheme).to_contain_text(words)
    await expect(page.locator("[data-sheet=paper]")).not_to_contain_text("binary digit")


async def test_nothing_to_print_says_what_to_do(page: Page, maker: SchoolMaker, visit: Open) -> None:
    room = await make_classroom(maker)
    made = await room.teacher.post("/api/assessments", {"title": "Empty", "items": []})
    await visit(room.teacher, f"/teacher/print-assessment?id={made['id']}")
    await expect(page.get_by_role("link", name="Add questions")).to_be_visible()


async def test_a_pool_says_how_many_to_answer(page: Page, maker: SchoolMaker, visit: Open) -> None:
    statements = [("true_false", {"stem": f"{n} is even.", "answer": n % 2 == 0}) for n in range(4)]
    room = await make_classroom(maker, questions=statements)
    asked = [
        item["question_id"] for item in (await room.teacher.get(f"/api/assessments/{room.assessment_id}"))["items"]
    ]
    drawn = [{"question_id": question, "marks": 2, "pool": 1, "draw": 2} for question in asked[1:]]
    body = {"title": "Any two", "items": [{"question_id": asked[0], "marks": 1}, *drawn]}
    made = await room.teacher.post("/api/assessments", body)
    await visit(room.teacher, f"/teacher/print-assessment?id={made['id']}")
    paper = page.locator("[data-sheet=paper]")
    # 1 mark, and two of three questions with 2 marks each.
    await expect(paper.locator(".paper__total")).to_have_text("3 questions to answer · 5 marks")
    await expect(paper.locator(".paper__choice")).to_have_text(["Answer any 2 of questions 2 to 4."])
