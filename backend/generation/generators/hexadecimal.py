"""Hexadecimal to and from binary and denary (generator 5)."""

from __future__ import annotations

import random

from backend.generation.generators.base import Generator, Problem
from backend.generation.generators.slips import WholeSlip, discreet, text_answers, whole_answers

_DIGITS = "0123456789ABCDEF"

_PLACES = (
    "The colour code of a web page",
    "A MAC address",
    "An error message",
    "A memory address",
    "The serial number of a phone",
    "A game's cheat code",
    "A Wi-Fi key",
    "A chip's data sheet",
    "A robot's log",
    "A puzzle",
)

_DENARY = (
    "The red part of a colour is",
    "The volume of a speaker is set to",
    "The brightness of a screen is set to",
    "A sensor reads",
    "The code of a character is",
    "A player's score is",
    "The heading of a robot is stored as",
    "The number of a bus is",
    "A dial is turned to",
    "A counter shows",
)

_FEEDBACK = {
    "binary.hex_letters_start_at_eleven": "Count on from 9. Which number does the letter A stand for?",
    "binary.hex_letters_start_at_nine": "The digit 9 is already there. Which number does the letter A stand for?",
    "binary.hex_read_as_denary": "You treated a hex number as a denary number. What is the left-hand digit worth?",
    "binary.hex_nibbles_swapped": "Check which digit belongs on the left.",
    "binary.hex_tens_column": "The column on the left isn't worth ten in hex. What is it worth?",
    "binary.hex_digits_added": "The two digits stand in different columns. What is each column worth?",
    "binary.hex_digits_joined": "One hex digit stands for one number from 0 to 15. What are the columns worth?",
    "binary.hex_sixteen_for_both": "What is the column on the far right worth?",
    "binary.place_values_reversed": "Check which end of the four bits has the column worth 1.",
    "binary.ones_and_zeros_swapped": "Which digit means that a column is counted: 0 or 1?",
    "binary.place_values_start_at_two": "Look at the column on the far right again. What is it worth?",
}


def _letter(value: int, shift: int) -> str:
    """Return ``value`` as a hex digit for a pupil whose letters start at 10 + ``shift``; empty where there is none."""
    place = value - shift if value >= 10 else value
    if shift > 0 and value == 10:
        return ""
    if shift < 0 and value == 9:
        return "A"
    return _DIGITS[place] if place < 16 else ""


def _misread(digit: str, shift: int) -> int:
    """Return the value of a hex digit for a pupil whose letters start at 10 + ``shift``."""
    return _DIGITS.index(digit) + (shift if digit.isalpha() else 0)


def _nibble_hints(example: int) -> tuple[str, str]:
    return (
        "One hex digit stands for four bits. The four columns are worth 8, 4, 2 and 1.",
        "The hex digits are 0 to 9 and then the letters A to F. "
        f"The letters go on counting after 9, so {_DIGITS[example]} is {example}.",
    )


def _example(rng: random.Random, *values: int) -> int:
    """Return a letter's value for a hint that gives away none of ``values``."""
    return rng.choice([value for value in range(11, 15) if value not in values])


