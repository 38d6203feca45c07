"""The gallery shows every component in every state: none may be a barrier, in any theme, at any size."""

from __future__ import annotations

import pytest
from playwright.async_api import Page

from backend.questions.types.registry import ALL
from tests.web import accessibility

pytestmark = [pytest.mark.browser, pytest.mark.database]

PLAIN = ""
TOGETHER = ["theme=dark&font=lexend&spacing=wide&lines=wide", "overlay=cream&font=opendyslexic&text=200"]
"""Everything that can be chosen, in two looks; papers are also tried with the panel, in test_reading_tools.py."""
ALONE = [
    "theme=dark",
    "text=200",
    "spacing=wide&lines=wide",
    "font=lexend",
    "font=opendyslexic",
    *(f"overlay={paper}" for paper in ("cream", "peach", "mint", "blue", "lilac")),
]


async def _open(page: Page, address: str) -> None:
    await page.goto(address)
    await page.wait_for_load_state("networkidle")


@pytest.mark.parametrize("look", [PLAIN, *TOGETHER, *(pytest.param(look, marks=pytest.mark.long) for look in ALONE)])
async def test_gallery_has_no_barrier(page: Page, server: str, look: str) -> None:
    await _open(page, f"{server}/gallery?{look}")
    assert await page.locator("[data-live=editing] > section").count() == len(ALL)
    assert await accessibility.problems(page) == []


@pytest.mark.parametrize("path", ["/", "/staff", "/offline"])
@pytest.mark.parametrize("theme", ["light", "dark"])
async def test_first_pages_have_no_barrier(page: Page, server: str, path: str, theme: str) -> None:
    await page.add_init_script(f"localStorage.setItem('ks3.display', JSON.stringify({{theme: '{theme}'}}))")
    await _open(page, server + path)
    assert await page.evaluate("document.documentElement.dataset.theme") == theme
    assert await accessibility.problems(page) == []


@pytest.mark.parametrize(
    "path", ["/", "/staff", "/gallery", "/gallery?text=200", "/gallery?spacing=wide", "/gallery?font=opendyslexic"]
)
async def test_nothing_scrolls_sideways_on_a_narrow_screen(page: Page, server: str, path: str) -> None:
    """WCAG 1.4.10: 320 px wide, which is also 1280 px at 400 %; and 640 px with text at 200 %."""
    await page.set_viewport_size({"width": 640 if "200" in path else 320, "height": 640})
    await _open(page, server + path)
    assert await page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0


async def test_reading_tools_move_the_page_and_give_the_focus_back(page: Page, server: str) -> None:
    await _open(page, f"{server}/gallery?type=true_false")
    button = page.get_by_role("button", name="Reading tools", exact=True)
    await button.click()
    panel = page.get_by_role("region", name="Reading tools")
    await panel.get_by_role("button", name="Bigger text").click()
    await panel.get_by_label("Cream").check()
    await panel.get_by_label("Wider spacing").check()
    shown = await page.evaluate("({...document.documentElement.dataset})")
    plain = {"theme": "light", "lineSpacing": "normal", "font": "atkinson", "motion": "full"}
    assert shown == plain | {"overlay": "cream", "spacing": "wide", "textSize": "125"}
    assert await accessibility.problems(page) == []
    await page.keyboard.press("Escape")
    assert await button.evaluate("button => button === document.activeElement")
    assert await button.get_attribute("aria-expanded") == "false"


async def test_a_toast_offers_undo_and_a_dialog_gives_the_focus_back(page: Page, server: str) -> None:
    await _open(page, f"{server}/gallery?type=true_false")
    await page.get_by_role("button", name="Toast with undo").click()
    await page.locator(".toast-dock").get_by_role("button", name="Undo").click()
    assert await page.locator(".toast-dock .toast").count() == 0
    opener = page.get_by_role("button", name="Question", exact=True)
    await opener.focus()
    await page.keyboard.press("Enter")
    assert await page.get_by_role("dialog", name="Hand in now?").is_visible()
    assert await accessibility.problems(page) == []
    await page.keyboard.press("Escape")
    assert await page.locator("dialog").count() == 0
    assert await opener.evaluate("button => button === document.activeElement")


async def test_a_toast_can_be_pressed_above_a_dialog_and_is_announced_once(page: Page, server: str) -> None:
    await _open(page, f"{server}/gallery?type=true_false")
    await page.evaluate("""() => {
        window.heard = [];
        new MutationObserver(() => {
            const said = document.querySelector('.vh[aria-live=polite]')?.textContent;
            if (said && said !== heard.at(-1)) heard.push(said);
        }).observe(document.body, { subtree: true, childList: true, characterData: true });
    }""")
    # By mouse, where the dialog opened over the toast.
    opener = page.get_by_role("button", name="Question", exact=True)
    await page.get_by_role("button", name="Toast with undo").click()
    await opener.click()
    undo = page.get_by_role("dialog").get_by_role("region", name="Messages").get_by_role("button", name="Undo")
    # A toast under the mouse stays, however long the look at the page takes.
    await undo.hover()
    assert await accessibility.problems(page) == []
    await undo.click()
    assert await page.locator(".toast-dock .toast").count() == 0
    await page.keyboard.press("Escape")
    # By keyboard, from the dialog's last button and back to it.
    await page.get_by_role("button", name="Toast with undo").click()
    await opener.click()
    main = page.get_by_role("dialog").get_by_role("button", name="Hand in")
    await main.focus()
    await page.keyboard.press("Tab")
    assert await undo.evaluate("button => button === document.activeElement")
    await page.keyboard.press("Enter")
    assert await page.locator(".toast-dock .toast").count() == 0
    assert await main.evaluate("button => button === document.activeElement")
    # A dialog that closes leaves the toast on the page.
    await page.keyboard.press("Escape")
    await page.get_by_role("button", name="Toast with undo").click()
    await opener.click()
    await page.keyboard.press("Escape")
    await page.locator("body > .toast-dock").get_by_role("button", name="Undo").click()
    assert await page.locator(".toast-dock .toast").count() == 0
    assert await page.evaluate("heard") == ["3 questions archived. Undo is available."]


async def test_sign_in_says_what_is_missing_beside_the_field(page: Page, server: str) -> None:
    await _open(page, server)
    await page.get_by_role("button", name="Sign in").click()
    code = page.get_by_label("Class code")
    assert await code.evaluate("input => input === document.activeElement")
    assert await code.get_attribute("aria-invalid") == "true"
    described = await code.get_attribute("aria-describedby") or ""
    texts = [await page.locator(f"[id='{each}']").inner_text() for each in described.split()]
    assert texts[-1] == "Type the class code from the board"
    assert await accessibility.problems(page) == []
    await page.get_by_label("Password", exact=True).fill("plum")
    await page.get_by_role("button", name="Show the password").click()
    assert await page.get_by_label("Password", exact=True).get_attribute("type") == "text"
