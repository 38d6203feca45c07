"""What a Chromebook keeps answers in, against Chromium's own IndexedDB."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.async_api import Page

pytestmark = [pytest.mark.browser, pytest.mark.database]

PRELUDE = """
  const release = document.querySelector('script[type=module]').src.split('/v/')[1].split('/')[0];
  const { openStore } = await import(`/v/${release}/js/attempt/indexed-db-store.js`);
  const open = () => openStore('pupil', 'attempt');
  const draft = (item, seq, text) => ({ epoch: 1, item, value: { text }, at: 7, seq, strict: true });
  const shown = (answers) => Object.fromEntries(answers.map(({ item, value }) => [item, value.text]));
"""


async def kept(page: Page, server: str, script: str) -> Any:
    """Return what a script gives that may ``open`` stores of one sitting and ``draft`` answers."""
    await page.goto(server)
    return await page.evaluate(f"async () => {{ {PRELUDE} {script} }}")


async def test_two_tabs_that_take_one_number_keep_both_answers(page: Page, server: str) -> None:
    script = """
      const [one, other] = [await open(), await open()];
      const written = await Promise.all([one.append(draft('a', 5, 'mine')), other.append(draft('b', 5, 'theirs'))]);
      const { answers } = await one.load();
      return { numbers: written.map(({ seq }) => seq), events: (await other.events()).length, shown: shown(answers) };
    """
    found = await kept(page, server, script)
    first, second = sorted(found["numbers"])
    assert first == 5 and second > 5
    assert (found["events"], found["shown"]) == (2, {"a": "mine", "b": "theirs"})


async def test_an_event_alone_is_enough_and_an_older_one_changes_nothing(page: Page, server: str) -> None:
    """A page that was closed wrote the event, and had no time to make it the answer of its item."""
    script = """
      const store = await open();
      await store.append(draft('a', 5, 'first'));
      await store.append(draft('b', 6, 'newest'));
      await store.requeue([draft('a', 7, 'closed'), draft('b', 2, 'old')].map(({ strict, ...event }) => event));
      const before = shown((await store.load()).answers);
      await store.remove([{ epoch: 1, seq: 5 }, { epoch: 1, seq: 6 }, { epoch: 1, seq: 2 }]);
      return [before, shown((await store.load()).answers)];
    """
    assert await kept(page, server, script) == [{"a": "closed", "b": "newest"}] * 2


async def test_another_number_for_an_answer_is_one_step(page: Page, server: str) -> None:
    script = """
      const store = await open();
      const former = await store.append(draft('a', 5, 'word'));
      await store.append({ ...former, seq: 9, strict: true, instead: former });
      const events = await store.events();
      return [events.map(({ seq }) => seq), shown((await store.load()).answers)];
    """
    assert await kept(page, server, script) == [[9], {"a": "word"}]