def _bits_to_hex(rng: random.Random, nibbles: int) -> Problem:
    value = rng.randrange(5, 16) if nibbles == 1 else rng.randrange(17, 255)
    bits = f"{value:0{4 * nibbles}b}"
    groups = [bits[start : start + 4] for start in range(0, len(bits), 4)]
    values = [int(group, 2) for group in groups]
    key = f"{value:X}"

    def digits(shift: int) -> str:
        letters = [_letter(nibble, shift) for nibble in values]
        return "".join(letters) if all(letters) else ""

    doubled = [2 * nibble for nibble in values]
    slips = [
        (digits(1), "binary.hex_letters_start_at_eleven"),
        (key[::-1], "binary.hex_nibbles_swapped"),
        ("".join(str(nibble) for nibble in values), "binary.hex_digits_joined"),
        ("".join(f"{int(group[::-1], 2):X}" for group in groups), "binary.place_values_reversed"),
        (digits(-1), "binary.hex_letters_start_at_nine"),
        ("".join(f"{15 - nibble:X}" for nibble in values), "binary.ones_and_zeros_swapped"),
        ("".join(f"{nibble:X}" for nibble in doubled) if max(doubled) < 16 else "", "binary.place_values_start_at_two"),
    ]
    amount = "four" if nibbles == 1 else "eight"
    parts = [
        f"{group} is {nibble}" + (f", which is {nibble:X}" if nibble > 9 else "")
        for group, nibble in zip(groups, values, strict=True)
    ]
    return Problem(
        stem=f"{rng.choice(_PLACES)} contains a number that is stored as the {amount} bits {bits}. "
        "How is it written in hexadecimal (hex)?",
        key=key,
        wrong=text_answers(_of_other_value(slips, value), _FEEDBACK),
        hints=(
            *_nibble_hints(_example(rng, *values)),
            "Add up the columns that have a 1. Then count on from 9 to find the letter, if you need one."
            if nibbles == 1
            else f"Split the bits into two groups of four: {groups[0]} and {groups[1]}. Each group is one hex digit.",
        ),
        worked_solution=f"Use the columns 8, 4, 2 and 1: {'. '.join(parts)}. So the hex number is {key}.",
        difficulty=2 if nibbles == 1 else 3,
    )


def _of_other_value(slips: list[tuple[str, str]], value: int) -> list[tuple[str, str]]:
    """Leave out the slips that only write the same number in another way (0A for A)."""
    return [(text, slug) for text, slug in slips if text and int(text, 16) != value]


def _hex_to_bits(rng: random.Random, nibbles: int) -> Problem:
    value = rng.randrange(5, 16) if nibbles == 1 else rng.randrange(17, 255)
    shown = f"{value:X}"
    values = [_DIGITS.index(digit) for digit in shown]
    width = 4 * nibbles

    def bits(shift: int) -> str:
        return "".join(f"{_misread(digit, shift):04b}" for digit in shown)

    slips = [
        (bits(1), "binary.hex_letters_start_at_eleven"),
        (f"{int(shown[::-1], 16):0{width}b}", "binary.hex_nibbles_swapped"),
        (f"{int(shown):0{width}b}" if shown.isdecimal() else "", "binary.hex_read_as_denary"),
        ("".join(f"{nibble:04b}"[::-1] for nibble in values), "binary.place_values_reversed"),
        (bits(-1), "binary.hex_letters_start_at_nine"),
        (f"{10 * values[0] + values[-1]:08b}" if nibbles == 2 else "", "binary.hex_tens_column"),
        ("".join(f"{15 - nibble:04b}" for nibble in values), "binary.ones_and_zeros_swapped"),
        (f"{value // 2:0{width}b}", "binary.place_values_start_at_two"),
    ]
    key = f"{value:0{width}b}"
    amount = "four" if nibbles == 1 else "eight"
    parts = [
        f"{digit} is {nibble}, which is {nibble:04b}" if nibble > 9 else f"{digit} is {nibble:04b}"
        for digit, nibble in zip(shown, values, strict=True)
    ]
    return Problem(
        stem=f"{rng.choice(_PLACES)} contains the hexadecimal (hex) number {shown}. "
        f"How is it written in binary, with {amount} bits?",
        key=key,
        wrong=text_answers([slip for slip in slips if len(slip[0]) == width], _FEEDBACK),
        hints=(
            *_nibble_hints(_example(rng, *values)),
            "Find the number that the digit stands for, and make it from 8, 4, 2 and 1."
            if nibbles == 1
            else "Turn each hex digit into four bits by itself, and write the groups next to each other.",
        ),
        worked_solution=f"Make each digit from 8, 4, 2 and 1: {'. '.join(parts)}. So the bits are {key}.",
        difficulty=2 if nibbles == 1 else 3,
    )


