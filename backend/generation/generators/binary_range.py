"""What fits into n bits: the largest value, how many values, how many bits are needed (generator 6)."""

from __future__ import annotations

import math
import random

from backend.generation.generators.base import Generator, Problem, WrongAnswer

_BITS = {1: (3, 4, 5, 6), 2: (5, 6, 7, 8, 9, 10, 11, 12)}

_READ_AS_DENARY_BITS_MAX = 5
"""Beyond five columns, the answers of "it's just denary" are so large that no pupil would pick them."""

_LARGEST_PLACES = (
    "A games console stores the score",
    "A sensor stores the temperature",
    "A car park sign stores the number of free spaces",
    "A robot stores its speed",
    "A heart rate monitor stores each reading",
    "A lift stores the number of the floor",
    "A timer stores the number of seconds",
    "A music player stores the volume",
    "A till stores the number of items",
    "A step counter stores the number of steps",
)

_COUNTED = (
    ("Each colour in a picture", "colours"),
    ("Each sound level in a recording", "sound levels"),
    ("Each character of a secret alphabet", "characters"),
    ("Each tile type in a game", "tile types"),
    ("Each command of a robot", "commands"),
    ("Each book type in a library", "book types"),
    ("Each emoji in a chat app", "emojis"),
    ("Each seat in a theatre", "seats"),
    ("Each product type in a shop", "product types"),
    ("Each weather symbol on a map", "weather symbols"),
)

_NEEDED = (
    ("A library gives a different binary code to each of its {count} books.", 40, 2000),
    ("A school gives a different binary code to each of its {count} pupils.", 60, 1500),
    ("A game gives a different binary code to each of its {count} characters.", 5, 300),
    ("A museum gives a different binary code to each of its {count} objects.", 20, 2000),
    ("A picture uses {count} different colours, and each colour has its own binary code.", 5, 300),
    ("A theatre gives a different binary code to each of its {count} seats.", 40, 1500),
    ("A bus company gives a different binary code to each of its {count} buses.", 10, 500),
    ("A zoo gives a different binary code to each of its {count} animals.", 10, 900),
)


def _wrong_largest(bits: int) -> tuple[WrongAnswer, ...]:
    slips = [
        WrongAnswer(
            2**bits,
            "binary.largest_is_the_power",
            "That is a number of different values. Which number do you start counting from?",
        ),
        WrongAnswer(
            2 * bits, "binary.two_times_bits", "Does each extra bit add 2, or does it double what you can store?"
        ),
        WrongAnswer(bits**2, "binary.bits_squared", "Try it with 1 bit and with 2 bits. Does your rule work?"),
        WrongAnswer(bits, "binary.counts_ones", "You counted the bits. What is each column worth?"),
        WrongAnswer(2 ** (bits - 1), "binary.leftmost_column_only", "You used one column. What about the others?"),
        WrongAnswer(
            2 ** (bits - 1) - 1, "binary.one_column_too_few", "Count your columns again, and start with the value 1."
        ),
        WrongAnswer(
            2 ** (bits + 1) - 1, "binary.one_column_too_many", "Count your columns again, and start with the value 1."
        ),
        WrongAnswer(
            2 ** (bits + 1) - 2, "binary.place_values_start_at_two", "What is the column on the far right worth?"
        ),
    ]
    if bits <= _READ_AS_DENARY_BITS_MAX:
        slips += [
            WrongAnswer(int("1" * bits), "binary.read_as_denary", "You read the binary digits as a denary number."),
            WrongAnswer(
                10**bits - 1, "binary.bits_as_denary_digits", "A bit can only be 0 or 1, so a 9 can't be used."
            ),
        ]
    return tuple(slips)


def _wrong_count(bits: int) -> tuple[WrongAnswer, ...]:
    slips = [
        WrongAnswer(2**bits - 1, "binary.zero_not_counted", "All zeros is a value too. Have you counted it?"),
        WrongAnswer(
            2 * bits, "binary.two_times_bits", "Does each extra bit add 2, or does it double what you can store?"
        ),
        WrongAnswer(bits**2, "binary.bits_squared", "Try it with 1 bit and with 2 bits. Does your rule work?"),
        WrongAnswer(bits, "binary.one_value_per_bit", "List what 2 bits can show: 00, 01 … How many are there?"),
        WrongAnswer(2 ** (bits - 1), "binary.one_column_too_few", "Check how many times you doubled."),
        WrongAnswer(2 ** (bits + 1), "binary.one_column_too_many", "Check how many times you doubled."),
        WrongAnswer(
            2 ** (bits + 1) - 2, "binary.place_values_start_at_two", "What is the column on the far right worth?"
        ),
        WrongAnswer(2**bits + 1, "binary.zero_counted_twice", "Have you counted zero once, or twice?"),
    ]
    if bits <= _READ_AS_DENARY_BITS_MAX:
        slips.append(
            WrongAnswer(10**bits, "binary.bits_as_denary_digits", "A bit can show 2 different digits, not 10.")
        )
    return tuple(slips)


