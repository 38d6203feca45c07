"""The campaign's judge, given made-up histories: it sees what is lost, doubled, out of order or without a mark."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from scripts.chaos_campaign.history import AttemptHistory, Said
from scripts.chaos_campaign.judge import TOLERANCE_MS, StoredAttempt, StoredEvent, judge
from scripts.chaos_campaign.protocol import Event

ENDS = 1_800_000_000_000
ITEMS = ("item-a", "item-b")


def event(seq: int, text: str, *, epoch: int = 1, item: str = "item-a", at: int = ENDS - 600_000) -> Event:
    return Event(epoch, seq, item, {"text": text}, at)


def stored_of(*events: Event, received_after_s: float = 1, **changes: Any) -> StoredAttempt:
    """Return what a database holds that has stored these, closed and marked everything, all in order."""
    rows = [
        StoredEvent(one.epoch, one.seq, one.item, one.value, one.at, round(one.at + 1000 * received_after_s))
        for one in events
    ]
    newest = {one.item: one for one in sorted(events, key=lambda one: one.place)}
    made: dict[str, Any] = {
        "state": "marked",
        "ends_ms": ENDS,
        "submitted_ms": ENDS - 60_000,
        "items": ITEMS,
        "events": rows,
        "current": {item: (one.place, one.value) for item, one in newest.items()},
        "marked": {item: newest[item].value if item in newest else None for item in ITEMS},
    }
    return StoredAttempt(**{**made, **changes})


def history_of(*events: Event, kept: bool = True, acked: bool = True) -> AttemptHistory:
    history = AttemptHistory("attempt", written=list(events))
    for one in events:
        if kept:
            history.keep(one)
        if acked:
            history.acknowledge(one)
    return history


def troubles(history: AttemptHistory, stored: StoredAttempt | None) -> list[str]:
    return [finding.trouble for finding in judge(history, stored)]


FIRST, SECOND, OTHER = event(1, "bit"), event(2, "byte"), event(3, "ram", item="item-b")
ALL = (FIRST, SECOND, OTHER)


def test_nothing_is_found_where_all_is_well() -> None:
    assert troubles(history_of(*ALL), stored_of(*ALL)) == []


@pytest.mark.parametrize("promise", [{"kept": True, "acked": False}, {"kept": False, "acked": True}])
def test_a_promised_value_that_is_not_there_is_lost(promise: dict[str, bool]) -> None:
    found = judge(history_of(*ALL, **promise), stored_of(SECOND, OTHER))
    assert [finding.trouble for finding in found] == ["lost"]
    assert "bit" in found[0].what


def test_a_value_that_was_never_promised_may_be_missing() -> None:
    assert troubles(history_of(*ALL, kept=False, acked=False), stored_of(SECOND, OTHER)) == []


def test_another_value_under_a_promised_number_is_a_loss() -> None:
    stored = stored_of(SECOND, OTHER, replace(FIRST, value={"text": "nibble"}))
    assert sorted(troubles(history_of(*ALL), stored)) == ["invented", "lost"]


def test_a_value_under_another_item_is_a_loss() -> None:
    assert "lost" in troubles(history_of(*ALL), stored_of(SECOND, OTHER, replace(FIRST, item="item-b")))


def test_of_two_values_with_one_number_both_must_be_there() -> None:
    history = history_of(*ALL)
    twin = replace(FIRST, value={"text": "from the other device"})
    history.keep(twin)
    history.written.append(twin)
    assert troubles(history, stored_of(*ALL)) == ["lost"]
    said_again = replace(twin, seq=9)
    history.written.append(said_again)
    assert troubles(history, stored_of(*ALL, said_again)) == []
    # Or the other way round: the first of the two was sent under another number.
    history.renumbered.add(FIRST.place)
    again = replace(FIRST, seq=9)
    history.written.append(again)
    assert troubles(history, stored_of(twin, SECOND, OTHER, again)) == []
    assert troubles(history, stored_of(twin, SECOND, OTHER)) == ["lost"]


def test_a_whole_attempt_can_be_lost() -> None:
    assert troubles(history_of(*ALL), None) == ["lost"]


def test_an_event_stored_twice_is_found_under_its_own_number_and_under_another() -> None:
    assert set(troubles(history_of(*ALL), stored_of(*ALL, SECOND))) == {"duplicated"}
    again = replace(SECOND, seq=7)
    assert sorted(troubles(history_of(*ALL), stored_of(*ALL, again))) == ["duplicated", "invented"]


def test_a_value_written_twice_may_be_stored_twice() -> None:
    again = replace(FIRST, seq=7)
    assert troubles(history_of(*ALL, again), stored_of(*ALL, again)) == []


def test_what_nobody_wrote_is_found() -> None:
    assert troubles(history_of(FIRST, SECOND), stored_of(*ALL)) == ["invented"]


def test_an_older_answer_must_not_stand_in_place_of_a_newer_one() -> None:
    current = {"item-a": (FIRST.place, FIRST.value), "item-b": (OTHER.place, OTHER.value)}
    marked = {"item-a": FIRST.value, "item-b": OTHER.value}
    stored = stored_of(*ALL, current=current, marked=marked)
    assert troubles(history_of(*ALL), stored) == ["not newest"]


def test_the_newer_epoch_goes_before_the_greater_number() -> None:
    moved = event(1, "on the other device", epoch=2)
    assert troubles(history_of(*ALL, moved), stored_of(*ALL, moved)) == []
    wrong = stored_of(
        *ALL,
        moved,
        current={"item-a": (SECOND.place, SECOND.value), "item-b": (OTHER.place, OTHER.value)},
        marked={"item-a": SECOND.value, "item-b": OTHER.value},
    )
    assert troubles(history_of(*ALL, moved), wrong) == ["not newest"]


def test_a_missing_answer_and_one_made_of_nothing_are_found() -> None:
    gone = stored_of(
        *ALL, current={"item-b": (OTHER.place, OTHER.value)}, marked={"item-a": None, "item-b": OTHER.value}
    )
    assert troubles(history_of(*ALL), gone) == ["not newest"]
    mixed = stored_of(
        *ALL,
        current={"item-a": (SECOND.place, FIRST.value), "item-b": (OTHER.place, OTHER.value)},
        marked={"item-a": FIRST.value, "item-b": OTHER.value},
    )
    assert troubles(history_of(*ALL), mixed) == ["not newest"]


def test_what_was_made_in_time_counts_however_late_it_comes() -> None:
    stored = stored_of(*ALL, received_after_s=3600)
    assert troubles(history_of(*ALL), stored) == []
    without = replace(stored, current={}, marked={"item-a": None, "item-b": None})
    assert troubles(history_of(*ALL), without) == ["not newest", "not newest"]


def test_what_was_made_after_the_end_is_kept_and_does_not_count() -> None:
    end = ENDS - 60_000
    after = event(5, "too late", at=end + 2 * TOLERANCE_MS)
    counted = stored_of(*ALL)
    kept = replace(counted, events=[*counted.events, StoredEvent(1, 5, "item-a", after.value, after.at, after.at + 9)])
    assert troubles(history_of(*ALL, after), kept) == []
    assert troubles(history_of(*ALL, after), stored_of(*ALL, after)) == ["not newest"]


@pytest.mark.parametrize("close_ms", [-TOLERANCE_MS + 1, TOLERANCE_MS - 1])
def test_close_to_the_end_either_is_right(close_ms: int) -> None:
    last = event(5, "just so", at=ENDS - 60_000 + close_ms)
    counted = stored_of(*ALL)
    row = StoredEvent(1, 5, "item-a", last.value, last.at, last.at + 2 * TOLERANCE_MS)
    assert troubles(history_of(*ALL, last), replace(counted, events=[*counted.events, row])) == []
    assert troubles(history_of(*ALL, last), stored_of(*ALL, last)) == []


def test_a_closed_attempt_needs_a_mark_for_each_item_and_for_its_last_answer() -> None:
    assert troubles(history_of(*ALL), stored_of(*ALL, marked={"item-a": SECOND.value})) == ["unmarked"]
    of_old = stored_of(*ALL, marked={"item-a": FIRST.value, "item-b": OTHER.value})
    assert troubles(history_of(*ALL), of_old) == ["unmarked"]
    assert troubles(history_of(*ALL), stored_of(*ALL, state="open", marked={})) == ["left open"]


def test_a_promise_of_a_real_page_is_kept_by_its_value() -> None:
    history = AttemptHistory("attempt", real=True)
    history.said = [Said("item-a", 1, {"text": "bit"}, "Saved"), Said("item-b", 2, {"text": "rom"}, "Saved")]
    assert troubles(history, stored_of(*ALL)) == ["lost"]
    assert troubles(history, stored_of(*ALL, event(4, "rom", item="item-b"))) == []
