"""Bits, bytes and their larger units (generator 7), once in steps of 1000 and once in steps of 1024.

A department teaches one of the two, so each is a generator of its own, and each question says which one it means.
"""

from __future__ import annotations

import random
from fractions import Fraction
from functools import partial

from backend.generation.generators.base import Generator, Problem
from backend.generation.generators.slips import WholeSlip, discreet, whole_answers

_UNITS = {1000: ("bytes", "kB", "MB", "GB", "TB"), 1024: ("bytes", "KB", "MB", "GB", "TB")}

_THINGS = (
    ("A text message", "A sensor's log", "A password file", "A high score table", "A chat message"),
    ("A worksheet", "A web page", "A spreadsheet", "A story", "A small program", "A folder of notes", "A logo"),
    ("A slide show", "A podcast", "A school magazine", "A video clip", "A music album", "A folder of photos", "An app"),
    ("A phone's backup", "A video game", "A photo collection", "A laptop's drive", "A film collection"),
    ("A school's backup", "A web server", "A TV station's archive", "A city's map data", "A weather archive"),
)
"""By the unit that suits them: what takes up up to some hundreds of it."""

_CARDS = ("A memory card", "A USB stick", "A phone", "A tablet", "A camera", "A games console")
_FILES = ("photos", "songs", "drawings", "video clips", "slide shows", "recordings", "scans", "podcasts")

_FEEDBACK = {
    "data.bytes_wrong_way": "Bits are smaller than bytes. Should the number get larger or smaller?",
    "data.bits_and_bytes_confused": "Check each unit: is it in bits or in bytes?",
    "data.byte_wrong_size": "How many bits make one byte?",
    "data.step_for_eight": "Between bits and bytes the step is a different one from kilo to mega.",
    "data.units_added_or_subtracted": "To change units, do you add, or do you multiply or divide?",
    "data.unit_step_missed": "List the units in order. How many steps are there?",
    "data.unit_step_too_many": "List the units in order. Have you gone a step too far?",
    "data.unit_wrong_way": "Is the new unit larger or smaller? Should the number get smaller or larger?",
    "data.zeros_miscounted": "How big is each step from one unit to the next?",
    "data.mixed_units_added": "Put both sizes into the same unit before you add.",
    "data.multiplied_not_divided": "Do you want to know how often one fits into the other?",
}


def _note(base: int) -> str:
    return f"(Use {base}, not {2024 - base}.)"


def _problem(  # noqa: PLR0913 - the parts of one question, all by name
    *, stem: str, key: int, slips: list[WholeSlip], rule: str, start: str, finish: str, worked: str, difficulty: int
) -> Problem:
    return Problem(
        stem=stem,
        key=key,
        wrong=whole_answers(slips, _FEEDBACK),
        hints=(start, rule, finish),
        worked_solution=worked,
        difficulty=difficulty,
    )


def _size(rng: random.Random, base: int) -> int:
    """Return a size that can be worked out by hand and has whole parts, so that wrong divisions can come out whole."""
    if base == 1024:
        return rng.choice((1, 3, 5)) << rng.randint(1, 5)
    return rng.choice((rng.randint(2, 60), 4 * rng.randint(1, 30), 40 * rng.randint(1, 20), 200 * rng.randint(1, 4)))


def _wrong_steps(key: int, base: int) -> list[WholeSlip]:
    """Return answers with a wrong size of step: 100 or 10,000 for 1000, and 512 or 2048 for 1024."""
    part = 10 if base == 1000 else 2
    shares = (Fraction(key, part), key * part, Fraction(key, part**2), key * part**2)
    return [(share, "data.zeros_miscounted") for share in shares]


_EIGHT = "There are 8 bits in a byte."


def _bits_and_bytes(rng: random.Random, base: int) -> Problem:
    """One step between bits and bytes."""
    thing, size = rng.choice(_THINGS[0]), _size(rng, base)
    if rng.random() < 0.5:
        return _problem(
            stem=f"{thing} takes up {size} bytes. How many bits is that?",
            key=8 * size,
            slips=[
                (Fraction(size, 8), "data.bytes_wrong_way"),
                (4 * size, "data.byte_wrong_size"),
                (base * size, "data.step_for_eight"),
                (10 * size, "data.byte_wrong_size"),
                (size + 8, "data.units_added_or_subtracted"),
                (size, "data.bits_and_bytes_confused"),
                (16 * size, "data.byte_wrong_size"),
            ],
            start="Which is smaller, a bit or a byte? So will there be more bits or more bytes?",
            rule=_EIGHT,
            finish="Multiply the number of bytes by the number of bits in one byte.",
            worked=f"{_EIGHT} {size} × 8 = {8 * size}.",
            difficulty=1,
        )
    bits = 8 * size
    return _problem(
        stem=f"{thing} takes up {bits:,} bits. How many bytes is that?",
        key=size,
        slips=[
            (8 * bits, "data.bytes_wrong_way"),
            (Fraction(bits, 4), "data.byte_wrong_size"),
            (Fraction(bits, base), "data.step_for_eight"),
            (Fraction(bits, 10), "data.byte_wrong_size"),
            (bits - 8, "data.units_added_or_subtracted"),
            (bits, "data.bits_and_bytes_confused"),
            (Fraction(bits, 16), "data.byte_wrong_size"),
            (Fraction(size, 8), "data.unit_step_too_many"),
        ],
        start="Which is smaller, a bit or a byte? So will there be more bits or more bytes?",
        rule=_EIGHT,
        finish="Divide the number of bits by the number of bits in one byte.",
        worked=f"{_EIGHT} {bits} ÷ 8 = {size}.",
        difficulty=1,
    )


