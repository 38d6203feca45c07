"""How hands run programs on the pages that have some."""

from __future__ import annotations

from playwright.async_api import Page, expect


async def run_a_slip(page: Page) -> None:
    """Run a program that isn't right by its example, then one with a mistake in it."""
    await page.get_by_role("button", name="Run the examples").click()
    await expect(page.get_by_role("heading", name="What differs in Example 1")).to_be_visible()
    await page.locator(".cm-content").focus()
    await page.keyboard.press("Control+End")
    await page.keyboard.type("print(nam)")
    await page.get_by_role("button", name="Run", exact=True).click()
    await expect(page.get_by_role("button", name="Go to line 2")).to_be_visible()


async def run_one_line(page: Page) -> None:
    """Run a program of lines whose first line fails; on a second visit it has been put there already."""
    add, taken = [page.get_by_role("button", name=f"{does}: print(total)") for does in ("Add", "Take out")]
    await expect(add.or_(taken)).to_be_visible()
    if await add.is_visible():
        await add.click()
    await page.get_by_role("button", name="Run", exact=True).click()
    await expect(page.get_by_role("group", name="The program that was run")).to_be_visible()


async def run_what_is_predicted(page: Page) -> None:
    """Fill in what a program prints by running it, then run one with a mistake."""
    run = page.get_by_role("button", name="Run it and fill this in")
    await page.get_by_label("Program", exact=True).fill("name = input('Your name? ')\nprint('Hello', name)")
    await page.get_by_label("What is typed in").fill("Ada")
    await run.click()
    await expect(page.get_by_label("What it prints")).to_have_value("Hello Ada")
    await page.get_by_label("Program", exact=True).fill("print(nam)")
    await run.click()
    await expect(page.get_by_role("status").filter(has_text="“nam”")).to_be_visible()
    await expect(page.get_by_label("What it prints")).to_have_value("Hello Ada")
