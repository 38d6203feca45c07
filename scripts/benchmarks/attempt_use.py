"""How the attempt page answers a pupil's hands at a quarter of this machine's speed.

Each *interaction* is what the browser itself counts as one (a real click, a real key), and its time is that until the
next picture, as Event Timing has it: in steps of 8 ms; what is below 16 ms is counted, but not told. A *round* goes
through every question: choose, type, pick, put in order by keys, flag, next, and back over the strip. *Run* is the
time from the click until the output stands; the first one is that of a page that has just been opened.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from statistics import median

from playwright.async_api import Browser, Locator, Page

from scripts.benchmarks import attempt_hour
from scripts.benchmarks.chromebook import FREE, NONE, SLOWER, Chromebook, chromebook
from scripts.benchmarks.door import Door
from scripts.benchmarks.stage import Pupil
from scripts.benchmarks.table import Figure, at_most

KEY_MS = 50
"""Between keys: faster than anybody of that age types."""
LEAST_MS = 16.0
PROGRAM = "for step in range(3):\n    print(step, 'kept')"
PRINTED = "2 kept"
WATCH = """(() => {
  const longest = new Map();
  let first = 0;
  new PerformanceObserver((list) => {
    for (const { interactionId: id, duration } of list.getEntries()) {
      if (id) longest.set(id, Math.max(longest.get(id) ?? 0, duration));
    }
  }).observe({ type: 'event', durationThreshold: 16, buffered: true });
  window.interactions = {
    begin() { longest.clear(); first = performance.interactionCount; },
    async end() {
      await new Promise((done) => setTimeout(done, 300));
      return { count: performance.interactionCount - first, told: [...longest.values()] };
    },
  };
})()"""
_RUN = """async (wanted) => {
  const button = document.querySelector('.button--run');
  const output = document.querySelector('.program__output');
  output.replaceChildren();
  const began = performance.now();
  button.click();
  await new Promise((done) => {
    const watch = new MutationObserver(() => output.textContent.includes(wanted) && done(watch.disconnect()));
    watch.observe(output, { childList: true, subtree: true, characterData: true });
  });
  const took = performance.now() - began;
  while (button.getAttribute('aria-disabled') === 'true') await new Promise((done) => setTimeout(done, 10));
  return took;
}"""


async def figures(browser: Browser, door: Door, pupil: Pupil, *, rounds: int) -> list[Figure]:
    """Measure one device of one pupil; every figure is the median of ``rounds``, unless it says otherwise."""
    kinds = [kind for _, kind in pupil.items]
    program = kinds.index("python_code") + 1
    async with chromebook(browser, door, pupil, WATCH) as device:
        await device.open()
        await device.kept()
        await device.slow_down(cpu=SLOWER)
        hands = [await _worst(device, lambda: _go_through(device, len(kinds))) for _ in range(rounds)]
        typing = [await _worst(device, lambda: _write(device, program)) for _ in range(rounds)]
        with_server, alone = await _runs(device, program, rounds)
    return [
        at_most("INP p98 of a round of all questions", median(hands), "ms", 100),
        at_most("INP p98, typing in the code editor", median(typing), "ms", 200),
        *await attempt_hour.figures(browser, door, pupil),
        *_run_figures("by the server", with_server),
        *_run_figures("without Wi-Fi", alone),
    ]


def _run_figures(where: str, runs: Sequence[tuple[float, float]]) -> list[Figure]:
    first, following = (median(each) / 1000 for each in zip(*runs, strict=True))
    return [
        at_most(f"Python Run {where}: first", first, "s", 1.5),
        at_most(f"Python Run {where}: next", following, "s", 0.2),
    ]


async def _worst(device: Chromebook, act: Callable[[], Awaitable[None]]) -> float:
    """Return the 98th percentile of the interactions of an act, in ms."""
    await device.tell("() => window.interactions.begin()")
    await act()
    found = await device.tell("() => window.interactions.end()")
    ordered = sorted(found["told"], reverse=True)
    place = int(found["count"] * 0.02)
    return float(ordered[place]) if place < len(ordered) else LEAST_MS


async def _go_through(device: Chromebook, questions: int) -> None:
    """Answer every question by real clicks and keys, and go back over the strip."""
    page = device.page
    await device.show(1)
    for number in range(1, questions + 1):
        host = page.locator(".question__answer")
        await host.locator("*").first.wait_for()
        for way in _WAYS:
            await way(host)
        await page.locator(".attempt__foot button[aria-pressed]").click()
        if number < questions:
            await page.locator(".attempt__foot button[type=submit]").click()
            await device.at(number + 1)
    for number in range(questions, 0, -3):
        await page.locator(f".strip a[href='#q{number}']").click()
        await device.at(number)


async def _choose(host: Locator) -> None:
    for box in (await host.locator("input[type=radio]:visible, input[type=checkbox]:visible").all())[:3]:
        await box.click()


async def _pick(host: Locator) -> None:
    for box in (await host.locator("select:visible").all())[:2]:
        await box.focus()
        await host.page.keyboard.press("ArrowDown")


async def _put(host: Locator) -> None:
    handle = host.locator(".sortable__handle:visible").first
    if await handle.count():
        await handle.focus()
        for key in ("Space", "ArrowDown", "ArrowDown", "Space"):
            await host.page.keyboard.press(key)


async def _press(host: Locator) -> None:
    """Cells of a truth table; a line of a program is added."""
    for button in (await host.locator(".truth__cell:visible, [data-do='Add']:visible").all())[:2]:
        await button.click()


async def _type(host: Locator) -> None:
    fields = host.locator("input[type=text]:visible, textarea:visible:not(.program textarea)")
    for box in (await fields.all())[:2]:
        await box.click()
        await host.page.keyboard.type("byte 12", delay=KEY_MS)


async def _edit(host: Locator) -> None:
    editor = host.locator(".cm-content").first
    if await editor.count():
        await editor.click()
        await host.page.keyboard.type("x = 12", delay=KEY_MS)


_WAYS: tuple[Callable[[Locator], Awaitable[None]], ...] = (_choose, _pick, _put, _press, _type, _edit)


async def _write(device: Chromebook, number: int) -> None:
    """Write the program in place of what stands in the editor, key by key."""
    await device.show(number)
    await device.page.locator(".cm-content").click()
    await device.page.keyboard.press("Control+a")
    await _keys(device.page, PROGRAM)


async def _keys(page: Page, program: str) -> None:
    """Type a program; the editor indents by itself."""
    for line in program.split("\n"):
        await page.keyboard.type(line.strip() + "\n", delay=KEY_MS)


async def _runs(device: Chromebook, number: int, rounds: int) -> tuple[list[tuple[float, float]], ...]:
    """Open the page and run the program twice by the server, and twice without any network; gives ms."""
    found: dict[bool, list[tuple[float, float]]] = {True: [], False: []}
    for _ in range(rounds):
        for reached in (True, False):
            await device.slow_down(cpu=SLOWER, line=FREE)
            await device.open()
            await device.show(number)
            await device.page.locator(".cm-content").wait_for()
            await device.page.locator(".button--run").wait_for()
            await device.slow_down(cpu=SLOWER, line=FREE if reached else NONE)
            first = float(await device.tell(_RUN, PRINTED))
            found[reached].append((first, float(await device.tell(_RUN, PRINTED))))
    await device.slow_down()
    return found[True], found[False]