def _one_step(rng: random.Random, base: int) -> Problem:
    """One step between neighbouring units, up or down."""
    step = rng.randint(1, 4)
    small, large = _UNITS[base][step - 1 : step + 1]
    size = _size(rng, base)
    rule = f"1 {large} is {base} {small}."
    in_order = f"List the units in order of size: {', '.join(_UNITS[base])}."
    if rng.random() < 0.5:
        return _problem(
            stem=f"{rng.choice(_THINGS[step])} takes up {size} {large}. How many {small} is that? {_note(base)}",
            key=base * size,
            slips=[
                (8 * size, "data.bits_and_bytes_confused"),
                (base * base * size, "data.unit_step_too_many"),
                (Fraction(size, base), "data.unit_wrong_way"),
                *_wrong_steps(base * size, base)[:2],
                (size + base, "data.units_added_or_subtracted"),
                (8 * base * size, "data.bits_and_bytes_confused"),
            ],
            start=in_order,
            rule=rule,
            finish=f"{small} are smaller, so you need more of them: multiply.",
            worked=f"{rule} {size} × {base} = {base * size}.",
            difficulty=1,
        )
    shown = base * size
    return _problem(
        stem=f"{rng.choice(_THINGS[step])} takes up {shown:,} {small}. How many {large} is that? {_note(base)}",
        key=size,
        slips=[
            (Fraction(shown, 8), "data.bits_and_bytes_confused"),
            *_wrong_steps(size, base),
            (Fraction(shown, base * base), "data.unit_step_too_many"),
            (Fraction(shown, 8 * base), "data.bits_and_bytes_confused"),
            (shown * base, "data.unit_wrong_way"),
            (shown - base, "data.units_added_or_subtracted"),
        ],
        start=in_order,
        rule=rule,
        finish=f"{large} are larger, so you need fewer of them: divide.",
        worked=f"{rule} {shown} ÷ {base} = {size}.",
        difficulty=1,
    )


def _kilobytes_and_bits(rng: random.Random, base: int) -> Problem:
    """Two different steps: 8 bits in a byte, and a thousand (or 1024) bytes in a kilobyte."""
    kilo, size, thing = _UNITS[base][1], _size(rng, base), rng.choice(_THINGS[1])
    bits = 8 * base * size
    start = f"There are two steps here: between bits and bytes, and between bytes and {kilo}."
    rule = f"1 {kilo} is {base} bytes, and 1 byte is 8 bits."
    if rng.random() < 0.5 and bits < 1_000_000:
        return _problem(
            stem=f"{thing} takes up {size} {kilo}. How many bits is that? {_note(base)}",
            key=bits,
            slips=[
                (base * size, "data.bits_and_bytes_confused"),
                (8 * size, "data.unit_step_missed"),
                (10 * base * size, "data.byte_wrong_size"),
                (Fraction(base * size, 8), "data.bytes_wrong_way"),
                (base * bits, "data.unit_step_too_many"),
                (16 * base * size, "data.byte_wrong_size"),
                *_wrong_steps(bits, base)[:1],
            ],
            start=start,
            rule=rule,
            finish="Bits are the smallest unit, so multiply at both steps.",
            worked=f"{rule} {size} × {base} × 8 = {bits}.",
            difficulty=2,
        )
    return _problem(
        stem=f"{thing} takes up {bits:,} bits. How many {kilo} is that? {_note(base)}",
        key=size,
        slips=[
            (8 * size, "data.bits_and_bytes_confused"),
            (base * size, "data.unit_step_missed"),
            (Fraction(bits, 10 * base), "data.byte_wrong_size"),
            (64 * size, "data.bytes_wrong_way"),
            (Fraction(size, 2), "data.byte_wrong_size"),
            (Fraction(size, 8), "data.unit_step_too_many"),
            *_wrong_steps(size, base)[:2],
        ],
        start=start,
        rule=rule,
        finish=f"{kilo} are larger than bits, so divide at both steps.",
        worked=f"{rule} {bits} ÷ 8 = {bits // 8} bytes, and {bits // 8} ÷ {base} = {size}.",
        difficulty=2,
    )


