"""A newcomer's hands and eyes on a page: what they press is counted by the browser, what they read by its words.

The minutes come from three measured things: the presses at the times of the keystroke-level model (Card, Moran and
Newell 1980), every word of the page the first time that it is there at an adult's pace, and what the machine took.
"""

from __future__ import annotations

import base64
import time
from collections.abc import AsyncIterator, Awaitable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path

from playwright.async_api import BrowserContext, Locator, Page, expect

READING_WORDS_PER_S = 238 / 60
"""Adults' silent reading (Brysbaert 2019). Hardly anybody reads every word of a page: the figure is an upper bound."""
THINK_S = 1.35
"""The model's time to make up one's mind before each act."""
CLICK_S = THINK_S + 1.1 + 0.2
"""With the model's pointing and pressing."""
KEY_S = 0.5
"""The model's typist who isn't skilled."""
HAND_S = 0.4
"""From mouse to keys, and back."""
FILE_WINDOW_CLICKS = 2
"""The system's own file window is out of the browser's sight: a file, then Open."""

_COUNT = """
addEventListener('pointerdown', (event) => event.isTrusted && guideCount('click'), { capture: true });
addEventListener('keydown', (event) => event.isTrusted && guideCount('key'), { capture: true });
"""
_LINES = """
() => [...document.querySelectorAll('main, dialog[open], .toast')].flatMap((part) => part.innerText.split('\\n'))
"""


Pictures = dict[str, bytes]
"""WebP by name."""


@dataclass
class Step:
    """What one step of a way took. chosen: keys that were acts of their own; waited_s: of the machine."""

    words: str
    clicks: int = 0
    keys: int = 0
    chosen: int = 0
    read: int = 0
    waited_s: float = 0.0
    picture: str | None = None

    @property
    def seconds(self) -> float:
        """Time of the hands and of the eyes."""
        hands = 2 * HAND_S if self.keys and self.clicks else 0
        thought = self.chosen * THINK_S
        return self.clicks * CLICK_S + self.keys * KEY_S + thought + hands + self.read / READING_WORDS_PER_S


@dataclass
class Way:
    """The steps of a way through the pages so far."""

    title: str
    steps: list[Step] = field(default_factory=list)
    seen: set[str] = field(default_factory=set)

    @property
    def clicks(self) -> int:
        """All clicks."""
        return sum(step.clicks for step in self.steps)

    @property
    def keys(self) -> int:
        """All key presses."""
        return sum(step.keys for step in self.steps)

    @property
    def minutes(self) -> float:
        """Hands, eyes and machine together."""
        return sum(step.seconds + step.waited_s for step in self.steps) / 60


class Hands:
    """One person at one page."""

    def __init__(self, page: Page, way: Way, pictures: Pictures) -> None:
        self.page = page
        self.way = way
        self._pictures = pictures
        self._step = Step("")

    @classmethod
    async def on(cls, context: BrowserContext, way: Way, pictures: Pictures) -> Hands:
        """Open a page whose presses are counted."""
        hands = cls(await context.new_page(), way, pictures)
        await context.expose_binding("guideCount", lambda _source, kind: hands.count(kind))
        await context.add_init_script(_COUNT)
        return hands

    def count(self, kind: str) -> None:
        """Take a press that the browser told of."""
        if kind == "click":
            self._step.clicks += 1
        else:
            self._step.keys += 1

    @asynccontextmanager
    async def step(self, words: str, *, picture: str | None = None) -> AsyncIterator[None]:
        """A step of the way; ends with reading what is new, and a picture if one is named."""
        self._step = Step(words, picture=picture)
        yield
        # Presses are told by messages of their own: they are all there once the page has answered.
        await self.page.evaluate("() => new Promise((done) => requestAnimationFrame(() => setTimeout(done, 50)))")
        self._step.read += await self._read()
        if picture:
            await self.photograph(picture)
        self.way.steps.append(self._step)

    async def _read(self) -> int:
        """Return the number of words in lines that weren't in sight on this way before."""
        lines = {" ".join(line.split()) for line in await self.page.evaluate(_LINES)} - self.way.seen
        self.way.seen |= lines
        return sum(len(line.split()) for line in lines)

    async def look(self) -> None:
        """Read what has come into sight within a step."""
        self._step.read += await self._read()

    async def click(self, target: Locator) -> None:
        """Click, as a hand does: on the middle of what is in sight."""
        await target.scroll_into_view_if_needed()
        await target.click()

    async def type(self, target: Locator, text: str) -> None:
        """Click into a field and type."""
        await self.click(target)
        await self.page.keyboard.type(text)

    async def choose(self, box: Locator, label: str) -> None:
        """Choose from a list: click it, type how the entry begins, Enter. The list itself is the system's."""
        await self.click(box)
        await self.page.keyboard.press("Escape")
        await box.select_option(label=label)
        self._step.keys += 3

    async def press(self, key: str) -> None:
        """Press a key that does something by itself."""
        self._step.chosen += 1
        await self.page.keyboard.press(key)

    async def choose_file(self, button: Locator, file: Path) -> None:
        """Open the system's file window, and choose a file there."""
        async with self.page.expect_file_chooser() as opened:
            await button.click()
        self._step.clicks += FILE_WINDOW_CLICKS
        await (await opened.value).set_files(file)

    async def wait(self, until: Awaitable[object]) -> None:
        """Wait for the machine."""
        began = time.monotonic()
        await until
        self._step.waited_s += time.monotonic() - began

    async def see(self, thing: Locator) -> None:
        """Wait until something is there."""
        await self.wait(expect(thing).to_be_visible(timeout=60_000))

    async def photograph(self, name: str) -> None:
        """Take a picture of what is in sight, for the guide."""
        await self.page.evaluate("document.fonts.ready")
        session = await self.page.context.new_cdp_session(self.page)
        taken = await session.send("Page.captureScreenshot", {"format": "webp", "quality": 70})
        await session.detach()
        self._pictures[name] = base64.b64decode(taken["data"])
