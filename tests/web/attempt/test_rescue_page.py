"""Wi-Fi is gone at the bell: a pupil's answers reach the server as a file and through a camera, in Chromium."""

from __future__ import annotations

import base64
import json
import re
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from playwright.async_api import Browser, BrowserContext, Page, async_playwright, expect
from sqlalchemy import select

from backend.attempts.models import AnswerEvent, Attempt
from tests.school import SchoolMaker
from tests.sitting import ClassRoom, make_classroom
from tests.web.accessibility import problems
from tests.web.attempt.test_sitting_page import at_question, begin, saved, sign_in
from tests.web.conftest import CHROMIUM
from tests.web.quiet import settled

pytestmark = [pytest.mark.browser, pytest.mark.database]

WIDTH, HEIGHT, SIDE = 1280, 720, 480
"""A webcam's picture, and how large the code is in it."""

GREYS = """canvas => {
  const { data } = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height);
  let text = '';
  for (let at = 0; at < data.length; at += 4) text += String.fromCharCode(data[at]);
  return [canvas.width, btoa(text)];
}"""


@pytest.fixture
async def page(context: BrowserContext) -> Page:
    """A page that may complain: the browser logs each request that fails."""
    return await context.new_page()


@pytest.fixture
async def room(maker: SchoolMaker) -> ClassRoom:
    """A class that may sit."""
    return await make_classroom(maker)


async def hand_in_offline(context: BrowserContext, page: Page, room: ClassRoom, server: str) -> None:
    """One answer is sent, then the Wi-Fi goes; the second is typed and everything is handed in."""
    await page.clock.install()
    await begin(context, page, room, server)
    await page.get_by_role("radio", name="Random access memory").check()
    await saved(page)
    await settled(page)
    await context.set_offline(True)
    await at_question(page, 2)
    await page.get_by_role("textbox").fill("bit")
    await expect(page.locator("[data-banner]")).to_contain_text("Wi-Fi dropped.", timeout=15_000)
    # Most Wi-Fi comes back by itself: whoever has time left goes on answering.
    await expect(page.get_by_role("button", name="Save my answers to a file")).to_have_count(0)
    assert await problems(page) == []
    await page.evaluate("location.hash = '#check'")
    await page.get_by_role("button", name="Hand in").click()
    await page.get_by_role("dialog").get_by_role("button", name="Hand in").click()
    await expect(page.get_by_role("heading", name="Handed in on this Chromebook")).to_be_visible()


def read(path: Path) -> str:
    return path.read_text()


async def teacher_page(browser: Browser, room: ClassRoom, server: str) -> Page:
    context = await browser.new_context(viewport={"width": 1366, "height": 768}, reduced_motion="reduce")
    await sign_in(context, room.teacher, server)
    page = await context.new_page()
    await page.goto(f"{server}/teacher/rescue?assignment={room.assignment_id}")
    await expect(page.get_by_role("heading", name="Take in answers without Wi-Fi")).to_be_visible()
    return page


