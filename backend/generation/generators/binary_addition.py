"""Adding two binary numbers, with and without overflow (generator 3)."""

from __future__ import annotations

import random
from collections.abc import Callable

from backend.generation.generators.base import Generator, Problem
from backend.generation.generators.slips import discreet, text_answers, whole_answers

ColumnRule = Callable[[int, int, int], tuple[int, int]]
"""What a pupil does in one column: (digit, digit, carry in) to (digit written, carry out)."""

_STORIES = (
    "A game adds a bonus to a player's score.",
    "A robot adds two distances.",
    "A till adds two prices.",
    "A step counter adds two walks.",
    "A car park adds the cars on two floors.",
    "A weather station adds two readings.",
    "A library adds the books on two shelves.",
    "A drone adds two heights.",
    "A school canteen adds two orders.",
    "A timer adds two times.",
    "A music player adds the lengths of two songs.",
    "A farm adds the eggs from two barns.",
)

_COUNTERS = ("A game", "A robot", "A till", "A step counter", "A weather station", "A lift", "A drone", "A timer")

_FEEDBACK = {
    "binary.carry_lost": "What do you do with the 1 that you carry?",
    "binary.adds_with_or": "You wrote 1 for 1 + 1. What is 1 + 1 in binary?",
    "binary.one_plus_one_is_two": "Binary has only the digits 0 and 1. What happens when a column is full?",
    "binary.writes_one_and_carries": "When you carry a 1, what is left in the column itself?",
    "binary.three_ones_make_ten": "Look at the columns where you add 1 + 1 and a carried 1.",
    "binary.carries_to_the_right": "Start on the right. To which side does a carried 1 go?",
    "binary.one_carry_missed": "Nearly there. Write down each carry before you go to the next column.",
    "binary.overflow_ignored": "Check the far left. Did a 1 get carried out of the last column?",
    "binary.overflow_always_fits": "Is that number small enough for 8 bits?",
    "binary.overflow_stops_at_largest": "Add the columns and see which 8 bits are left. Are they all 1?",
    "binary.overflow_one_out": "How much is the bit worth that is lost? Look at the column values again.",
}


def _right(a: int, b: int, carry: int) -> tuple[int, int]:
    return (a + b + carry) % 2, (a + b + carry) // 2


def _without_carry(a: int, b: int, carry: int) -> tuple[int, int]:
    return (a + b) % 2, 0


def _either(a: int, b: int, carry: int) -> tuple[int, int]:
    return max(a, b), 0


def _two(a: int, b: int, carry: int) -> tuple[int, int]:
    return a + b, 0


def _one_and_carry(a: int, b: int, carry: int) -> tuple[int, int]:
    total = a + b + carry
    return int(total > 0), int(total > 1)


def _three_as_ten(a: int, b: int, carry: int) -> tuple[int, int]:
    total = a + b + carry
    return total % 2 if total < 3 else 0, int(total > 1)


def _by_columns(first: str, second: str, rule: ColumnRule) -> str:
    """Add from the right by ``rule``; a carry out of the last column is written in front."""
    carry, digits = 0, ""
    for a, b in zip(reversed(first), reversed(second), strict=True):
        digit, carry = rule(int(a), int(b), carry)
        digits = f"{digit}{digits}"
    return f"1{digits}" if carry else digits


def _first_carry_missed(first: str, second: str) -> str:
    missed = False

    def rule(a: int, b: int, carry: int) -> tuple[int, int]:
        nonlocal missed
        digit, carry = _right(a, b, carry)
        if carry and not missed:
            missed, carry = True, 0
        return digit, carry

    return _by_columns(first, second, rule)


def _from_the_left(first: str, second: str) -> str:
    """Add from the left and carry to the right; the last carry has nowhere to go."""
    bits = len(first)
    return _by_columns(first[::-1], second[::-1], _right)[-bits:][::-1]


def _slips(first: str, second: str) -> list[tuple[str, str]]:
    """Return what pupils write for a sum, from the commonest slip to the rarest."""
    return [
        (_by_columns(first, second, _without_carry), "binary.carry_lost"),
        (_by_columns(first, second, _either), "binary.adds_with_or"),
        (_by_columns(first, second, _three_as_ten), "binary.three_ones_make_ten"),
        (_by_columns(first, second, _one_and_carry), "binary.writes_one_and_carries"),
        (_by_columns(first, second, _two), "binary.one_plus_one_is_two"),
        (_first_carry_missed(first, second), "binary.one_carry_missed"),
        (_from_the_left(first, second), "binary.carries_to_the_right"),
    ]


def _carries(first: str, second: str) -> str:
    """Return the carried digits as they are written above the columns that they go to; spaces where there is none."""
    row, carry = " ", 0
    for a, b in zip(reversed(first), reversed(second), strict=True):
        _, carry = _right(int(a), int(b), carry)
        row = f"{carry or ' '}{row}"
    return row


