"""``./scripts/guide``: walks the ways, writes the figures and pictures of docs/guide/; fails when one is too long."""

from __future__ import annotations

import asyncio
import re
import shutil
import sys
from pathlib import Path

from playwright.async_api import async_playwright

from scripts.guide_pictures import walks
from scripts.guide_pictures.hands import Pictures, Step, Way
from scripts.guide_pictures.marking import another_time, mark_thirty
from scripts.guide_pictures.stage import Newcomer, newcomer

GUIDE = Path(__file__).resolve().parents[2] / "docs" / "guide"
PICTURES_KB = 1200
MINUTES = 10
CLICKS = 15


def table(way: Way) -> str:
    """Return what a way took, step by step, as Markdown."""

    def row(at: str, words: str, *figures: float) -> str:
        clicks, keys, read, person, machine = figures
        return f"| {at} | {words} | {clicks} | {keys} | {read} | {person:.0f} s | {machine:.1f} s |"

    def figures(step: Step) -> tuple[float, ...]:
        return step.clicks, step.keys, step.read, step.seconds, step.waited_s

    head = "| | Step | Clicks | Keys | Words to read | Hands and eyes | Machine |\n|---|---|---|---|---|---|---|"
    rows = [row(str(at), step.words, *figures(step)) for at, step in enumerate(way.steps, 1)]
    total = row("", f"**{way.minutes:.1f} minutes**", *map(sum, zip(*map(figures, way.steps), strict=True)))
    return "\n".join([head, *rows, total])


def write(name: str, way: Way) -> None:
    """Put the figures of a way between the marks of its page."""
    page = GUIDE / f"{name}.md"
    marks = re.compile(r"(<!-- measured -->\n).*(<!-- /measured -->)", re.DOTALL)
    text, found = marks.subn(lambda match: f"{match[1]}{table(way)}\n{match[2]}", page.read_text(encoding="utf-8"))
    if not found:
        raise SystemExit(f"{page.name} has no place for the figures")
    page.write_text(text, encoding="utf-8")


async def walk(who: Newcomer, pictures: Pictures) -> list[str]:
    """Walk all ways and write what they took; gives what is wrong."""
    browser_path = shutil.which("chromium-headless-shell") or shutil.which("chromium")
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=browser_path, args=["--no-sandbox"])
        by_file = await walks.from_a_file(browser, who, pictures)
        own, seen = await walks.own_variants(browser, who, pictures)
        paper = await walks.worksheet(browser, who, pictures)
        quiz = await walks.set_a_quiz(browser, who, pictures)
        right = await walks.put_right(browser, who, pictures)
        password = await walks.new_password(browser, who, pictures)
        cards = await walks.login_cards(browser, who, pictures)
        own_words = await mark_thirty(browser, who, pictures)
        absent = await another_time(browser, who, pictures)
        await browser.close()
    ways = {
        "from-a-lesson-file": by_file,
        "own-variants": own,
        "worksheet": paper,
        "set-a-quiz": quiz,
        "put-a-mark-right": right,
        "new-password": password,
        "login-cards": cards,
        "mark-free-text": own_words,
        "absent-pupil": absent,
    }
    for name, way in ways.items():
        write(name, way)
        print(f"{way.title}: {way.clicks} clicks, {way.keys} keys, {way.minutes:.1f} minutes")
    wrong = [f"{way.title}: over {MINUTES} minutes" for way in ways.values() if way.minutes > MINUTES]
    wrong += [f"{way.title}: over {CLICKS} clicks" for way in ways.values() if way.clicks > CLICKS]
    return wrong if len(seen) == len(who.pupils) else [*wrong, "Two pupils see the same question"]


def main() -> int:
    """Walk, write, and say whether the ways are short enough."""
    pictures: Pictures = {}
    with newcomer() as who:
        wrong = asyncio.run(walk(who, pictures))
    (GUIDE / "pictures").mkdir(parents=True, exist_ok=True)
    for name, picture in pictures.items():
        (GUIDE / "pictures" / f"{name}.webp").write_bytes(picture)
    size_kb = sum(map(len, pictures.values())) / 1000
    print(f"{len(pictures)} pictures, {size_kb:.0f} kB")
    if size_kb > PICTURES_KB:
        wrong.append(f"The pictures are over {PICTURES_KB} kB")
    print(*wrong, sep="\n", file=sys.stderr)
    return 1 if wrong else 0


sys.exit(main())
