"""How hands come to what a pupil's device says by itself: no Wi-Fi, another tab, an answer given in two places."""

from __future__ import annotations

import re

from playwright.async_api import Page, Route, expect

ANOTHER_TAB = "navigator.locks.request = () => Promise.reject(new DOMException('Held', 'TimeoutError'))"
TWO_ANSWERS = """async () => {
  const of = (request) => new Promise((done) => (request.onsuccess = () => done(request.result)));
  const attempt = new URLSearchParams(location.search).get('attempt');
  const { name } = (await indexedDB.databases()).find(({ name }) => name.endsWith(attempt));
  const database = await of(indexedDB.open(name));
  const [{ id }] = (await of(database.transaction('package').objectStore('package').get('package'))).items;
  const ask = { item: id, here: { text: 'RAM is fast.\\nIt forgets.' }, there: { text: 'Because '.repeat(60) } };
  await of(database.transaction('meta', 'readwrite').objectStore('meta').put([ask], 'asks'));
  database.close();
}"""


async def lose_wifi(page: Page) -> None:
    """Sit a little, then come to the first page while no server answers."""

    async def nobody(route: Route) -> None:
        await route.abort()

    address = page.url
    await page.get_by_role("link", name="Carry on").first.click()
    await expect(page.locator("[data-status]")).to_have_text("Saved")
    # Not "**/api/**": modules lie in a folder of that name, and who comes first has none of them kept yet.
    await page.route(re.compile(r"^https?://[^/]+/api/"), nobody)
    await page.goto(address)
    await expect(page.get_by_role("link", name="Go on").first).to_be_visible()


async def sit_in_another_tab(page: Page) -> None:
    """Load the page again while another tab holds the attempt."""
    await page.add_init_script(ANOTHER_TAB)
    await page.reload()
    await expect(page.get_by_role("button", name="Use here")).to_be_visible()


async def answer_in_two_places(page: Page) -> None:
    """Load the page again where the device knows of a second answer."""
    await expect(page.locator("[data-status]")).to_have_text("Saved")
    await page.evaluate(TWO_ANSWERS)
    await page.reload()
    await expect(page.get_by_role("region", name="in two places")).to_be_visible()