def _two_steps(rng: random.Random, base: int) -> Problem:
    """Two steps up the units."""
    step = rng.randint(2, 4)
    small, middle, large = _UNITS[base][step - 2 : step + 1]
    size = _size(rng, base)
    shown = base * base * size
    return _problem(
        stem=f"{rng.choice(_THINGS[step])} takes up {shown:,} {small}. How many {large} is that? {_note(base)}",
        key=size,
        slips=[
            (base * size, "data.unit_step_missed"),
            (8 * size, "data.bits_and_bytes_confused"),
            (Fraction(size, 8), "data.bits_and_bytes_confused"),
            *_wrong_steps(size, base),
            (Fraction(size, base), "data.unit_step_too_many"),
        ],
        start=f"List the units in order of size: {', '.join(_UNITS[base])}.",
        rule=f"How many steps are there from {small} to {large}? Divide once for each step.",
        finish=f"First find how many {middle} it is, and then how many {large}.",
        worked=f"{shown} ÷ {base} = {base * size} {middle}, and {base * size} ÷ {base} = {size} {large}.",
        difficulty=2,
    )


def _how_many_fit(rng: random.Random, base: int) -> Problem:
    """Files of so many MB on a card of so many GB."""
    each, card = rng.choice((2, 4, 5, 8, 16, 20, 25, 40, 64)), rng.choice((1, 2, 4, 8, 16, 20, 32, 64))
    if base * card % each:
        each = 2
    key = base * card // each
    files = rng.choice(_FILES)
    return _problem(
        stem=f"{rng.choice(_CARDS)} has {card} GB of free space. How many {files} of {each} MB each fit into it? "
        f"{_note(base)}",
        key=key,
        slips=[
            *_wrong_steps(key, base)[:1],
            (base * card * each, "data.multiplied_not_divided"),
            (Fraction(card, each), "data.unit_step_missed"),
            (8 * key, "data.bits_and_bytes_confused"),
            (Fraction(key, 8), "data.bits_and_bytes_confused"),
            (base * key, "data.unit_step_too_many"),
            (base * card - each, "data.units_added_or_subtracted"),
            (card * each, "data.unit_step_missed"),
        ],
        start="The two sizes are in different units. Put both into the smaller one first.",
        rule=f"1 GB is {base} MB.",
        finish=f"Then divide the free space by the size of one file, {each} MB.",
        worked=f"{card} GB = {card} × {base} MB = {base * card} MB. Then {base * card} ÷ {each} = {key}.",
        difficulty=3,
    )


def _mixed_sum(rng: random.Random, base: int) -> Problem:
    """Two files in different units, added."""
    step = rng.randint(2, 3)
    small, large = _UNITS[base][step - 1 : step + 1]
    big, little = rng.randint(2, 40), 10 * rng.randint(2, 95)
    key = base * big + little
    return _problem(
        stem=f"{rng.choice(_THINGS[step])} takes up {big} {large}. {rng.choice(_THINGS[step - 1])} takes up {little} "
        f"{small}. How many {small} do the two take up together? {_note(base)}",
        key=key,
        slips=[
            (big + little, "data.mixed_units_added"),
            (100 * big + little, "data.zeros_miscounted"),
            (base * (big + little), "data.unit_step_too_many"),
            (10 * base * big + little, "data.zeros_miscounted"),
            (big + base * little, "data.unit_wrong_way"),
            (8 * big + little, "data.step_for_eight"),
        ],
        start="You can only add sizes that are in the same unit.",
        rule=f"1 {large} is {base} {small}.",
        finish=f"Change {big} {large} into {small}. Then add {little} {small}.",
        worked=f"{big} × {base} = {base * big} {small}. Then {base * big} + {little} = {key}.",
        difficulty=3,
    )


_FORMS = {
    1: (_bits_and_bytes, _one_step, _one_step),
    2: (_kilobytes_and_bits, _two_steps),
    3: (_how_many_fit, _mixed_sum),
}


def _draw(rng: random.Random, level: int, base: int) -> Problem:
    return discreet(rng.choice(_FORMS[level])(rng, base))


def _generator(key: str, base: int) -> Generator:
    return Generator(
        key=key,
        number=7,
        title=f"Units of storage, in steps of {base}",
        topic="data",
        version=1,
        objectives=("representations-from-clay-to-silicon.large-quantities.1",),
        draw=partial(_draw, base=base),
        misconceptions=tuple(_FEEDBACK),
    )


DATA_UNITS = _generator("data_units", 1000)
DATA_UNITS_1024 = _generator("data_units_1024", 1024)
