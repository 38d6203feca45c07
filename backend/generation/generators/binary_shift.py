"""Binary shifts: the bits that are left, and what happens to the number (generator 4)."""

from __future__ import annotations

import random
from fractions import Fraction

from backend.generation.generators.base import Generator, Problem
from backend.generation.generators.slips import discreet, text_answers, whole_answers

_BITS = 8

_HOLDERS = (
    "A robot",
    "A games console",
    "A music player",
    "A lift",
    "A weather station",
    "A drone",
    "A traffic light",
    "A smart watch",
    "A camera",
    "A microwave",
)

_FEEDBACK = {
    "binary.shift_wrong_direction": "Check which way the bits move: to the left or to the right?",
    "binary.shift_rotates": "Bits that fall off one end don't come back at the other end. What fills the gap?",
    "binary.shift_fills_with_ones": "Which digit fills the places that become empty?",
    "binary.shift_one_too_many": "Count the places again. Did you move once too often?",
    "binary.shift_one_too_few": "Count the places again. Did you move often enough?",
    "binary.shift_multiplies_by_places": "Each place doubles or halves the number. Try it with one place at a time.",
    "binary.shift_adds_places": "A shift doesn't add or take away. What happens to the value of each column?",
    "binary.shift_powers_of_ten": "One place means times 10 or divided by 10 in denary. What is it in binary?",
    "binary.shift_twice_the_places": "Double or halve the number once for each place, one after the other.",
    "binary.shift_keeps_lost_bits": "You kept the bits that fall off the end. Which bits stay?",
    "binary.read_as_denary": "You read binary digits as a denary number. What are the columns worth?",
}


def _shifted(digits: str, places: int, left: bool, fill: str = "0") -> str:
    filling = fill * places
    return (digits[places:] + filling) if left else (filling + digits)[: len(digits)]


def _rotated(digits: str, places: int, left: bool) -> str:
    cut = places if left else len(digits) - places
    return digits[cut:] + digits[:cut]


def _pattern_slips(digits: str, places: int, left: bool) -> list[tuple[str, str]]:
    """Return what pupils leave in the register, from the commonest slip to the rarest; all have the same length."""
    product = int(digits, 2) * places
    return [
        (_shifted(digits, places, not left), "binary.shift_wrong_direction"),
        (_rotated(digits, places, left), "binary.shift_rotates"),
        (_shifted(digits, places, left, fill="1"), "binary.shift_fills_with_ones"),
        (_shifted(digits, places + 1, left), "binary.shift_one_too_many"),
        (_shifted(digits, places - 1, left) if places > 1 else "", "binary.shift_one_too_few"),
        (f"{product:08b}" if left and places > 1 and product < 256 else "", "binary.shift_multiplies_by_places"),
    ]


def _words(places: int, left: bool) -> str:
    return f"{places} place{'s' if places > 1 else ''} to the {'left' if left else 'right'}"


def _pattern(rng: random.Random, level: int) -> Problem:
    """Ask for the 8 bits after a shift; bits fall off the end at level 2 only."""
    left = rng.random() < 0.5
    places = rng.randint(level, level + 1)
    none_lost = rng.randrange(3, 1 << (_BITS - places)) << (0 if left else places)
    value = none_lost if level == 1 else rng.randrange(19, 237)
    digits = f"{value:08b}"
    key = _shifted(digits, places, left)
    lost = digits[:places] if left else digits[-places:]
    end, other_end = ("left", "right") if left else ("right", "left")
    fallen = f"The {places} bits {lost} fall" if places > 1 else f"The bit {lost} falls"
    return Problem(
        stem=f"{rng.choice(_HOLDERS)} stores the 8 bits {digits}. The bits are shifted {_words(places, left)}. "
        "Bits that fall off the end are lost. What is stored then?",
        key=key,
        wrong=text_answers(_pattern_slips(digits, places, left), _FEEDBACK),
        hints=(
            f"Move every bit {_words(places, left)}. The bits stay in the same order.",
            f"Bits that fall off the {end}-hand end are gone. "
            f"That leaves {'a gap' if places == 1 else 'gaps'} at the {other_end}-hand end.",
            "A gap is always filled with 0. Check that your answer has 8 bits.",
        ),
        worked_solution=f"Move all the bits {_words(places, left)}. {fallen} off the {end}-hand end. "
        f"Fill the {other_end}-hand end with {'0' * places}. That gives {key}.",
        difficulty=level,
    )


