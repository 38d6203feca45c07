"""Binary to denary and denary to binary (generators 1 and 2): one number, two directions."""

from __future__ import annotations

import random

from backend.generation.generators.base import Generator, Problem, WrongAnswer

_BITS_TO_DENARY = {1: 4, 2: 5, 3: 8}
_BITS_TO_BINARY = {1: 4, 2: 6, 3: 8}

_SMALLEST = {1: 1, 2: 5, 3: 20}
"""Smaller numbers leave most columns empty and would be the level below again."""


def place_values(bits: int) -> list[int]:
    """Return the column headings from the left: 8, 4, 2, 1 for 4 bits."""
    return [1 << column for column in reversed(range(bits))]


def _sum_of(digits: str, headings: list[int], wanted: str = "1") -> int:
    return sum(heading for digit, heading in zip(digits, headings, strict=True) if digit == wanted)


def _columns_table(digits: str) -> str:
    """Return the digits under their column headings, as a table in the authors' markup."""
    headings = " | ".join(str(value) for value in place_values(len(digits)))
    rule = " | ".join("---" for _ in digits)
    return f"| {headings} |\n| {rule} |\n| {' | '.join(digits)} |"


def _used_columns(digits: str) -> list[int]:
    return [value for digit, value in zip(digits, place_values(len(digits)), strict=True) if digit == "1"]


def _wrong_denary(digits: str) -> tuple[WrongAnswer, ...]:
    """Act out what pupils do to ``digits``, from the commonest slip to the rarest."""
    headings = place_values(len(digits))
    ones = digits.count("1")
    return (
        WrongAnswer(
            _sum_of(digits, headings[::-1]),
            "binary.place_values_reversed",
            "Check which end of the number has the column worth 1.",
        ),
        WrongAnswer(
            int(digits),
            "binary.read_as_denary",
            "You read the digits as hundreds, tens and ones. What are the columns worth in binary?",
        ),
        WrongAnswer(
            _sum_of(digits, [2 * value for value in headings]),
            "binary.place_values_start_at_two",
            "Look at the column on the far right again. What is it worth?",
        ),
        WrongAnswer(
            2 * ones,
            "binary.two_for_each_one",
            "You gave every 1 the same value. Each column has its own value.",
        ),
        WrongAnswer(
            ones,
            "binary.counts_ones",
            "You counted the 1s. What is each of them worth?",
        ),
        WrongAnswer(
            _sum_of(digits, headings, wanted="0"),
            "binary.ones_and_zeros_swapped",
            "Which digit means that the column is counted: 0 or 1?",
        ),
        WrongAnswer(
            _sum_of(digits[1:], headings[1:]),
            "binary.first_digit_dropped",
            "Check that you have used every column, starting from the far left.",
        ),
    )


def _draw_to_denary(rng: random.Random, level: int) -> Problem:
    bits = _BITS_TO_DENARY[level]
    value = rng.randrange(_SMALLEST[level], 1 << bits)
    digits = f"{value:0{bits}b}"
    used = _used_columns(digits)
    total = " + ".join(str(column) for column in used)
    working = f"{total} = {value}" if len(used) > 1 else f"Only one column has a 1, so the answer is {value}"
    return Problem(
        stem=f"What is the {bits}-bit binary number {digits} in denary?",
        key=value,
        wrong=_wrong_denary(digits),
        hints=(
            "Each column is worth twice as much as the column on its right. The column on the far right is worth 1.",
            f"Write the value of each column above the digits:\n\n{_columns_table(digits)}",
            "Add up the values of the columns that have a 1 below them. Leave out the columns that have a 0.",
        ),
        worked_solution=(
            f"Write each digit in its column:\n\n{_columns_table(digits)}\n\n"
            f"Add the values of the columns that have a 1: {working}."
        ),
        difficulty={1: 1, 2: 2, 3: 3}[level],
    )


def remainders_of(value: int) -> str:
    """Return the remainders of repeated division by 2, in the order in which they come up (lowest column first)."""
    digits = ""
    while value:
        value, remainder = divmod(value, 2)
        digits += str(remainder)
    return digits or "0"


