"""Questions are read aloud by a voice of the device; the tests bring one, since the browser of CI has none."""

from __future__ import annotations

import pytest
from playwright.async_api import BrowserContext, Page, expect

from tests.school import SchoolMaker
from tests.sitting import ClassRoom, make_classroom
from tests.web.accessibility import problems
from tests.web.attempt.test_sitting_page import at_question, begin
from tests.web.gallery_page import is_focused

pytestmark = [pytest.mark.browser, pytest.mark.database]

# What the browser gives: it says one word each time that the test asks for it, or all of them at once.
VOICE = """(voices) => {
  const speech = new EventTarget();
  const heard = { said: [], rates: [], words: [], cancelled: 0 };
  let now = null;
  Object.assign(speech, {
    getVoices: () => voices,
    speak(utterance) {
      now = { utterance, at: 0 };
      heard.said.push(utterance.text);
      heard.rates.push(utterance.rate);
    },
    cancel() {
      heard.cancelled += 1;
      const left = now?.utterance;
      now = null;
      left?.dispatchEvent(Object.assign(new Event('error'), { error: 'canceled' }));
    },
  });
  globalThis.heard = heard;
  globalThis.nextWord = () => {
    if (!now) return false;
    const found = /\\S+/.exec(now.utterance.text.slice(now.at));
    const { utterance } = now;
    if (!found) {
      now = null;
      utterance.dispatchEvent(new Event('end'));
      return true;
    }
    const charIndex = now.at + found.index;
    now.at = charIndex + found[0].length;
    utterance.dispatchEvent(Object.assign(new Event('boundary'), { name: 'word', charIndex }));
    return true;
  };
  Object.defineProperty(globalThis, 'speechSynthesis', { value: speech });
  globalThis.SpeechSynthesisUtterance = class extends EventTarget {
    constructor(text) { super(); Object.assign(this, { text }); }
  };
}"""
BRITISH = [{"name": "Daniel", "lang": "en-GB", "localService": True, "default": False}]
DISTANT = [{"name": "Cloud", "lang": "en-GB", "localService": False, "default": True}]
MARKED = "[...(CSS.highlights.get('reading') ?? [])].map(String).join('')"


async def bring(page: Page, voices: list[dict[str, object]]) -> None:
    await page.add_init_script(f"({VOICE})({str(voices).replace('True', 'true').replace('False', 'false')})")


async def sit(context: BrowserContext, page: Page, maker: SchoolMaker, server: str, **chosen: object) -> ClassRoom:
    room = await make_classroom(maker)
    await room.pupils[0].put("/api/me/preferences", {"read_aloud": True, **chosen})
    await begin(context, page, room, server)
    return room


async def listen(page: Page) -> None:
    """Let the voice go on until it has nothing more to say."""
    quiet = 0
    while quiet < 20:
        quiet = 0 if await page.evaluate("nextWord()") else quiet + 1
        await page.evaluate("new Promise((done) => setTimeout(done))")


async def test_a_question_is_read_word_by_word(
    context: BrowserContext, page: Page, maker: SchoolMaker, server: str
) -> None:
    await bring(page, BRITISH)
    await sit(context, page, maker, server, read_speed="slow")
    options = await page.locator(".choice__text").all_inner_texts()
    button = page.get_by_role("button", name="Read aloud")
    await button.focus()
    await page.keyboard.press("Enter")
    stop = page.get_by_role("button", name="Stop reading")
    await expect(stop).to_be_visible()
    assert await is_focused(stop)
    await page.wait_for_function("heard.said.length === 1")
    assert await page.evaluate(MARKED) == "What does RAM stand for?"
    words = []
    for _ in range(3):
        await page.evaluate("nextWord()")
        words.append(await page.evaluate(MARKED))
    assert words == ["What", "does", "RAM"]
    assert await problems(page) == []
    await listen(page)
    said = ["What does RAM stand for?", "Choose from:"]
    for letter, text in zip("ABC", options, strict=True):
        said += [f"{letter}.", text]
    assert await page.evaluate("heard.said") == said
    assert set(await page.evaluate("heard.rates")) == {0.7}
    await expect(button).to_be_visible()
    assert await page.evaluate(MARKED) == ""


async def test_reading_stops_when_it_is_told_to_and_with_the_question(
    context: BrowserContext, page: Page, maker: SchoolMaker, server: str
) -> None:
    await bring(page, BRITISH)
    await sit(context, page, maker, server)
    await page.get_by_role("button", name="Read aloud").click()
    await page.wait_for_function("heard.said.length === 1")
    await page.get_by_role("button", name="Stop reading").click()
    await listen(page)
    assert await page.evaluate("heard.said.length") == 1
    await page.get_by_role("button", name="Read aloud").click()
    await page.wait_for_function("heard.said.length === 2")
    await at_question(page, 2)
    await listen(page)
    assert await page.evaluate("heard.said.length") == 2
    assert await page.evaluate(MARKED) == ""
    await expect(page.get_by_role("button", name="Read aloud")).to_be_visible()
    await page.evaluate("location.hash = '#check'")
    await expect(page.get_by_role("button", name="Read aloud")).to_have_count(0)


async def test_without_a_voice_of_its_own_the_computer_says_so_kindly(
    context: BrowserContext, page: Page, maker: SchoolMaker, server: str
) -> None:
    await bring(page, DISTANT)
    await sit(context, page, maker, server)
    await page.get_by_role("button", name="Read aloud").click()
    await expect(page.get_by_text("This device has no voice of its own to read with.")).to_be_visible()
    assert await page.evaluate("heard.said") == [], "no question goes to a voice elsewhere"
    await expect(page.get_by_role("button", name="Read aloud")).to_be_visible()
    assert await problems(page) == []


async def test_the_button_comes_and_goes_with_the_reading_tool(
    context: BrowserContext, page: Page, maker: SchoolMaker, server: str
) -> None:
    await bring(page, BRITISH)
    room = await sit(context, page, maker, server)
    button = page.get_by_role("button", name="Read aloud")
    await expect(button).to_be_visible()
    await page.get_by_role("button", name="Reading tools").click()
    await page.get_by_label("Read questions aloud").uncheck()
    await expect(button).to_have_count(0)
    await page.get_by_label("Read questions aloud").check()
    await expect(button).to_be_visible()
    await page.set_viewport_size({"width": 320, "height": 640})
    assert await page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0
    assert (await room.pupils[0].get("/api/me"))["arrangements"]["reader"] is False


async def test_whoever_has_a_reader_by_arrangement_always_has_the_button(
    context: BrowserContext, page: Page, maker: SchoolMaker, server: str
) -> None:
    await bring(page, BRITISH)
    room = await make_classroom(maker)
    path = f"/api/pupils/{room.pupils[0].id}/arrangements"
    await room.teacher.put(path, {"reader": True, "version": 0})
    await begin(context, page, room, server)
    await expect(page.get_by_role("button", name="Read aloud")).to_be_visible()
    await page.get_by_role("button", name="Reading tools").click()
    await expect(page.get_by_role("radiogroup", name="Reading speed")).to_be_visible()
    await expect(page.get_by_label("Read questions aloud")).to_have_count(0)
    assert await problems(page) == []