async def test_a_file_after_three_minutes_without_wifi(
    context: BrowserContext, page: Page, browser: Browser, room: ClassRoom, maker: SchoolMaker, server: str
) -> None:
    await hand_in_offline(context, page, room, server)
    offer = page.get_by_text("Still no Wi-Fi.")
    await expect(page.get_by_role("button", name="Save my answers to a file")).to_be_visible()
    assert await offer.count() == 0
    await page.clock.fast_forward("03:20")
    await expect(offer).to_be_visible(timeout=20_000)
    await page.get_by_role("button", name="Save my answers to a file").click()
    await expect(page.get_by_role("dialog", name="1 answer to bring to your teacher")).to_be_visible()
    assert await problems(page) == []
    async with page.expect_download() as started:
        await page.get_by_role("button", name="Save to a file").click()
    download = await started.value
    assert re.fullmatch(r"answers-pupil0-[a-z0-9-]+-check\.ks3\.json", download.suggested_filename)
    text = read(await download.path())
    assert set(json.loads(text)) == {"kind", "answers", "signature"}

    teacher = await teacher_page(browser, room, server)
    name = room.pupils[0].user.display_name
    choose = teacher.locator("input[type=file]")
    broken = json.dumps({**json.loads(text), "answers": json.loads(text)["answers"].replace("bit", "byte")})
    for content, said in (("hello", "That isn’t a file of answers."), (broken, "somebody has changed it")):
        await choose.set_input_files([{"name": "x.json", "mimeType": "text/plain", "buffer": content.encode()}])
        await expect(teacher.get_by_role("listitem").get_by_text(said)).to_be_visible()
    await choose.set_input_files([{"name": "big.json", "mimeType": "text/plain", "buffer": b" " * 2_000_001}])
    await expect(teacher.get_by_role("listitem").get_by_text("never over 2 MB")).to_be_visible()
    await choose.set_input_files(
        [{"name": download.suggested_filename, "mimeType": "application/json", "buffer": text.encode()}]
    )
    found = teacher.get_by_role("listitem").filter(has_text=name)
    await expect(found).to_contain_text(re.compile(r"1 answer · handed in today at \d\d:\d\d · Computer"))
    assert await problems(teacher) == []
    await found.get_by_role("button", name="Take in 1 change").click()
    await expect(found).to_contain_text("1 change taken in. Handed in and marked.")
    assert await problems(teacher) == []
    async with maker.database.session(room.teacher.school_id) as session:
        attempt = (await session.scalars(select(Attempt))).one()
        assert (attempt.state, attempt.submitted_by) == ("marked", "pupil")
        assert len((await session.scalars(select(AnswerEvent))).all()) == 2
    await teacher.goto(f"{server}/teacher/class-results?assignment={room.assignment_id}")
    await expect(teacher.get_by_role("row").filter(has_text=name)).to_contain_text("4")
    await teacher.get_by_role("link", name="Take in answers").click()
    await expect(teacher.get_by_role("heading", name="Take in answers without Wi-Fi")).to_be_visible()
    await teacher.context.close()

    # The Chromebook comes back, finds everything there, and goes on to the results.
    await context.set_offline(False)
    await expect(page.get_by_role("heading", name="Question by question")).to_be_visible(timeout=30_000)
    assert await page.evaluate("indexedDB.databases().then(all => all.length)") == 0, "the device is clean"


async def test_above_the_questions_a_file_is_offered_after_three_minutes(
    context: BrowserContext, page: Page, room: ClassRoom, server: str
) -> None:
    await page.clock.install()
    await begin(context, page, room, server)
    await saved(page)
    await settled(page)
    await context.set_offline(True)
    await at_question(page, 2)
    await page.get_by_role("textbox").fill("bit")
    await expect(page.locator("[data-banner]")).to_contain_text("Wi-Fi dropped.")
    button = page.get_by_role("button", name="Save my answers to a file")
    await page.clock.fast_forward("02:00")
    await expect(button).to_have_count(0)
    await page.clock.fast_forward("01:20")
    await expect(button).to_be_visible()
    await button.click()
    await expect(page.get_by_role("dialog", name="1 answer to bring to your teacher")).to_be_visible()
    assert await problems(page) == []


async def test_with_every_answer_sent_only_the_hand_in_is_shown_to_the_teacher(
    context: BrowserContext, page: Page, room: ClassRoom, server: str
) -> None:
    await begin(context, page, room, server)
    await page.get_by_role("radio", name="Random access memory").check()
    await saved(page)
    await settled(page)
    await context.set_offline(True)
    await page.evaluate("location.hash = '#check'")
    await page.get_by_role("button", name="Hand in").click()
    await page.get_by_role("dialog").get_by_role("button", name="Hand in").click()
    await expect(page.get_by_role("heading", name="Handed in on this Chromebook")).to_be_visible()
    await expect(page.get_by_role("button", name="Save my answers to a file")).to_have_count(0)
    await page.get_by_role("button", name="Show my teacher").click()
    await expect(page.get_by_role("dialog", name="All your answers were sent")).to_be_visible()
    assert await problems(page) == []