def _wrong_binary(value: int, bits: int) -> tuple[WrongAnswer, ...]:
    """Act out wrong ways of writing ``value`` in ``bits`` columns; what doesn't fit the columns is left out."""
    right = f"{value:0{bits}b}"
    slips = [
        (
            remainders_of(value).zfill(bits),
            "binary.remainders_top_down",
            "If you divided by 2 again and again, check in which order to read the remainders.",
        ),
        (
            remainders_of(value)[::-1].ljust(bits, "0"),
            "binary.leading_zeros_at_the_end",
            "When a number is too short for its columns, which side do the extra zeros go on?",
        ),
        (
            f"{value // 2:0{bits}b}",
            "binary.place_values_start_at_two",
            "Look at the column on the far right again. What is it worth?",
        ),
        (
            f"{value * 2:0{bits}b}",
            "binary.shifted_one_column",
            "Check that each digit stands in the column that it belongs to.",
        ),
        (
            f"{(1 << bits) - 1 - value:0{bits}b}",
            "binary.ones_and_zeros_swapped",
            "Which digit means that a column is counted: 0 or 1?",
        ),
        (
            "".join(f"{int(digit):b}" for digit in str(value)).zfill(bits),
            "binary.digits_converted_separately",
            "Convert the whole number at once, not one digit at a time.",
        ),
        (
            f"{value - 1:0{bits}b}",
            "binary.counts_from_one",
            "Add up your columns to check. Which number do all zeros stand for?",
        ),
    ]
    fitting = [slip for slip in slips if len(slip[0]) == bits and slip[0] != right]
    return tuple(WrongAnswer(digits, misconception, feedback) for digits, misconception, feedback in fitting)


def _subtractions(value: int, bits: int) -> str:
    """Tell the way from the left, one sentence for each column."""
    sentences = []
    rest = value
    for column in place_values(bits):
        if column <= rest:
            sentences.append(f"{column} fits into {rest}: write 1, and {rest - column} is left.")
            rest -= column
        else:
            sentences.append(f"{column} does not fit into {rest}: write 0.")
    return "\n".join(f"- {sentence}" for sentence in sentences)


def _draw_to_binary(rng: random.Random, level: int) -> Problem:
    bits = _BITS_TO_BINARY[level]
    value = rng.randrange(_SMALLEST[level], 1 << bits)
    digits = f"{value:0{bits}b}"
    headings = ", ".join(str(column) for column in place_values(bits))
    first = _used_columns(digits)[0]
    article = "an" if bits == 8 else "a"
    return Problem(
        stem=f"How is the denary number {value} written as {article} {bits}-bit binary number?",
        key=digits,
        wrong=_wrong_binary(value, bits),
        hints=(
            f"The {bits} columns are worth {headings}.",
            "Start on the left. If the column's value fits into what is left of the number, write 1 and take it away. "
            "If it doesn't fit, write 0.",
            f"The largest column that fits into {value} is {first}. Put a 1 there. That leaves {value - first} "
            "to make from the columns on its right.",
        ),
        worked_solution=(
            f"Work from the left through the columns {headings}:\n\n{_subtractions(value, bits)}\n\n"
            f"So {value} is {digits} in binary."
        ),
        difficulty={1: 1, 2: 2, 3: 3}[level],
    )


BINARY_TO_DENARY = Generator(
    key="binary_to_denary",
    number=1,
    title="Binary to denary",
    topic="binary",
    version=1,
    objectives=("representations-from-clay-to-silicon.numbers-in-binary.1",),
    draw=_draw_to_denary,
    misconceptions=(
        "binary.place_values_reversed",
        "binary.read_as_denary",
        "binary.place_values_start_at_two",
        "binary.two_for_each_one",
        "binary.counts_ones",
        "binary.ones_and_zeros_swapped",
        "binary.first_digit_dropped",
    ),
)

DENARY_TO_BINARY = Generator(
    key="denary_to_binary",
    number=2,
    title="Denary to binary",
    topic="binary",
    version=1,
    objectives=("representations-from-clay-to-silicon.numbers-in-binary.1",),
    draw=_draw_to_binary,
    misconceptions=(
        "binary.remainders_top_down",
        "binary.leading_zeros_at_the_end",
        "binary.place_values_start_at_two",
        "binary.shifted_one_column",
        "binary.ones_and_zeros_swapped",
        "binary.digits_converted_separately",
        "binary.counts_from_one",
    ),
)
