"""axe-core over a page: every violation, and what it couldn't decide and nobody has explained."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.async_api import Page

AXE = Path(__file__).parent / "node_modules/axe-core/axe.min.js"
OPTIONS = {
    "runOnly": ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa", "best-practice"],
    "resultTypes": ["violations", "incomplete"],
    # No style sheets: where one imports another, axe would copy it into a <style>, which the content policy blocks.
    "preload": {"assets": ["media"]},
    "selectors": False,
}
COLOURS = {**OPTIONS, "runOnly": {"type": "rule", "values": ["color-contrast", "link-in-text-block"]}}
"""What another theme can break on a page that has no other problem."""

RUN = """async (options) => {
  // The buttons of a long dialog stay in sight, and axe can't tell the colours of what lies under them, nor of what is
  // cut off at its top.
  for (const dialog of document.querySelectorAll('dialog[open]')) dialog.scrollTop = 0;
  const buttons = [...document.querySelectorAll('dialog[open] .dialog__actions')];
  for (const each of buttons) each.style.position = 'static';
  const found = await axe.run(options);
  for (const each of buttons) each.style.position = '';
  return found;
}"""

EXPLAINED = {
    # Arrows, dots, single digits of a truth table, empty fields: files.test.mjs computes the contrast of every pair of
    # tokens.
    "color-contrast": (
        "Element content contains only non-text characters",
        "Element content is too short to determine if it is actual text content",
        "Element has no value; test color contrast with a value entered",
    ),
}


async def problems(page: Page, *, colours_only: bool = False) -> list[str]:
    """Return one line for each problem; empty is good. ``colours_only``: for a page looked at in another theme too."""
    if not AXE.exists():
        pytest.skip("axe-core is not installed: npm ci in tests/web")
    if not await page.evaluate("'axe' in globalThis"):
        await page.evaluate(AXE.read_text(encoding="utf-8"))
    result = await page.evaluate(RUN, COLOURS if colours_only else OPTIONS)
    found = [(each, node) for kind in ("violations", "incomplete") for each in result[kind] for node in each["nodes"]]
    return [
        f"{each['id']}: {node['html'][:160]} ({node['failureSummary']})"
        for each, node in found
        if not any(words in node["failureSummary"] for words in EXPLAINED.get(each["id"], ()))
    ]