def _hex_to_denary(rng: random.Random) -> Problem:
    value = rng.randrange(17, 255)
    shown = f"{value:X}"
    high, low = divmod(value, 16)
    slips: list[WholeSlip] = [
        (10 * high + low, "binary.hex_read_as_denary" if shown.isdecimal() else "binary.hex_tens_column"),
        (16 * low + high, "binary.hex_nibbles_swapped"),
        (high + low, "binary.hex_digits_added"),
        (16 * _misread(shown[0], 1) + _misread(shown[1], 1), "binary.hex_letters_start_at_eleven"),
        (int(f"{high}{low}"), "binary.hex_digits_joined"),
        (16 * (high + low), "binary.hex_sixteen_for_both"),
        (16 * _misread(shown[0], -1) + _misread(shown[1], -1), "binary.hex_letters_start_at_nine"),
    ]
    return Problem(
        stem=f"{rng.choice(_PLACES)} contains the hexadecimal (hex) number {shown}. What is this number in denary?",
        key=value,
        wrong=whole_answers(slips, _FEEDBACK),
        hints=(
            "A hex number has columns too. The column on the far right is worth 1. What is the next one worth?",
            _nibble_hints(_example(rng, high, low))[1],
            "Multiply the digit on the left by 16. Then add the digit on the right.",
        ),
        worked_solution=f"The left-hand digit {shown[0]} is {high}, and the right-hand digit {shown[1]} is {low}. "
        f"{high} × 16 = {16 * high}, and {16 * high} + {low} = {value}.",
        difficulty=4,
    )


def _denary_to_hex(rng: random.Random) -> Problem:
    value = rng.randrange(17, 255)
    key = f"{value:X}"
    high, low = divmod(value, 16)
    left, right = _letter(high, 1), _letter(low, 1)
    early_left, early_right = _letter(high, -1), _letter(low, -1)
    slips = [
        (key[::-1], "binary.hex_nibbles_swapped"),
        (left + right if left and right else "", "binary.hex_letters_start_at_eleven"),
        (f"{high}{low}", "binary.hex_digits_joined"),
        (str(value), "binary.hex_read_as_denary"),
        (early_left + early_right if early_left and early_right else "", "binary.hex_letters_start_at_nine"),
        ("".join(f"{int(f'{nibble:04b}'[::-1], 2):X}" for nibble in (high, low)), "binary.place_values_reversed"),
    ]
    return Problem(
        stem=f"{rng.choice(_DENARY)} {value} in denary. How is it written in hexadecimal (hex)?",
        key=key,
        wrong=text_answers(_of_other_value(slips, value), _FEEDBACK),
        hints=(
            "The column on the left is worth 16 in hex, and the column on the right is worth 1.",
            "How often does 16 fit into the number? That is the left-hand digit. What is left over is the other one.",
            _nibble_hints(_example(rng, high, low))[1],
        ),
        worked_solution=f"{value} ÷ 16 is {high} with {low} left over. "
        f"{''.join(f'{nibble} is the hex digit {nibble:X}. ' for nibble in (high, low) if nibble > 9)}"
        f"So {value} is {key} in hex.",
        difficulty=4,
    )


def _draw(rng: random.Random, level: int) -> Problem:
    there = rng.random() < 0.5
    if level == 3:
        return discreet(_hex_to_denary(rng) if there else _denary_to_hex(rng))
    return discreet(_bits_to_hex(rng, level) if there else _hex_to_bits(rng, level))


HEXADECIMAL = Generator(
    key="hexadecimal",
    number=5,
    title="Hexadecimal, binary and denary",
    topic="binary",
    version=1,
    objectives=("representations-from-clay-to-silicon.numbers-in-binary.2",),
    draw=_draw,
    misconceptions=tuple(_FEEDBACK),
)
