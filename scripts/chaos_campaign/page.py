"""One tab that sits one attempt: it logs first, sends what is logged, and forgets only what was acknowledged."""

from __future__ import annotations

import asyncio
import contextlib
import time
from typing import Any

from scripts.chaos_campaign.disk import DiskFull, Torn
from scripts.chaos_campaign.parts import Parts
from scripts.chaos_campaign.protocol import (
    BATCH_EVENTS,
    TYPING_PAUSE_S,
    Event,
    Place,
    Refused,
    backoff_s,
    choose_batch,
    heartbeat_s,
    lane_jump,
)
from scripts.chaos_campaign.wire import Clock, Line

_ROUNDS = 3


class Page:
    """A tab. ``take_over`` False: it only delivers what its device holds, in the epochs that it was made in.

    ``opened``: what the start of a new attempt has answered, which is its first opening.
    """

    def __init__(self, parts: Parts, *, take_over: bool = True, opened: dict[str, Any] | None = None) -> None:
        self._parts = parts
        self._store, self._line, self._history, self._rng = parts.store, parts.line, parts.history, parts.rng
        facts = self._store.facts()
        self.epoch: int = facts.get("epoch", 0)
        self._answers = self._store.answers()
        self._unsent: dict[Place, Event] = {event.place: event for event in self._store.events() or []}
        self._seq = max(
            [facts.get("seq", 0)] + [e.seq for e in self._answers.values()] + [e.seq for e in self._unsent.values()]
        )
        self._clock = Clock(parts.skew_s, facts.get("wall_offset", 0))
        self._memory: dict[Place, Event] = {}
        self._typing: dict[str, asyncio.Task[None]] = {}
        self._typed: dict[str, Any] = {}
        self._refused: set[Place] = set()
        self._touched: set[str] = set()
        self._opened = not take_over
        self._by_page, self._by_server = facts.get("handed_in") is not None, False
        self._handed_in_epoch: int | None = facts.get("handed_in_epoch")
        self.superseded = False
        self.phase = ""
        self.ends_at = 0
        self.failures = 0
        self.not_saving = 0
        self._limit = BATCH_EVENTS
        self._not_before = 0.0
        self._due = 0.0
        self._kicked = asyncio.Event()
        self.closed = asyncio.Event()
        if opened is not None:
            self._take_opening(opened, time.monotonic())
        self._running = asyncio.create_task(self._run())
        self._writes: set[asyncio.Task[None]] = set()

    # What a pupil does

    @property
    def unsent(self) -> int:
        """Return how many events the server hasn't acknowledged."""
        return len(self._unsent)

    @property
    def holds_something(self) -> bool:
        """Tell whether the server lacks answers, or the hand-in."""
        return bool(self._unsent) or self._by_page

    @property
    def writable(self) -> bool:
        """Tell whether the pupil may answer here."""
        return not (self.superseded or self._by_page or self._by_server or self.phase == "paused")

    @property
    def ready(self) -> bool:
        """Tell whether the server has opened the attempt for this page."""
        return self._opened

    def change(self, item: str, value: Any, *, typing: bool = False) -> None:
        """Take a new answer: choices are logged at once, typing after a pause."""
        if not self.writable:
            return
        if task := self._typing.pop(item, None):
            task.cancel()
        self._typed.pop(item, None)
        if typing:
            self._typed[item] = value
            self._typing[item] = asyncio.create_task(self._pause(item))
        else:
            self._write(item, value)

    async def _pause(self, item: str) -> None:
        await asyncio.sleep(TYPING_PAUSE_S)
        self._typing.pop(item, None)
        self._write(item, self._typed.pop(item))

    def _write(self, item: str, value: Any) -> None:
        task = asyncio.create_task(self._save(item, value))
        self._writes.add(task)
        task.add_done_callback(self._writes.discard)

    async def settle(self) -> None:
        """Log what is being typed; returns when every write has ended."""
        for item in list(self._typed):
            self._typing.pop(item).cancel()
            self._write(item, self._typed.pop(item))
        while self._writes:
            await asyncio.gather(*self._writes, return_exceptions=True)

    async def hand_in(self) -> None:
        """Hand in: noted on the device first, then sent for ever."""
        await self.settle()
        self._by_page, self._handed_in_epoch = True, self.epoch
        with contextlib.suppress(DiskFull):
            self._store.remember(handed_in=self._clock.now(), handed_in_epoch=self.epoch)
        self.kick()

    def leave(self) -> asyncio.Task[Any] | None:
        """Send what is unsent with a request that outlives the page, whose answer nobody hears."""
        batch = choose_batch(list(self._unsent.values()))
        if not batch or self.closed.is_set():
            return None
        line = Line(self._line.address, self._line.cookies)

        async def last_words() -> None:
            with contextlib.suppress(Refused):
                await line.post(self._path("events"), self._body(batch))
            await line.close()

        return asyncio.create_task(last_words())

    async def die(self, *, in_write: bool = False) -> None:
        """End as a killed renderer does: at once, memory lost. ``in_write``: in the middle of a write."""
        if in_write and self._answers:
            self._store.tear = True
            await self._save(self._rng.choice(list(self._answers)), {"text": "torn"})
        tasks = [self._running, *self._typing.values(), *self._writes]
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        await self._line.close()

    def kick(self) -> None:
        """Send now, or as soon as the server's Retry-After allows."""
        self._kicked.set()

    def check(self) -> None:
        """Raise what this page has died of, if that was a mistake of ours."""
        if self._running.done() and not self._running.cancelled() and (trouble := self._running.exception()):
            raise trouble

    # What the page does by itself

    async def _save(self, item: str, value: Any) -> None:
        before = self._answers.get(item)
        if before is not None and before.value == value:
            return
        if not self._opened and not self._touched:
            self._seq += lane_jump(self._rng)
        self._seq += 1
        event = Event(self.epoch, self._seq, item, value, self._clock.now())
        self._answers[item] = event
        if not self._opened:
            self._touched.add(item)
        try:
            event = await self._store.append(event)
            safe = True
        except DiskFull:
            self._memory[event.place] = event
            safe = False
        except Torn:
            return  # the page is being killed
        self._seq = max(self._seq, event.seq)
        self._history.written.append(event)
        self._unsent[event.place] = event
        if safe:
            # From here on the chip may say "Saved on this Chromebook".
            self._history.keep(event)
            self._rescue_memory()
        elif self.failures:
            self.not_saving += 1
        if self._answers[item].place < event.place or self._answers[item].value == event.value:
            self._answers[item] = event
        self.kick()

    def _rescue_memory(self) -> None:
        if not self._memory:
            return
        with contextlib.suppress(DiskFull):
            for event in self._store.requeue(list(self._memory.values())):
                self._history.keep(event)
                del self._memory[event.place]

    async def _run(self) -> None:
        while not self.closed.is_set():
            await self._wait()
            try:
                await self._cycle()
                self._due = time.monotonic() + heartbeat_s(self._rng)
            except Refused as refused:
                await self._failed(refused)
                # A save that came meanwhile doesn't try at once: the pause just set decides.
                self._kicked.clear()

    async def _wait(self) -> None:
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(max(0.0, self._due - time.monotonic())):
                await self._kicked.wait()
        self._kicked.clear()
        await asyncio.sleep(max(0.0, self._not_before - time.monotonic()))

    async def _failed(self, refused: Refused) -> None:
        self._due = time.monotonic() + max(backoff_s(self.failures, self._rng), refused.retry_after_s)
        self._not_before = time.monotonic() + refused.retry_after_s
        self.failures += 1
        if refused.status == 401:
            with contextlib.suppress(Refused):
                await self._line.sign_in()
                self._due = 0.0

    async def _cycle(self) -> None:
        if not self._opened:
            await self._open()
        elif not self._read_unsent():
            await self._send([])
        await self._drain()
        if self._by_page or self._by_server:
            await self._submit()

    def _read_unsent(self) -> list[Event]:
        """Read the log again: other tabs add to it and take from it. An unreadable log proves nothing."""
        stored = self._store.events()
        if stored is not None:
            self._unsent = {event.place: event for event in [*stored, *self._memory.values()]}
        return [event for event in self._unsent.values() if event.place not in self._refused]

    async def _drain(self) -> None:
        while unsent := self._read_unsent():
            await self._send(choose_batch(unsent, self._limit))

    async def _open(self) -> None:
        sent = time.monotonic()
        body = {"device": "chaos", **({"epoch": self.epoch} if self.epoch else {})}
        answer = await self._line.post(self._path("open"), body)
        if not isinstance(answer, dict) or not isinstance(answer.get("epoch"), int):
            raise Refused(0)
        # What was answered here before the server could be reached is the pupil's latest word.
        for item, value in self._take_opening(answer, sent).items():
            await self._save(item, value)

    def _take_opening(self, answer: dict[str, Any], sent: float) -> dict[str, Any]:
        """Take an epoch and the server's answers; returns what has to be said again in the new epoch."""
        theirs = [Event(one["epoch"], one["seq"], one["item"], one["value"], 0) for one in answer["answers"]]
        again: dict[str, Any] = {}
        for event in theirs:
            mine = self._answers.get(event.item)
            if mine is None or mine.place < event.place:
                if mine is not None and event.item in self._touched and mine.value != event.value:
                    again[event.item] = mine.value
                self._answers[event.item] = event
        self._touched.clear()
        self._seq = max([self._seq, *(event.seq for event in theirs)])
        self.epoch, self._opened = answer["epoch"], True
        self._hear(answer, sent)
        with contextlib.suppress(DiskFull):
            self._store.opened(self.epoch, self._seq, theirs)
        return again

    async def _send(self, batch: list[Event]) -> None:
        sent = time.monotonic()
        try:
            answer = await self._line.post(self._path("events"), self._body(batch))
        except Refused as refused:
            if refused.status not in {413, 422} or not batch:
                raise
            if len(batch) > 1:
                self._limit = (len(batch) + 1) // 2
            elif refused.status == 413:
                raise  # something in between, as our server takes every single answer of a lesson
            else:
                self._set_aside(batch[0], "unreadable")
            return
        if not isinstance(answer, dict) or not isinstance(answer.get("acked"), list):
            raise Refused(0)
        self._acknowledge(batch, answer, sent)
        if batch and all(event.place in self._unsent and event.place not in self._refused for event in batch):
            raise Refused(500)
        self._limit = min(BATCH_EVENTS, self._limit * 2)

    def _body(self, batch: list[Event]) -> dict[str, Any]:
        body = {"epoch": self.epoch, "at": self._clock.now(), "here": None, "left": 0, "safe": not self._memory}
        return {**body, "pending": len(self._unsent) - len(batch), "events": [event.wire() for event in batch]}

    def _acknowledge(self, batch: list[Event], answer: dict[str, Any], sent: float) -> None:
        """Forget what was acknowledged, and only that."""
        self._hear(answer, sent)
        acked = {(epoch, seq) for epoch, seq in answer["acked"]}
        taken = [event for event in batch if event.place in acked]
        for event in taken:
            self._history.acknowledge(event)
            self._memory.pop(event.place, None)
        with contextlib.suppress(DiskFull):  # the server only gets them twice
            self._store.remove(taken)
        for event in taken:
            self._unsent.pop(event.place, None)
        codes = {(one["epoch"], one["seq"]): one["code"] for one in answer["rejected"]}
        for event in batch:
            if codes.get(event.place) == "conflict":
                self._renumber(event)
            elif event.place in codes:
                self._set_aside(event, codes[event.place])
        if answer["superseded"] and not self.superseded:
            self.superseded = True
        if taken:
            self._parts.acked(sent, len(taken))

    def _renumber(self, event: Event) -> None:
        """Log an event again under a free number: another device gave its own to another answer, and both count."""
        moved = event.numbered(event.seq + lane_jump(self._rng))
        with contextlib.suppress(DiskFull):  # it comes again, with the same answer
            moved = self._store.renumber(event, moved)
            self._history.renumbered.add(event.place)
            self._history.written.append(moved)
            self._history.keep(moved)
            self._unsent.pop(event.place, None)
            self._unsent[moved.place] = moved
            self._seq = max(self._seq, moved.seq)
            if self._answers[event.item].place < moved.place:
                self._answers[event.item] = moved

    def _set_aside(self, event: Event, code: str) -> None:
        self._refused.add(event.place)
        self._history.set_aside[event.place] = code
        self._unsent.pop(event.place, None)
        self._memory.pop(event.place, None)
        with contextlib.suppress(DiskFull):
            self._store.set_aside(event, code)

    async def _submit(self) -> None:
        for _ in range(_ROUNDS):
            newest = [event for event in self._answers.values() if event.place not in self._refused]
            final = [[event.item, event.epoch, event.seq] for event in newest]
            epoch = self.epoch if self._handed_in_epoch is None else self._handed_in_epoch
            answer = await self._line.post(self._path("submit"), {"epoch": epoch, "final": final})
            if not isinstance(answer, dict) or not isinstance(answer.get("missing"), list):
                raise Refused(0)
            if answer["reopened"]:
                self._by_page, self._handed_in_epoch = False, None
                with contextlib.suppress(DiskFull):
                    self._store.remember(handed_in=None, handed_in_epoch=None)
                return
            if not answer["missing"] and answer["state"] not in {"open", "paused"}:
                # What was typed while this was under way, or in another tab, has been promised as well.
                await self.settle()
                await self._drain()
                with contextlib.suppress(DiskFull):
                    self._store.destroy()
                self._history.handed_in = True
                self.closed.set()
                return
            self._bring_again({item for item, _, _ in answer["missing"]})
            await self._drain()
        raise Refused(500)

    def _bring_again(self, missing: set[str]) -> None:
        now = self._clock.now()
        held = [self._answers[item] for item in missing if item in self._answers]
        events = [Event(event.epoch, event.seq, event.item, event.value, now) for event in held]
        taken: list[Event] = []
        with contextlib.suppress(DiskFull):
            taken = self._store.requeue(events)
        self._memory.update({event.place: event for event in events if event not in taken})

    def _hear(self, answer: dict[str, Any], sent: float) -> None:
        self.failures, self._not_before = 0, 0.0
        self._clock.sample(sent, time.monotonic(), answer["now"])
        with contextlib.suppress(DiskFull):
            self._store.remember(wall_offset=self._clock.wall_offset)
        self.ends_at, self.phase = answer["ends_at"], answer["state"]
        if self.phase not in {"open", "paused"}:
            for item in list(self._typed):
                self._typing.pop(item).cancel()
                self._write(item, self._typed.pop(item))
            self._by_server = True
        elif self._by_server:
            self._by_server = False

    def _path(self, what: str) -> str:
        return f"/api/attempts/{self._parts.attempt_id}/{what}"
