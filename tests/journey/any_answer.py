"""Hands that answer a question of whatever type, by whatever it is answered with."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

from playwright.async_api import Locator, Page

ANSWERED = "document.querySelector('[data-progress]').value"
TYPED = "input[type=text], textarea:not(.program textarea, .textarea--s)"


async def answer_somehow(page: Page) -> None:
    """Answer the question that is shown; which answer doesn't matter."""
    host = page.locator(".question__answer")
    await host.locator("*").first.wait_for()
    before = await page.evaluate(ANSWERED)
    for way in WAYS:
        await way(host)
        if await page.evaluate(ANSWERED) > before:
            return
    raise AssertionError(f"nothing here answers it: {await host.inner_text()}")


async def _choose(host: Locator) -> None:
    box = host.locator("input[type=radio], input[type=checkbox]").first
    if await box.count():
        await box.check()


async def _pick(host: Locator) -> None:
    for box in await host.locator("select").all():
        await box.select_option(index=1)


async def _put(host: Locator) -> None:
    """A line of a program is added, an item goes into the first box, or another place in the order."""
    add, handle = host.locator("button[aria-label^='Add: ']:visible").first, host.locator(".sortable__handle").first
    if await add.count():
        await add.click()
    elif await handle.count():
        await handle.focus()
        for key in ("1", "Space", "ArrowDown", "Space"):
            await host.page.keyboard.press(key)


async def _write_program(host: Locator) -> None:
    editor = host.locator(".cm-content").first
    if await editor.count():
        await editor.focus()
        await host.page.keyboard.press("Control+a")
        await host.page.keyboard.type("print('kept')")


async def _type(host: Locator) -> None:
    for box in await host.locator(TYPED).all():
        await box.fill("1")


async def _press(host: Locator) -> None:
    button = host.locator("button").first
    if await button.count():
        await button.click()


WAYS: tuple[Callable[[Locator], Awaitable[None]], ...] = (_choose, _pick, _put, _write_program, _type, _press)
