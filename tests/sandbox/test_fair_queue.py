"""Whose run is next."""

from __future__ import annotations

import asyncio

from backend.sandbox.fair_queue import FairQueue, Ticket


def _admitted(tickets: list[Ticket]) -> list[object]:
    return [ticket.owner for ticket in tickets if ticket.admitted.done() and not ticket.admitted.cancelled()]


async def test_owners_take_turns_and_have_one_run_each() -> None:
    """Thirty presses of one pupil leave the next pupil second in line."""
    queue = FairQueue(quick=1, most=4)
    order: list[object] = []
    tickets = [queue.join("keen") for _ in range(30)] + [queue.join("calm"), queue.join("third")]
    assert queue.of("keen") == 30
    assert [queue.ahead_of(ticket) for ticket in (tickets[1], tickets[30], tickets[31])] == [2, 0, 1]
    waiting = list(tickets)
    while waiting:
        running = [ticket for ticket in waiting if ticket.admitted.done()]
        assert len(running) == 1
        order.append(running[0].owner)
        waiting.remove(running[0])
        queue.leave(running[0])
    assert order[:5] == ["keen", "calm", "third", "keen", "keen"]
    assert len(order) == 32
    assert queue.of("keen") == 0


async def test_a_slow_run_makes_room_for_a_quick_one_up_to_the_limit() -> None:
    queue = FairQueue(quick=1, most=3)
    tickets = [queue.join(number) for number in range(5)]
    assert _admitted(tickets) == [0]
    queue.stepped_down(tickets[0])
    queue.stepped_down(tickets[0])
    assert _admitted(tickets) == [0, 1]
    queue.stepped_down(tickets[1])
    assert _admitted(tickets) == [0, 1, 2]
    queue.stepped_down(tickets[2])
    assert _admitted(tickets) == [0, 1, 2], "three are running"
    queue.leave(tickets[1])
    assert _admitted(tickets) == [0, 1, 2, 3]
    queue.leave(tickets[3])
    assert _admitted(tickets) == [0, 1, 2, 3, 4]


async def test_who_gives_up_waiting_holds_nobody_up() -> None:
    queue = FairQueue(quick=1, most=1)
    first, second, third, own = queue.join("a"), queue.join("b"), queue.join("c"), queue.join("a")
    second.admitted.cancel()
    queue.leave(second)
    assert queue.of("b") == 0
    queue.leave(first)
    assert third.admitted.done()
    assert not own.admitted.done()
    queue.leave(third)
    assert own.admitted.done()
    queue.leave(own)
    again = queue.join("b")
    assert again.admitted.done()


async def test_random_joining_leaving_and_giving_up_never_loses_a_place() -> None:
    """A thousand runs with 5 places: never more at once, never two of one owner, and all get their turn."""
    queue = FairQueue(quick=3, most=5)
    running: list[object] = []

    async def one(number: int) -> None:
        ticket = queue.join(number % 17)
        try:
            if number % 7 == 0:
                async with asyncio.timeout(0):
                    await asyncio.shield(ticket.admitted)
            else:
                await ticket.admitted
            assert ticket.owner not in running
            running.append(ticket.owner)
            assert len(running) <= 5
            for step in range(number % 4):
                await asyncio.sleep(0)
                if step == 1:
                    queue.stepped_down(ticket)
            running.remove(ticket.owner)
        except TimeoutError:
            pass
        finally:
            if not ticket.admitted.done():
                ticket.admitted.cancel()
            queue.leave(ticket)

    await asyncio.gather(*(one(number) for number in range(1000)))
    assert all(queue.of(owner) == 0 for owner in range(17))
    assert all(queue.join(f"new {number}").admitted.done() for number in range(3))
