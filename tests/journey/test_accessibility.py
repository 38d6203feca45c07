"""No page may be a barrier: axe in every state and look, and 320 px without scrolling sideways (WCAG 1.4.10)."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator
from itertools import product

import pytest
from fastapi import FastAPI
from playwright.async_api import Browser, BrowserContext, Page, ViewportSize, expect

from backend.accounts.permissions import PLAIN_COOKIE
from tests.journey.school_life import SchoolLife, live
from tests.journey.states import ELSEWHERE, STATES, State, page_paths
from tests.journey.watch import Watch
from tests.school import SchoolMaker
from tests.web import accessibility

pytestmark = [pytest.mark.browser, pytest.mark.database]

Profiles = dict[str, BrowserContext]

NARROW: ViewportSize = {"width": 320, "height": 640}
"""320 px is also 1280 px at 400 %."""

# Every pair of theme or paper, spacing and size comes up; dark has no paper.
PAPERS = ("light", "cream", "peach", "mint", "blue", "lilac", "dark")
LOOKS = [
    (paper, spacing, size)
    for at, (paper, size) in enumerate(product(PAPERS, ("100", "150", "200")))
    for spacing in (("normal", "wide")[at % 2],)
][1:]
"""All but the plain one, which every state is looked at in."""
PER_STATE = 5

UNDECIDED = re.compile(
    r"color-contrast: .*(background color could not be determined|too short to determine)", re.DOTALL
)
"""What axe can't see where panes scroll and bars float; the contrast of every pair of tokens is computed elsewhere."""


@pytest.fixture(scope="module")
async def life(app: FastAPI, server: str) -> AsyncIterator[SchoolLife]:
    """One school for all states; no state changes it."""
    maker = SchoolMaker(app, server)
    yield await live(maker)
    await maker.close()


async def _open(page: Page, server: str, state: State, life: SchoolLife) -> None:
    await page.goto(server + state.address.format(**life.ids))
    await _settle(page)
    if state.steps:
        await state.steps(page)
        await _settle(page)


async def _settle(page: Page) -> None:
    await page.locator("main:visible:not([aria-busy])").wait_for()
    await expect(page.locator(".skeleton")).to_have_count(0)
    await page.evaluate("document.fonts.ready.then(() => undefined)")


async def _barriers(page: Page) -> list[str]:
    return [line for line in await accessibility.problems(page) if not UNDECIDED.match(line)]


async def _look(page: Page, look: tuple[str, str, str]) -> None:
    paper, spacing, size = look
    dataset = {
        "theme": "dark" if paper == "dark" else "light",
        "overlay": "none" if paper in {"dark", "light"} else paper,
        "spacing": spacing,
        "textSize": size,
    }
    await page.evaluate("look => Object.assign(document.documentElement.dataset, look)", dataset)


async def _sideways(page: Page) -> list[str]:
    """What sticks out at the side of a narrow screen; its width counts only when the page itself scrolls."""
    over: list[str] = await page.evaluate(
        """() => document.documentElement.scrollWidth <= innerWidth ? [] : [...document.querySelectorAll('body *')]
          .map((each) => [each, each.getBoundingClientRect().right]).filter(([, end]) => end > innerWidth + 1)
          .map(([each, end]) => `${each.tagName}.${each.className} ends at ${end}`).slice(0, 8)"""
    )
    return over


def test_every_page_has_its_states() -> None:
    placed = {state.path for state in STATES}
    assert placed | ELSEWHERE == page_paths()
    assert not placed & ELSEWHERE


@pytest.fixture(scope="module")
async def everybody(browser: Browser, server: str, life: SchoolLife) -> AsyncIterator[tuple[Watch, Profiles]]:
    """A browser profile for each person; what never changes is loaded once."""
    watch = Watch(browser, server)
    opened = {}
    for who, person in life.people.items():
        opened[who] = await watch.profile()
        if accessibility.AXE.exists():
            await opened[who].add_init_script(path=accessibility.AXE)
        cookie = person.client.cookies[PLAIN_COOKIE]
        await opened[who].add_cookies([{"name": PLAIN_COOKIE, "value": cookie, "url": server}])
    yield watch, opened
    await watch.close()


@pytest.fixture
async def page(everybody: tuple[Watch, Profiles], state: State, life: SchoolLife, server: str) -> AsyncIterator[Page]:
    """The state's page, which may complain only when the server says no."""
    watch, profiles = everybody
    watch.complaints.clear()
    made = await profiles[state.who].new_page()
    await _open(made, server, state, life)
    yield made
    await made.close()
    assert state.fails or watch.complaints == []


@pytest.mark.parametrize("state", STATES, ids=lambda state: f"{state.path}: {state.name}")
async def test_state_has_no_barrier(page: Page) -> None:
    """In the plain look, and narrow."""
    assert await _barriers(page) == []
    await page.set_viewport_size(NARROW)
    assert await _sideways(page) == []


@pytest.mark.long
@pytest.mark.parametrize("state", STATES, ids=lambda state: f"{state.path}: {state.name}")
async def test_state_has_no_barrier_in_other_looks(page: Page, state: State) -> None:
    """In a few of the other looks, others for each state, so that every pair is seen many times."""
    first = STATES.index(state) * PER_STATE
    for at in range(first, first + PER_STATE):
        await _look(page, LOOKS[at % len(LOOKS)])
        assert await _barriers(page) == []
    await _look(page, ("light", "wide", "200"))
    await page.set_viewport_size({"width": 640, "height": 640})
    assert await _sideways(page) == []