def film(frames: list[tuple[int, bytes]]) -> bytes:
    """Return a film of codes as a webcam would take it: smaller than the picture, and not in its middle."""
    chunks = [f"YUV4MPEG2 W{WIDTH} H{HEIGHT} F5:1 Ip A1:1 C420jpeg\n".encode()]
    left, top = (WIDTH - SIDE) // 2 + 60, (HEIGHT - SIDE) // 2 - 30
    for size, greys in frames:
        rows = [b"\x60" * WIDTH] * HEIGHT
        for y in range(SIDE):
            line = greys[y * size // SIDE * size : (y * size // SIDE + 1) * size]
            code = bytes(line[x * size // SIDE] for x in range(SIDE))
            rows[top + y] = b"\x60" * left + code + b"\x60" * (WIDTH - SIDE - left)
        chunks += [b"FRAME\n", b"".join(rows), b"\x80" * (WIDTH * HEIGHT // 2)]
    return b"".join(chunks)


@pytest.fixture
async def filmed(tmp_path: Path) -> AsyncIterator[tuple[Path, Browser]]:
    """A browser whose camera shows a film, once it is written."""
    path = tmp_path / "screen.y4m"
    flags = ["--use-fake-device-for-media-stream", "--use-fake-ui-for-media-stream"]
    async with async_playwright() as playwright:
        running = await playwright.chromium.launch(
            executable_path=CHROMIUM, args=["--no-sandbox", *flags, f"--use-file-for-fake-video-capture={path}"]
        )
        yield path, running
        await running.close()


async def test_a_camera_reads_the_answers_from_the_screen(
    context: BrowserContext,
    page: Page,
    filmed: tuple[Path, Browser],
    room: ClassRoom,
    maker: SchoolMaker,
    server: str,
) -> None:
    await hand_in_offline(context, page, room, server)
    await page.get_by_role("button", name="Save my answers to a file").click()
    await page.get_by_role("button", name="Show to a camera").click()
    await expect(page.get_by_text("Picture 1 of 2")).to_be_visible()
    assert await problems(page) == []
    dialog = page.get_by_role("dialog")
    assert await dialog.evaluate("dialog => dialog.scrollWidth - dialog.clientWidth") <= 0, "a button is cut off"
    canvas, frames = page.locator("canvas.rescue__code"), []
    for number in (1, 2):
        await expect(page.get_by_text(f"Picture {number} of 2")).to_be_visible()
        size, greys = await canvas.evaluate(GREYS)
        frames.append((size, base64.b64decode(greys)))
        await page.get_by_role("button", name="Next").click()
    await expect(page.get_by_text("Picture 1 of 2")).to_be_visible()
    await page.get_by_role("button", name="Play").click()
    await expect(page.get_by_role("button", name="Pause")).to_be_visible()

    path, browser = filmed
    path.write_bytes(film(frames))
    teacher = await teacher_page(browser, room, server)
    await teacher.get_by_role("button", name="Scan from a screen").click()
    found = teacher.get_by_role("listitem").filter(has_text=room.pupils[0].user.display_name)
    await expect(found).to_contain_text("1 answer · handed in today", timeout=60_000)
    assert await problems(teacher) == []
    await teacher.get_by_role("button", name="Stop the camera").click()
    await found.get_by_role("button", name="Take in 1 change").click()
    await expect(found).to_contain_text("Handed in and marked.")
    async with maker.database.session(room.teacher.school_id) as session:
        assert (await session.scalars(select(Attempt.state))).all() == ["marked"]


async def test_only_the_page_that_scans_may_use_a_camera(page: Page, server: str) -> None:
    for path, allowed in (("/teacher/rescue", "(self)"), ("/teacher/dashboard", "()"), ("/api/me", "()")):
        answer = await page.request.get(server + path)
        assert f"camera={allowed}," in answer.headers["permissions-policy"], path
        assert "microphone=()" in answer.headers["permissions-policy"]