def _doublings(bits: int) -> str:
    return ", ".join(str(2**power) for power in range(1, bits + 1))


def _largest(rng: random.Random, bits: int) -> Problem:
    columns = [2**column for column in reversed(range(bits))]
    total = " + ".join(str(column) for column in columns)
    return Problem(
        stem=f"{rng.choice(_LARGEST_PLACES)} as a whole number from 0 upwards in {bits} bits. "
        "What is the largest number that it can store?",
        key=2**bits - 1,
        wrong=_wrong_largest(bits),
        hints=(
            "Think about what the bits look like when the number is as large as it can be.",
            f"The largest number has a 1 in every column. The columns are worth {', '.join(map(str, columns))}.",
            "Add up all the columns. There is a quick check: what would the next column on the left be worth?",
        ),
        worked_solution=f"The largest number has a 1 in all {bits} columns: {total} = {2**bits - 1}. "
        f"(That is one less than {2**bits}, because counting starts at 0.)",
        difficulty=2 if bits <= 5 else 3,
    )


def _count(rng: random.Random, bits: int) -> Problem:
    subject, plural = rng.choice(_COUNTED)
    return Problem(
        stem=f"{subject} has its own code of {bits} bits. How many different {plural} can there be?",
        key=2**bits,
        wrong=_wrong_count(bits),
        hints=(
            "One bit can show 2 values: 0 and 1. What happens when you add a second bit?",
            "Two bits can show 00, 01, 10 and 11. Each extra bit doubles the number of values.",
            f"Start with 2 for the first bit, and double it for each other bit until you have used {bits} bits.",
        ),
        worked_solution=f"Each bit doubles the number of values: {_doublings(bits)}. So {bits} bits give "
        f"{2**bits} different codes, from {'0' * bits} to {'1' * bits}.",
        difficulty=2 if bits <= 5 else 3,
    )


def _needed(rng: random.Random) -> Problem:
    sentence, low, high = rng.choice(_NEEDED)
    count = rng.randint(low, high)
    bits = math.ceil(math.log2(count))
    return Problem(
        stem=f"{sentence.format(count=count)} All the codes have the same number of bits. "
        "What is the smallest number of bits that is enough?",
        key=bits,
        wrong=(
            WrongAnswer(bits - 1, "binary.rounds_bits_down", "Check how many codes that gives. Are there enough?"),
            WrongAnswer(
                len(str(count)), "binary.digits_as_bits", "You counted denary digits. A bit can only be 0 or 1."
            ),
            WrongAnswer(
                8, "binary.always_a_byte", "A code doesn't have to be one byte long. How many codes are needed?"
            ),
            WrongAnswer(bits + 1, "binary.one_column_too_many", "That is enough, but would a shorter code do?"),
            WrongAnswer(
                math.ceil(count / 2), "binary.halves_the_count", "How many codes do 3 bits give you? And 4 bits?"
            ),
            WrongAnswer(
                round(math.sqrt(count)), "binary.bits_squared", "Does each extra bit double the number of codes?"
            ),
            WrongAnswer(count, "binary.one_value_per_bit", "One bit can already give two codes: 0 and 1."),
        ),
        hints=(
            "Each extra bit doubles the number of codes: 1 bit gives 2 codes, 2 bits give 4 codes.",
            f"Keep doubling until you have at least {count} codes.",
            "Count how many times you doubled. That is the number of bits.",
        ),
        worked_solution=f"Keep doubling: {_doublings(bits)}. "
        f"{bits - 1} bits give {2 ** (bits - 1)} codes, which is too few for {count}. "
        f"{bits} bits give {2**bits} codes, which is enough. So {bits} bits are needed.",
        difficulty=4,
    )


def _draw(rng: random.Random, level: int) -> Problem:
    if level == 3:
        return _needed(rng)
    bits = rng.choice(_BITS[level])
    return _largest(rng, bits) if rng.random() < 0.5 else _count(rng, bits)


BINARY_RANGE = Generator(
    key="binary_range",
    number=6,
    title="What fits into n bits",
    topic="binary",
    version=1,
    objectives=("representations-from-clay-to-silicon.numbers-in-binary.2",),
    draw=_draw,
    misconceptions=(
        "binary.largest_is_the_power",
        "binary.zero_not_counted",
        "binary.two_times_bits",
        "binary.bits_squared",
        "binary.counts_ones",
        "binary.leftmost_column_only",
        "binary.one_column_too_few",
        "binary.one_column_too_many",
        "binary.place_values_start_at_two",
        "binary.read_as_denary",
        "binary.bits_as_denary_digits",
        "binary.one_value_per_bit",
        "binary.zero_counted_twice",
        "binary.rounds_bits_down",
        "binary.digits_as_bits",
        "binary.always_a_byte",
        "binary.halves_the_count",
    ),
)
