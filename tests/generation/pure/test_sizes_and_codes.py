"""What the generators on binary sums, hex, units, sizes and codes promise beyond the gates that all must pass."""

from __future__ import annotations

import re
from functools import cache

import pytest

from backend.generation.generators.registry import find_generator
from backend.generation.makers import Order
from tests.generation.pure.bare_python import draft_of, drafts_of_order

SEEDS = range(200)
KEYS = (
    "binary_addition",
    "binary_shift",
    "hexadecimal",
    "data_units",
    "data_units_1024",
    "text_size",
    "image_size",
    "colour_depth",
    "sound_size",
    "transfer_time",
    "character_codes",
)


@cache
def drafts(key):
    generator = find_generator(key)
    return [draft_of(generator, seed, level) for level in generator.levels for seed in SEEDS]


def numbers(pattern, stem):
    return [int(number.replace(",", "")) for number in re.search(pattern, stem).groups()]


def two_rows(stem):
    return [int(row, 2) for row in re.findall(r"^[ +]*([01]{4,8})$", stem, re.MULTILINE)]


def column_answer(value, stem):
    """Return a result of 4 or 8 columns as its question shows it: digits, or denary where denary is asked for."""
    bits = len(re.search(r"^  ([01]+)$", stem, re.MULTILINE)[1])
    return str(value) if "denary" in stem else f"{value:0{bits}b}"


def picture(stem):
    return numbers(r"(\d+) pixels wide and (\d+) pixels high", stem)


def message(stem):
    return re.search(r"`([^`]+)`", stem)[1]


def carry_lost(stem):
    first, second = two_rows(stem)
    return column_answer(first ^ second, stem)


def adds_with_or(stem):
    first, second = two_rows(stem)
    return column_answer(first | second, stem)


def one_plus_one_is_two(stem):
    rows = re.findall(r"^[ +]*([01]{4,8})$", stem, re.MULTILINE)
    return str(sum(int(row) for row in rows)).zfill(len(rows[0]))


def overflow_ignored(stem):
    return f"{sum(two_rows(stem)) - 256:08b}"


def rotated(stem):
    digits = re.search(r"8 bits ([01]{8})", stem)[1]
    places = numbers(r"shifted (\d)", stem)[0]
    start = places if "to the left" in stem else 8 - places
    return (digits + digits)[start : start + 8]


def times_ten(stem):
    value, places = numbers(r"denary number (\d+) as 8 bits.* shifted (\d)", stem)
    return f"{value}{'0' * places}" if "to the left" in stem else str(value // 10**places)


def nibbles_swapped(stem):
    if found := re.search(r"eight bits ([01]{4})([01]{4})", stem):
        return f"{int(found[2] + found[1], 2):02X}"
    if found := re.search(r"\(hex\) number (\w)(\w)\.", stem):
        value = int(found[2] + found[1], 16)
        return str(value) if "denary" in stem else f"{value:08b}"
    value = numbers(r" (\d+) in denary\. How", stem)[0]
    return f"{value:02X}"[::-1]


def spaces_ignored(stem):
    bits = numbers(r"(\d+) bits", stem)[0]
    asked = 8 if "How many bytes" in stem else 1
    return str(len(message(stem).replace(" ", "")) * bits // asked)


def pixels_only(stem):
    width, height = picture(stem)
    return {str(width * height), str(width * height / 8).removesuffix(".0"), str(width * height // 1000)} | {
        str(width * height // 8000)
    }


def one_channel(stem):
    minutes, rate, bits = numbers(r"for (\d+) minutes?.*?\(([\d,]+) samples.*?(\d+) bits", stem)
    return str(minutes * 60 * rate * bits // 8000)


def place_in_alphabet(stem):
    if "store the word" in stem:
        word = re.search(r"word `([A-Z]+)`", stem)[1]
        return ", ".join(str("_ABCDEFGHIJKLMNOPQRSTUVWXYZ".index(letter)) for letter in word)
    asked = re.findall(r"`([A-Za-z])`", stem)[-1]
    return str("_abcdefghijklmnopqrstuvwxyz".index(asked.lower()))


ACTED_OUT = [
    ("binary_addition", "binary.carry_lost", carry_lost),
    ("binary_addition", "binary.adds_with_or", adds_with_or),
    ("binary_addition", "binary.one_plus_one_is_two", one_plus_one_is_two),
    ("binary_addition", "binary.overflow_ignored", overflow_ignored),
    ("binary_shift", "binary.shift_rotates", rotated),
    ("binary_shift", "binary.shift_powers_of_ten", times_ten),
    ("hexadecimal", "binary.hex_nibbles_swapped", nibbles_swapped),
    ("text_size", "data.spaces_take_no_room", spaces_ignored),
    ("image_size", "data.depth_ignored", pixels_only),
    ("sound_size", "data.channels_ignored", one_channel),
    ("character_codes", "data.alphabet_position", place_in_alphabet),
]


@pytest.mark.parametrize(("key", "misconception", "act"), [pytest.param(*case, id=case[1]) for case in ACTED_OUT])
def test_a_distractor_is_what_its_misconception_leads_to(key, misconception, act):
    met = 0
    for draft in drafts(key):
        stem = draft.content["stem"]
        for option in draft.content["options"]:
            if option.get("misconception") != misconception or "Unicode, these" in stem:
                continue
            met += 1
            led_to = act(stem)
            assert option["text"] in led_to if isinstance(led_to, set) else option["text"] == led_to, stem
    assert met >= 20, "or nothing was tested"


@pytest.mark.parametrize("key", KEYS)
def test_hints_never_tell_the_key(key):
    for draft in drafts(key):
        right = next(option["text"] for option in draft.content["options"] if option["fraction"] == 1.0)
        if len(right) > 1:  # One digit or letter stands in many hints, and tells nothing.
            for hint in draft.content["hints"]:
                assert not re.search(rf"(?<!\w){re.escape(right)}(?!\w)", hint), draft.content["stem"]


@pytest.mark.parametrize(("key", "base"), [("binary_addition", 2), ("hexadecimal", 16)])
def test_no_wrong_option_is_the_right_number_in_another_form(key, base):
    for draft in drafts(key):
        if draft.content["shuffle"] and "with" not in draft.content["stem"]:
            options = draft.content["options"]
            right = next(int(option["text"], base) for option in options if option["fraction"] == 1.0)
            digits = "01" if base == 2 else "0123456789ABCDEF"
            wrong = [option["text"] for option in options if option["fraction"] == 0.0]
            assert right not in {int(text, base) for text in wrong if set(text) <= set(digits)}, draft.content["stem"]


@pytest.mark.parametrize("level", [1, 2, 3])
def test_letters_that_are_asked_about_make_different_variants(level):
    assert len(drafts_of_order(Order("generator.character_codes", 40, level), seed=3)) == 40


def test_each_size_of_step_is_named_in_its_question():
    for key, used in (("data_units", 1000), ("data_units_1024", 1024)):
        for draft in drafts(key):
            stem = draft.content["stem"]
            if re.search(r"\d [kKMGT]B\b|How many [kKMGT]B\b", stem):
                assert f"(Use {used}, not {2024 - used}.)" in stem
