"""A long sitting at full speed: how soon an answer is kept on the device, and what the page holds after an hour.

*Kept*: from the choice until the chip says "Saved on this Chromebook", which it says when the write to disk has ended
(or "Saved", where the server was quicker). Choices only: typing goes into the log after a pause of 300 ms, by design.
The *hour* is an hour's work without its waiting: a question a minute, six changes of its answer and four heartbeats,
each fired as soon as the one before is through. The heap is the page's own after a full collection.
"""

from __future__ import annotations

from dataclasses import dataclass

from playwright.async_api import Browser, Request

from scripts.benchmarks.chromebook import Chromebook, chromebook
from scripts.benchmarks.door import Door
from scripts.benchmarks.stage import Pupil
from scripts.benchmarks.table import Figure, at_most
from scripts.benchmarks.wire import percentile

CHOICES = 300
MINUTES = 60
LOOK_EVERY = 10
CHANGES = 6
BEATS = 4
MB = 1_000_000
WATCH = """(() => {
  const proper = window.setTimeout.bind(window);
  const pause = (ms) => new Promise((done) => proper(done, ms));
  let beat = null;
  // The only timer of this length is the heartbeat's: 15 s, more or less.
  window.setTimeout = (run, ms, ...rest) => {
    if (ms >= 11_900 && ms <= 18_100) beat = run;
    return proper(run, ms, ...rest);
  };
  window.heartbeat = async () => {
    while (!beat) await pause(5);
    const run = beat;
    beat = null;
    run();
    while (!beat) await pause(5);
  };
})()"""
_KEPT = """async (choices) => {
  const chip = document.querySelector('[data-status]');
  const boxes = [...document.querySelectorAll('.question__answer input[type=radio]')];
  const took = [];
  for (let n = 0; n < choices; n += 1) {
    const box = boxes.find(({ checked }) => !checked);
    await new Promise((done) => {
      const began = performance.now();
      const watch = new MutationObserver(() => {
        if (!chip.textContent.startsWith('Saved')) return;
        took.push((performance.now() - began) / 1000);
        watch.disconnect();
        done();
      });
      watch.observe(chip, { childList: true, subtree: true, characterData: true });
      box.click();
    });
    await new Promise((done) => setTimeout(done, 20));
  }
  return took;
}"""
_MINUTE = """async ([minute, questions, changes, beats]) => {
  const pause = (ms) => new Promise((done) => setTimeout(done, ms));
  location.hash = `#q${(minute % questions) + 1}`;
  await pause(20);
  const host = document.querySelector('.question__answer');
  const tell = (field, type) => field.dispatchEvent(new Event(type, { bubbles: true }));
  const told = (field) => ['input', 'change', 'focusout'].forEach((type) => tell(field, type));
  const change = (n) => {
    const find = (what) => { const all = [...host.querySelectorAll(what)]; return all[n % all.length]; };
    const editor = host.querySelector('.code-field')?.lastElementChild?.shadowRoot?.querySelector('.cm-content');
    const text = find('input[type=text], textarea:not(.program textarea)');
    const select = find('select');
    const line = find('.sorting__item button');
    const button = find('.truth__cell, .sortable button, [data-do="Add"], [data-do="Take out"]');
    if (editor) { editor.focus(); document.execCommand('insertText', false, `# ${n}`); editor.blur(); }
    else if (text) { text.focus(); text.value = `${n + minute * 10}`; told(text); }
    else if (select) { select.selectedIndex = 1 + (n % (select.options.length - 1)); told(select); }
    else if (line) line.dispatchEvent(new KeyboardEvent('keydown', { key: `${n % 3}`, bubbles: true }));
    else if (button) button.click();
    else find('input:not(:checked)')?.click();
  };
  for (let n = 0; n < changes; n += 1) { change(n); await pause(10); }
  for (let n = 0; n < beats; n += 1) await window.heartbeat();
  return document.querySelector('[data-status]').textContent;
}"""


async def figures(browser: Browser, door: Door, pupil: Pupil) -> list[Figure]:
    """Measure one device: p99 of the choices, and the heap."""
    async with chromebook(browser, door, pupil, WATCH) as device:
        await device.open()
        await device.kept()
        await device.show(1)
        kept = percentile(await device.tell(_KEPT, CHOICES), 0.99)
        hour = await _sit(device, len(pupil.items))
    return [
        at_most(f"Answer kept on the device, p99 of {CHOICES}", kept, "ms", 50),
        at_most(f"Heap after {MINUTES} min", hour.held, "MB", 40),
        at_most("… its growth in the last third, in 10 min", hour.growth, "MB", 1, baseline=hour.growth_before),
    ]


@dataclass(frozen=True)
class Hour:
    """The heap in MB, and how much it grew in ten minutes, in the last third and in the one before."""

    held: float
    growth: float
    growth_before: float


async def _sit(device: Chromebook, questions: int) -> Hour:
    sent: list[int] = []

    def listen(request: Request) -> None:
        if request.url.endswith("/events"):
            sent.append(len((request.post_data_json or {"events": []})["events"]))

    device.page.on("request", listen)
    held = [await _heap(device)]
    for minute in range(MINUTES):
        words = await device.tell(_MINUTE, [minute, questions, CHANGES, BEATS])
        if not words.startswith("Saved"):
            raise RuntimeError(f"After minute {minute} the page says {words!r}")
        if (minute + 1) % LOOK_EVERY == 0:
            held.append(await _heap(device))
    # A change to the same answer is none.
    if sum(sent) < 0.7 * MINUTES * CHANGES or len(sent) < MINUTES * BEATS:
        raise RuntimeError(f"That was no hour: {sum(sent)} answers in {len(sent)} requests")
    third = (len(held) - 1) // 3
    growth = (held[-1] - held[-1 - third]) / third
    return Hour(held[-1], growth, (held[-1 - third] - held[-1 - 2 * third]) / third)


async def _heap(device: Chromebook) -> float:
    for _ in range(2):
        await device.devtools.send("HeapProfiler.collectGarbage")
    return float((await device.devtools.send("Runtime.getHeapUsage"))["usedSize"]) / MB