def _effect_slips(value: int, places: int, left: bool) -> list[tuple[int | Fraction, str]]:
    """Return what pupils make of the number, from the commonest slip to the rarest."""
    factor = 2**places
    if left:
        return [
            (Fraction(value, factor), "binary.shift_wrong_direction"),
            (value * places, "binary.shift_multiplies_by_places"),
            (value * 10**places, "binary.shift_powers_of_ten"),
            (value * factor * 2, "binary.shift_one_too_many"),
            (value * factor // 2, "binary.shift_one_too_few"),
            (value * 2 * places, "binary.shift_twice_the_places"),
            (value + places, "binary.shift_adds_places"),
            (int(f"{value:b}"), "binary.read_as_denary"),
        ]
    return [
        (value * factor, "binary.shift_wrong_direction"),
        (Fraction(value, places), "binary.shift_multiplies_by_places"),
        (value // (factor * 2), "binary.shift_one_too_many"),
        (Fraction(value, 10**places), "binary.shift_powers_of_ten"),
        (value // (factor // 2), "binary.shift_one_too_few"),
        (value % factor, "binary.shift_keeps_lost_bits"),
        (value - places, "binary.shift_adds_places"),
        (Fraction(value, 2 * places), "binary.shift_twice_the_places"),
        (int(f"{value >> places:b}"), "binary.read_as_denary"),
    ]


def _steps(value: int, places: int, left: bool) -> str:
    """Tell the doublings or halvings one after the other: ``5, 10, 20``."""
    values = [value << place if left else value >> place for place in range(places + 1)]
    return ", ".join(str(step) for step in values)


def _effect(rng: random.Random) -> Problem:
    """Ask for the denary number after a shift; a right shift may drop a remainder."""
    left = rng.random() < 0.5
    places = rng.randint(2, 4)
    value = rng.randrange(3, (255 >> places) + 1) if left else rng.randrange(5 << places, 256)
    key = value << places if left else value >> places
    change, rule = ("doubles", f"times {2**places}") if left else ("halves", f"divided by {2**places}")
    rest = "" if left or value % 2**places == 0 else " What is left over is lost."
    working = f"{value} × {2**places} = {key}" if left else f"{value} ÷ {2**places} gives {key}"
    return Problem(
        stem=f"{rng.choice(_HOLDERS)} stores the denary number {value} as 8 bits. "
        f"The bits are shifted {_words(places, left)}. Bits that fall off the end are lost. "
        "Which denary number is stored then?",
        key=key,
        wrong=whole_answers(_effect_slips(value, places, left), _FEEDBACK),
        hints=(
            f"What does a shift by one place to the {'left' if left else 'right'} do to a number? "
            f"Try it with {'0011' if left else '0110'}.",
            f"Each place {change} the number" + ("." if left else ", and a remainder is lost."),
            f"A shift by {places} places {change} the number {places} times, one after the other.",
        ),
        worked_solution=f"Each place to the {'left' if left else 'right'} {change} the number: "
        f"{_steps(value, places, left)}. So {places} places are {rule}: {working}.{rest}",
        difficulty=3 if left else 4,
    )


def _draw(rng: random.Random, level: int) -> Problem:
    return discreet(_effect(rng) if level == 3 else _pattern(rng, level))


BINARY_SHIFT = Generator(
    key="binary_shift",
    number=4,
    title="Binary shifts",
    topic="binary",
    version=1,
    objectives=("representations-from-clay-to-silicon.numbers-in-binary.2",),
    draw=_draw,
    misconceptions=tuple(_FEEDBACK),
)
