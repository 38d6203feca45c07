"""How the attempt page comes to a pupil: bytes, and the time until the first question takes an answer.

*Interactive*: the first question is painted and its field takes an answer. The field is clicked, the page says at once
that it is saving, and the frame after that has been drawn. *Cold*: a new device; *warm*: the same device comes again,
once its service worker has kept everything; *offline*: it reloads without any network. The bytes are those of the
answers' bodies as they came over the line, in kB of 1,024. *The page* is what its HTML names, and what it asks the API;
on top comes what the types of the attempt's questions need before the first of them is shown. *A question type* is its
pupil half, as in ``tests/web/files.test.mjs``; what it shares counts with all of them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from statistics import median
from urllib.parse import urlsplit

from playwright.async_api import Browser

from scripts.benchmarks.chromebook import FAST_3G, FREE, NONE, SLOWER, Chromebook, chromebook
from scripts.benchmarks.door import Door
from scripts.benchmarks.stage import Pupil
from scripts.benchmarks.table import Figure, at_most

KB = 1024
WATCH = """(() => {
  const seen = (window.seen = { lcp: 0, shift: 0 });
  const watch = (type, each) =>
    new PerformanceObserver((list) => list.getEntries().forEach(each)).observe({ type, buffered: true });
  watch('largest-contentful-paint', (entry) => (seen.lcp = entry.startTime));
  watch('layout-shift', (entry) => (seen.shift += entry.hadRecentInput ? 0 : entry.value));
  window.interactive = new Promise((done) => {
    const look = () => {
      const field = document.querySelector('.question__answer:not([inert]) input:not(:checked)');
      const chip = document.querySelector('[data-status]');
      const before = chip?.dataset.state;
      field?.click();
      if (!field || before === 'saving' || chip.dataset.state !== 'saving') requestAnimationFrame(look);
      else requestAnimationFrame(() => setTimeout(() => done(performance.now())));
    };
    requestAnimationFrame(look);
  });
})()"""
_CAME = """() => [...performance.getEntriesByType('navigation'), ...performance.getEntriesByType('resource')]
  .map(({ name, encodedBodySize: bytes, responseEnd: at }) => ({ path: new URL(name).pathname, bytes, at }))"""
_SAVED = """async () => {
  const chip = document.querySelector('[data-status]');
  while (chip.textContent !== 'Saved') await new Promise((done) => setTimeout(done, 20));
}"""
_EDITOR = re.compile(r"/(question-types/(python_code/|program-runner)|core/(code-|indent)|vendor/codemirror)")
_TYPE = re.compile(r"/question-types/(\w+)/")
_INERT = re.compile(r"<template.*?</template>", re.DOTALL)
_PRACTICE = re.compile(r"/(core/python-|vendor/micropython)")


@dataclass(frozen=True)
class Came:
    """One answer of the server: its path, the bytes of its body as sent, whether the first question waited for it."""

    path: str
    bytes: int
    first: bool

    @property
    def kind(self) -> str:
        """What it counts as."""
        if self.path.startswith("/api/"):
            return "JSON"
        ending = self.path.rpartition(".")[2]
        return {"js": "JS", "css": "CSS", "woff2": "font", "svg": "icons"}.get(ending, "HTML")


@dataclass(frozen=True)
class Loading:
    """One device's times in ms, its layout shift, what came, and the page's HTML."""

    cold: float
    warm: float
    offline: float
    lcp: float
    shift: float
    came: Sequence[Came]
    html: str


async def figures(browser: Browser, door: Door, pupils: Sequence[Pupil], *, free: int) -> list[Figure]:
    """Measure a device a pupil: the first ``free`` of them at full speed, for the baseline."""
    baseline = [await _load(browser, door, pupil, slow=False) for pupil in pupils[:free]]
    loaded = [await _load(browser, door, pupil, slow=True) for pupil in pupils[free:]]
    return [*_bytes(loaded[0]), *_times(loaded, baseline, door.protocol)]


async def _load(browser: Browser, door: Door, pupil: Pupil, *, slow: bool) -> Loading:
    cpu, line = (SLOWER, FAST_3G) if slow else (1, FREE)
    async with chromebook(browser, door, pupil, WATCH) as device:
        await device.slow_down(cpu=cpu, line=line)
        html = await device.open()
        cold = await _interactive(device)
        await device.slow_down()
        await device.tell(_SAVED)
        await device.kept()
        seen, came = await device.tell("() => window.seen"), await device.tell(_CAME)
        await device.slow_down(cpu=cpu, line=line)
        await device.open()
        warm = await _interactive(device)
        await device.tell(_SAVED)
        await device.slow_down(cpu=cpu, line=NONE)
        await device.page.reload()
        offline = await _interactive(device)
    answers = [Came(each["path"], each["bytes"], each["at"] <= cold) for each in came]
    return Loading(cold, warm, offline, seen["lcp"], seen["shift"], answers, html)


async def _interactive(device: Chromebook) -> float:
    return float(await device.tell("() => window.interactive"))


def _bytes(loaded: Loading) -> list[Figure]:
    html = _INERT.sub("", loaded.html)
    named = {urlsplit(path).path for path in re.findall(r'(?:href|src)="([^"]+)"', html)}
    first = [each for each in loaded.came if each.first]
    page = [each for each in first if each.path in named or each.kind in {"HTML", "JSON"}]
    later = [each for each in loaded.came if each.path not in named]
    types = {match[1] for each in first if (match := _TYPE.search(each.path))}
    halves = [(f"/{key}/answer.js", f"/{key}/style.css") for key in types]
    of_a_type = [_kb([each for each in first if each.path.endswith(half)]) for half in halves]
    editor, practice = ([each for each in later if part.search(each.path)] for part in (_EDITOR, _PRACTICE))
    limits = {"JS": 30, "CSS": 12, "HTML": 6, "font": 34, "JSON": 18}
    return [
        at_most("Attempt page cold, all bytes (gz)", _kb(page), "kB", 100),
        *(
            at_most(f"… {kind}", _kb([each for each in page if each.kind == kind]), "kB", most)
            for kind, most in limits.items()
        ),
        at_most("Largest question type (gz)", max(of_a_type), "kB", 4),
        Figure(f"All {len(types)} question types and what they share (gz)", _kb(first) - _kb(page), "kB", ""),
        at_most("Code question: its editor on top (gz)", _kb(editor), "kB", 140),
        Figure("Python for Run without Wi-Fi, after that (gz)", _kb(practice), "kB", ""),
    ]


def _times(loaded: Sequence[Loading], baseline: Sequence[Loading], protocol: str) -> list[Figure]:
    def seconds(name: str, some: Sequence[Loading]) -> float:
        return float(median(getattr(each, name) for each in some)) / 1000

    wanted = (
        ("cold", f"Interactive, cold, over {protocol}", 2.0),
        ("warm", "Interactive, warm", 1.0),
        ("offline", "Interactive, offline reload", 1.0),
        ("lcp", "LCP cold", 2.0),
    )
    shift = median(each.shift for each in loaded)
    return [
        *(at_most(words, seconds(name, loaded), "s", most, seconds(name, baseline)) for name, words, most in wanted),
        Figure("CLS cold", shift, "", "0.00", holds=shift < 0.005),
    ]


def _kb(came: Iterable[Came]) -> float:
    return sum(each.bytes for each in came) / KB
