"""What a teacher does, page by page, as hands do it."""

from __future__ import annotations

from playwright.async_api import Page, expect

from tests.journey.lessons import Lesson
from tests.school import PASSWORD, Person

READ_MS = 60_000
"""How long a lesson file or a run of the makers may take on a busy machine."""


async def sign_in(page: Page, server: str, teacher: Person) -> None:
    """Sign in through the page for staff."""
    await page.goto(f"{server}/staff")
    await page.get_by_label("Sign-in name").fill(teacher.user.sign_in_name)
    await page.get_by_label("Password", exact=True).fill(PASSWORD)
    await page.get_by_role("button", name="Sign in").click()
    await page.wait_for_url("**/teacher/dashboard")


async def upload(page: Page, *lessons: Lesson) -> None:
    """Upload lesson files and wait until all have been read."""
    await page.locator("input[type=file]").set_input_files([lesson.payload for lesson in lessons])
    for lesson in lessons:
        await expect(page.get_by_role("button", name=f"Delete {lesson.name}")).to_be_visible(timeout=READ_MS)


async def make_drafts(page: Page, lesson: Lesson | None, **counts: int) -> None:
    """Make drafts: `counts` says how many by the first word of each maker's title; 0 leaves it out."""
    await page.get_by_label("Lesson file").select_option(label=lesson.name if lesson else "No file: only fresh numbers")
    fresh = page.locator(".make-more", has_text="Fresh practice questions")
    if await fresh.get_attribute("open") is None:
        await fresh.locator("summary").click()
    for row in await page.locator(".maker").all():
        if not await row.is_visible():
            continue
        title = await row.locator("label").inner_text()
        count = counts.get(title.split()[0].lower(), 0)
        await row.get_by_role("checkbox").set_checked(count > 0)
        if count:
            await row.get_by_label(f"How many: {title}").fill(str(count))
    # What the run before has made is shown until this one has begun.
    review = page.locator(".made a")
    earlier = str(await review.get_attribute("href")) if await review.count() else ""
    await page.get_by_role("button", name="Make drafts").click()
    await expect(review).not_to_have_attribute("href", earlier, timeout=READ_MS)


async def review_by_keyboard(page: Page) -> None:
    """Go through all drafts by single keys: take back an accepted one, edit the second, reject one by choice."""
    summary = page.locator(".bench-head p").first
    centre = page.get_by_role("region", name="Draft")
    await expect(summary).to_contain_text("0 of ")
    total = int((await summary.inner_text()).split(" of ")[1].split()[0])
    await _press(page, "a", f"1 of {total} reviewed: 1 accepted")
    await _press(page, "z", f"0 of {total} reviewed")
    await _press(page, "a", f"1 of {total} reviewed: 1 accepted")
    await page.keyboard.press("e")
    await expect(page.get_by_role("textbox", name="Question", exact=True)).to_be_focused()
    await page.keyboard.press("End")
    await page.keyboard.type(" Think first.")
    await _press(page, "Control+Enter", f"2 of {total} reviewed: 1 accepted, 1 edited")
    rejected = False
    for done in range(3, total + 1):
        if not rejected and await centre.get_by_text("Multiple choice", exact=True).count():
            await page.keyboard.press("r")
            await expect(page.get_by_role("dialog").get_by_role("button", name="Reject", exact=True)).to_be_focused()
            await _press(page, "1", f"{done} of {total} reviewed")
            rejected = True
        else:
            await _press(page, "a", f"{done} of {total} reviewed")
    assert rejected
    await expect(page.get_by_role("heading", name="All reviewed")).to_be_visible()
    await expect(summary).to_contain_text(f"{total - 2} accepted, 1 edited, 1 rejected")


async def _press(page: Page, key: str, summary: str) -> None:
    await page.keyboard.press(key)
    await expect(page.locator(".bench-head p").first).to_contain_text(summary)


async def write_multiple_response(page: Page, stem: str, right: list[str], wrong: list[str]) -> None:
    """Write a question in the editor and publish it."""
    await page.get_by_role("textbox", name="Question", exact=True).fill(stem)
    # A new question has five options, the first two of them ticked.
    for index, text in enumerate([*right, *wrong]):
        letter = "ABCDE"[index]
        await page.get_by_label(f"Option {letter}", exact=True).fill(text)
        await page.get_by_label(f"{letter} is a right answer").set_checked(text in right)
    await page.get_by_role("button", name="Publish").click()
    await expect(page.get_by_text("In the bank as version 1")).to_be_visible()
