"""The live view in Chromium at a quarter of this machine's speed: 32 pupils by 40 questions, as a class sits."""

from __future__ import annotations

from statistics import median

from playwright.async_api import CDPSession, Page, expect

from backend.accounts.permissions import PLAIN_COOKIE
from scripts.benchmarks.chromebook import CHROMIUM, SLOWER, chromium
from scripts.benchmarks.stage import application, seed_class, stage
from scripts.benchmarks.table import Figure

PUPILS = 32
QUESTIONS = 40
ROUNDS = 5

_MEASURE = """async ([pupils, questions, rounds]) => {
  const page = document.querySelector('script[type=module]').src;
  const { liveGrid } = await import(page.replace('pages/teacher/live.js', 'teacher/live-grid.js'));
  const now = Date.now();
  const people = Array.from({ length: pupils }, (_, n) => ({ id: `p${n}`, display_name: `Pupil ${n} Bench` }));
  const row = (id, answered) => ({
    pupil_id: id, state: 'open', started_at: now - 6e5, ends_at: now + 6e5, paused_at: null, paused_by: null,
    submitted_by: null, seen_at: now, active_at: now, here: answered, pending: 0, left_page: 0, safe_copy: true,
    left_out: [],
    given: Array.from({ length: questions }, (_, n) => n), flagged: [3],
    answered: Array.from({ length: answered }, (_, n) => n),
  });
  const host = document.querySelector('.live-card > div:nth-of-type(2)');
  const timed = (act) => {
    const began = performance.now();
    act();
    host.getBoundingClientRect();
    return performance.now() - began;
  };
  const frame = () => new Promise((done) => requestAnimationFrame(() => setTimeout(done)));
  const found = { first: [], cell: [], sort: [] };
  for (let round = 0; round < rounds; round += 1) {
    const live = new Map(people.map(({ id }, n) => [id, row(id, (n * 7) % questions)]));
    const grid = liveGrid(host, { hrefOf: () => '#', onPick() {}, onMore() {}, onReopen() {}, acts: () => [] });
    await frame();
    found.first.push(timed(() => {
      grid.ask(Array.from({ length: questions }, (_, n) => ({ position: n + 1, stem_text: '' })));
      grid.order(people);
      grid.draw(live, now, false);
    }));
    await frame();
    live.set('p5', { ...live.get('p5'), answered: [...live.get('p5').answered, questions - 1] });
    found.cell.push(timed(() => grid.draw(live, now, false)));
    await frame();
    found.sort.push(timed(() => grid.order(people.toReversed())));
    await frame();
  }
  return found;
}"""


async def _measure(page: Page, devtools: CDPSession, rate: int) -> dict[str, float]:
    await devtools.send("Emulation.setCPUThrottlingRate", {"rate": rate})
    found = await page.evaluate(_MEASURE, [PUPILS, QUESTIONS, ROUNDS])
    return {name: median(times) for name, times in found.items()}


async def figures() -> list[Figure]:
    """Measure the first picture, one changed cell and another order, each with layout; beside it at full speed."""
    if CHROMIUM is None:
        return []
    async with stage() as on:
        seeded = await seed_class(on, pupils=2, questions=2)
        with application(on.settings) as (address, _):
            async with chromium() as running:
                context = await running.new_context(viewport={"width": 1366, "height": 768})
                await context.add_cookies([{"name": PLAIN_COOKIE, "value": seeded.teacher_token, "url": address}])
                page = await context.new_page()
                await page.goto(f"{address}/teacher/live?assignment={seeded.assignment_id}")
                await expect(page.locator(".heat--live")).to_be_visible()
                devtools = await context.new_cdp_session(page)
                free = await _measure(page, devtools, 1)
                slow = await _measure(page, devtools, SLOWER)
    wanted = (("first", "first picture", 500), ("cell", "one cell", 16), ("sort", "another order", 200))
    return [
        Figure(
            f"Live grid {PUPILS} x {QUESTIONS}, CPU / {SLOWER}: {words}",
            slow[name],
            "ms",
            f"≤ {most}",
            baseline=free[name],
            holds=slow[name] <= most,
        )
        for name, words, most in wanted
    ]