def _worked(first: str, second: str) -> str:
    bits = len(first)
    total = _by_columns(first, second, _right)
    rows = (
        f"carried  {_carries(first, second)}",
        f"          {first}",
        f"        + {second}",
        f"         {'-' * (bits + 1)}",
        f"         {total:>{bits + 1}}",
    )
    return "```\n" + "\n".join(row.rstrip() for row in rows) + "\n```"


def _sum_block(first: str, second: str) -> str:
    return f"```\n  {first}\n+ {second}\n```"


_HINTS = (
    "Start with the column on the far right, and go to the left one column at a time.",
    "1 + 1 is 10 in binary: write 0 and carry 1 to the next column on the left.",
)


def _sum_that_fits(rng: random.Random, bits: int, difficulty: int) -> Problem:
    """Ask for a sum without overflow; the longer the numbers, the more carries are needed."""
    total = rng.randrange(3, 1 << bits)
    one = rng.randrange(1, total)
    first, second = f"{one:0{bits}b}", f"{total - one:0{bits}b}"
    key = f"{total:0{bits}b}"
    slips = [slip for slip in _slips(first, second) if len(slip[0]) == bits]
    return Problem(
        stem=f"{rng.choice(_STORIES)} This is the sum in binary.\n\n{_sum_block(first, second)}\n\nWhat is the result?",
        key=key,
        wrong=text_answers(slips, _FEEDBACK) if _carries(first, second).count("1") >= difficulty else (),
        hints=(*_HINTS, "1 + 1 + 1 is 11 in binary: write 1 and carry 1. Then check your answer in denary."),
        worked_solution=f"Add from the right and carry:\n\n{_worked(first, second)}\n\n"
        f"The result is {key}. Check in denary: {one} + {total - one} = {total}.",
        difficulty=difficulty,
    )


def _sum_of_nine_bits(rng: random.Random) -> Problem:
    one = rng.randrange(40, 256)
    other = rng.randrange(max(40, 257 - one), 256)
    first, second = f"{one:08b}", f"{other:08b}"
    key = f"{one + other:b}"
    # Shorter results are left out, or the number of digits would tell the key; the dropped bit is the one exception.
    slips = [slip for slip in _slips(first, second) if len(slip[0]) == len(key)]
    return Problem(
        stem=f"{rng.choice(_STORIES)} This is the sum in binary.\n\n{_sum_block(first, second)}\n\n"
        "What is the whole result, with every digit that it needs?",
        key=key,
        wrong=text_answers([(key[1:], "binary.overflow_ignored"), *slips], _FEEDBACK),
        hints=(*_HINTS, "If the last column on the left gives a carry, it needs a column of its own."),
        worked_solution=f"Add from the right and carry:\n\n{_worked(first, second)}\n\n"
        f"The last carry gets its own column, so the result is {key}, which has 9 bits. "
        f"Check in denary: {one} + {other} = {one + other}.",
        difficulty=3,
    )


def _sum_that_overflows(rng: random.Random) -> Problem:
    one = rng.randrange(40, 256)
    other = rng.randrange(max(40, 257 - one), 256)
    first, second = f"{one:08b}", f"{other:08b}"
    total = one + other
    column_slips = [(int(text[-8:], 2), slug) for text, slug in _slips(first, second) if "2" not in text]
    return Problem(
        stem=f"{rng.choice(_COUNTERS)} adds two 8-bit numbers.\n\n{_sum_block(first, second)}\n\n"
        "It stores 8 bits of the result, and a ninth bit is lost. Which denary number does it store?",
        key=total - 256,
        wrong=whole_answers(
            [
                (total, "binary.overflow_always_fits"),
                (255, "binary.overflow_stops_at_largest"),
                (total - 255, "binary.overflow_one_out"),
                *column_slips,
            ],
            _FEEDBACK,
        ),
        hints=(
            "Add the two numbers column by column, starting on the right.",
            "Cross out the ninth bit, on the far left. Keep the 8 bits on its right.",
            "Turn the 8 bits that are left into denary. The columns are worth 128, 64, 32, 16, 8, 4, 2 and 1.",
        ),
        worked_solution=f"Add from the right and carry:\n\n{_worked(first, second)}\n\n"
        f"The ninth bit is lost. The bits {total - 256:08b} are left, and that is {total - 256} in denary. "
        "This is called an overflow error.",
        difficulty=4,
    )


def _draw(rng: random.Random, level: int) -> Problem:
    if level < 3:
        return discreet(_sum_that_fits(rng, bits=4 if level == 1 else 8, difficulty=level))
    return discreet(_sum_of_nine_bits(rng) if rng.random() < 0.5 else _sum_that_overflows(rng))


BINARY_ADDITION = Generator(
    key="binary_addition",
    number=3,
    title="Adding binary numbers",
    topic="binary",
    version=2,
    objectives=("representations-from-clay-to-silicon.numbers-in-binary.2",),
    draw=_draw,
    misconceptions=tuple(_FEEDBACK),
)
