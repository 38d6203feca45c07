"""The states of answers that go without a network: on the pupil's screen and on the teacher's page."""

from __future__ import annotations

import json
import re
import time
from urllib.parse import parse_qs, urlsplit

from playwright.async_api import FilePayload, Page, Route, expect

from tests.web.quiet import settled


async def show_codes(page: Page) -> None:
    """Answer where the Wi-Fi has gone, and show the answer to a camera."""

    async def nobody(route: Route) -> None:
        await route.abort()

    await expect(page.locator("[data-status]")).to_have_text("Saved")
    await settled(page)
    await page.route("**/api/**", nobody)
    # Another answer each time: the same one again is nothing to send.
    await page.get_by_role("textbox").fill(f"nibble {time.time_ns()}")
    await expect(page.locator("[data-banner]")).to_contain_text("Wi-Fi dropped.", timeout=20_000)
    # It is offered after three minutes. Only this page's clock jumps: other states share the profile.
    await page.evaluate("(now => { performance.now = () => now() + 200_000; })(performance.now.bind(performance))")
    await page.get_by_role("button", name="Save my answers to a file").click(timeout=40_000)
    await page.get_by_role("button", name="Show to a camera").click()
    await expect(page.locator("canvas.rescue__code")).to_be_visible()


def _file(name: str, text: str) -> FilePayload:
    return {"name": name, "mimeType": "application/json", "buffer": text.encode()}


async def bring_files(page: Page) -> None:
    """Choose a picture, and a file without a signature that somebody handed in; press once."""
    at = urlsplit(page.url)
    path = f"/api/assignments/{parse_qs(at.query)['assignment'][0]}/live/stream?once=true"
    stream = await page.request.get(f"{at.scheme}://{at.netloc}{path}")
    rows = json.loads(re.findall(r"^data: (.*)$", await stream.text(), re.MULTILINE)[0])["rows"]
    row, now = next(row for row in rows if row["state"] == "open"), int(time.time() * 1000)
    held = {
        "v": 1,
        "attempt": row["attempt_id"],
        "pupil": row["pupil_id"],
        "epoch": 1,
        "device": "Chrome on Chromebook",
        "made_at": now,
        "handed_in": now,
        "final": [],
        "events": [[1, 1, "018f0000-0000-7000-8000-000000000000", None, now]],
    }
    file = {"kind": "ks3-answers", "answers": json.dumps(held), "signature": ""}
    choose = page.locator("input[type=file]")
    await choose.set_input_files([_file("picture.json", "no answers"), _file("a.ks3.json", json.dumps(file))])
    await page.get_by_role("button", name=re.compile("^Take in")).click()
    await expect(page.get_by_role("button", name=re.compile("^I saw the screen"))).to_be_visible()
