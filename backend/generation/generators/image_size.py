"""Size of a bitmap image, and colour depth against the number of colours (generators 9 and 10)."""

from __future__ import annotations

import math
import random
from fractions import Fraction

from backend.generation.generators.base import Generator, Problem
from backend.generation.generators.slips import WholeSlip, discreet, whole_answers

_SMALL_IMAGES = ("An icon", "A game sprite", "An emoji", "A cursor", "A badge", "A stamp", "A tile in a game", "A flag")
_IMAGES = ("A logo", "A button", "A badge", "A drawing", "A game map", "A game figure", "A sticker", "A cartoon")
_PHOTOS = (
    "A photo",
    "A satellite image",
    "A scan",
    "A holiday picture",
    "A school photo",
    "A scan of a painting",
    "A film still",
)

_SIZE_FEEDBACK = {
    "data.depth_ignored": "You counted the pixels. How many bits does each pixel need?",
    "data.depth_is_colours": "Colour depth is a number of bits. Have you worked with the number of colours?",
    "data.sides_added": "How do you find how many pixels there are in all the rows together?",
    "data.perimeter_counted": "You went round the edge. What about the pixels inside?",
    "data.one_side_ignored": "Check that you have used both the width and the height.",
    "data.depth_added": "Does each pixel use those bits, or only the image as a whole?",
    "data.three_colours_multiplied": "The colour depth already covers red, green and blue together.",
    "data.bits_given_as_bytes": "That is a number of bits. How many bits make one byte?",
    "data.bytes_given_as_bits": "The question asks for bits. Was there any need to divide?",
    "data.bytes_wrong_way": "Bits are smaller than bytes. Should the number get larger or smaller?",
    "data.unit_step_missed": "Check the unit of your answer. How many bytes is one kilobyte?",
    "data.zeros_miscounted": "Count the zeros again. How many bytes is one kilobyte?",
    "data.depth_one_out": "How many bits does it take to give each colour a code of its own?",
}


def _rows_of_bits(width: int, height: int, depth: int) -> list[WholeSlip]:
    """Return wrong numbers of bits, from the commonest slip to the rarest."""
    pixels = width * height
    return [
        (pixels, "data.depth_ignored"),
        (pixels * 2**depth, "data.depth_is_colours"),
        ((width + height) * depth, "data.sides_added"),
        (8 * pixels * depth, "data.bytes_wrong_way"),
        (2 * (width + height) * depth, "data.perimeter_counted"),
        (width * depth, "data.one_side_ignored"),
        (pixels + depth, "data.depth_added"),
        (pixels * depth * 3, "data.three_colours_multiplied"),
        (Fraction(pixels * depth, 8), "data.bytes_given_as_bits"),
    ]


def _in_bits(rng: random.Random) -> Problem:
    width, height, depth = rng.randint(4, 24), rng.randint(4, 24), rng.randint(2, 5)
    pixels = width * height
    return Problem(
        stem=f"{rng.choice(_SMALL_IMAGES)} is {width} pixels wide and {height} pixels high. "
        f"Its colour depth is {depth} bits. How many bits does the image take up?",
        key=pixels * depth,
        wrong=whole_answers(_rows_of_bits(width, height, depth), _SIZE_FEEDBACK),
        hints=(
            "First find how many pixels there are.",
            "Multiply the width by the height.",
            f"Each pixel uses {depth} bits. How many bits do all of them use?",
        ),
        worked_solution=f"{width} × {height} = {pixels} pixels. Each pixel uses {depth} bits: "
        f"{pixels} × {depth} = {pixels * depth} bits.",
        difficulty=1,
    )


def _in_bytes(rng: random.Random) -> Problem:
    """Bytes, with the depth or the number of colours given."""
    depth = rng.choice((1, 2, 4, 8))
    width, height = 8 * rng.randint(1, 8), rng.randint(6, 50)
    by_colours = rng.random() < 0.5
    given = f"It uses {2**depth} colours" if by_colours else f"Its colour depth is {depth} bit{'s' * (depth > 1)}"
    pixels = width * height
    bits = pixels * depth
    slips: list[WholeSlip] = [
        (bits, "data.bits_given_as_bytes"),
        (Fraction(pixels * 2**depth, 8), "data.depth_is_colours"),
        (Fraction(pixels, 8), "data.depth_ignored"),
        (8 * bits, "data.bytes_wrong_way"),
        (Fraction((width + height) * depth, 8), "data.sides_added"),
        (Fraction(width * depth, 8), "data.one_side_ignored"),
        (Fraction(2 * (width + height) * depth, 8), "data.perimeter_counted"),
        (Fraction(pixels * depth * 3, 8), "data.three_colours_multiplied"),
    ]
    if by_colours:
        slips.insert(2, (Fraction(pixels * (depth + 1), 8), "data.depth_one_out"))
        slips.insert(4, (Fraction(pixels * (depth - 1), 8), "data.depth_one_out"))
    codes = f"{2**depth} colours need {depth} bit{'s' * (depth > 1)} for each pixel. " if by_colours else ""
    return Problem(
        stem=f"{rng.choice(_IMAGES)} is {width} pixels wide and {height} pixels high. {given}, "
        "and each pixel uses the same number of bits. How many bytes does the image take up?"
        if by_colours
        else f"{rng.choice(_IMAGES)} is {width} pixels wide and {height} pixels high. {given}. "
        "How many bytes does the image take up?",
        key=bits // 8,
        wrong=whole_answers(slips, _SIZE_FEEDBACK),
        hints=(
            "Find the number of pixels first: multiply the width by the height.",
            "How many bits does each pixel need, so that each colour has its own code?"
            if by_colours
            else "Multiply the number of pixels by the colour depth to find the number of bits.",
            "At the end, turn the bits into bytes. There are 8 bits in a byte.",
        ),
        worked_solution=f"{codes}{width} × {height} = {pixels} pixels. {pixels} × {depth} = {bits} bits, "
        f"and {bits} ÷ 8 = {bits // 8} bytes.",
        difficulty=3 if by_colours else 2,
    )


def _in_kilobytes(rng: random.Random) -> Problem:
    depth = rng.choice((8, 16, 24))
    width, height = 100 * rng.randint(2, 20), 100 * rng.randint(2, 15)
    pixels = width * height
    size = pixels * depth // 8_000
    return Problem(
        stem=f"{rng.choice(_PHOTOS)} is {width} pixels wide and {height} pixels high. "
        f"Its colour depth is {depth} bits. How many kilobytes (kB) does it take up? (1 kB is 1000 bytes.)",
        key=size,
        wrong=whole_answers(
            [
                (8 * size, "data.bits_given_as_bytes"),
                (Fraction(pixels, 1000), "data.depth_ignored"),
                (1000 * size, "data.unit_step_missed"),
                (Fraction(pixels, 8_000), "data.depth_ignored"),
                (10 * size, "data.zeros_miscounted"),
                (Fraction(size, 10), "data.zeros_miscounted"),
                (Fraction(pixels * 2**depth, 8_000), "data.depth_is_colours"),
                (64 * size, "data.bytes_wrong_way"),
                (3 * size, "data.three_colours_multiplied"),
                (Fraction(2 * (width + height) * depth, 8_000), "data.perimeter_counted"),
            ],
            _SIZE_FEEDBACK,
        ),
        hints=(
            "Find the number of pixels first: multiply the width by the height.",
            "Multiply by the colour depth to find the bits. Divide by 8 to find the bytes.",
            "Divide the number of bytes by the number of bytes in one kilobyte.",
        ),
        worked_solution=f"{width} × {height} = {pixels} pixels. {pixels} × {depth} = {pixels * depth} bits. "
        f"{pixels * depth} ÷ 8 = {pixels * depth // 8} bytes, and {pixels * depth // 8} ÷ 1000 = {size} kB.",
        difficulty=3,
    )


_DEPTH_FEEDBACK = {
    "binary.two_times_bits": "Does each extra bit add 2 colours, or does it double the number of colours?",
    "binary.bits_squared": "Try it with 1 bit and with 3 bits. Does your rule work?",
    "data.colour_depth_is_colours": "How many different codes can you make with 2 bits? List them.",
    "binary.one_column_too_few": "Check how many times you doubled.",
    "binary.one_column_too_many": "Check how many times you doubled.",
    "binary.zero_not_counted": "All zeros is a code too. Have you counted it?",
    "binary.always_a_byte": "A pixel doesn't have to use one byte. How many codes are needed?",
    "binary.halves_the_count": "How many colours do 3 bits give you? And 4 bits?",
    "binary.rounds_bits_down": "Check how many codes that gives. Are there enough?",
    "binary.digits_as_bits": "You counted denary digits. A bit can only be 0 or 1.",
    "binary.zero_counted_twice": "Have you counted the code with zeros only once, or twice?",
    "data.three_colours_multiplied": "The colour depth already covers red, green and blue together.",
    "data.one_bit_for_each_light": "One bit each for red, green and blue gives 8 colours. How many are needed here?",
    "data.colours_not_compared": "That is how many colours there are now. How many were there before?",
    "data.depths_compared_directly": "What does one extra bit do to the number of colours? And the next one?",
}

_PALETTES = (
    "A website saves its icons",
    "A photo app saves pictures",
    "A phone shows images",
    "A scanner saves pages",
    "A digital sign shows pictures",
    "An animation is drawn",
    "A smart watch shows its screen",
    "A weather map is saved",
    "A knitting machine saves its patterns",
)
_GAMES = ("A retro game", "A quiz app", "A cartoon", "A map", "A poster", "A logo", "A mosaic", "A banner", "A comic")


def _doublings(bits: int) -> str:
    return ", ".join(str(2**power) for power in range(1, bits + 1))


def _colours_of(rng: random.Random) -> Problem:
    depth = rng.randint(2, 10)
    return Problem(
        stem=f"{rng.choice(_PALETTES)} with a colour depth of {depth} bits. "
        "How many different colours can there be in one image?",
        key=2**depth,
        wrong=whole_answers(
            [
                (2 * depth, "binary.two_times_bits"),
                (depth**2, "binary.bits_squared"),
                (2 ** (depth + 1), "binary.one_column_too_many"),
                (depth, "data.colour_depth_is_colours"),
                (2 ** (depth - 1), "binary.one_column_too_few"),
                (2**depth - 1, "binary.zero_not_counted"),
                (3 * 2**depth, "data.three_colours_multiplied"),
                (2**depth + 1, "binary.zero_counted_twice"),
            ],
            _DEPTH_FEEDBACK,
        ),
        hints=(
            "With 1 bit there are 2 codes: 0 and 1. What happens when you add a second bit?",
            "Each extra bit doubles the number of colours.",
            f"Start with 2 colours for the first bit. Double for each other bit until you have used {depth} bits.",
        ),
        worked_solution=f"Each bit doubles the number of colours: {_doublings(depth)}. "
        f"So {depth} bits give {2**depth} colours.",
        difficulty=1 if depth <= 4 else 2,
    )


def _depth_for(rng: random.Random, *, exact: bool) -> Problem:
    depth = rng.randint(3, 10)
    colours = 2**depth if exact else rng.randint(2 ** (depth - 1) + 1, 2**depth - 1)
    checked = f"{depth - 1} bits give only {2 ** (depth - 1)} colours. " if not exact else ""
    return Problem(
        stem=f"{rng.choice(_GAMES)} uses {colours} different colours. Each pixel uses the same number of bits. "
        "What is the smallest number of bits for each pixel that is enough?",
        key=depth,
        wrong=whole_answers(
            [
                (depth - 1, "binary.rounds_bits_down" if not exact else "binary.one_column_too_few"),
                (math.ceil(colours / 2), "binary.halves_the_count"),
                (depth + 1, "binary.one_column_too_many"),
                (8, "binary.always_a_byte"),
                (len(str(colours)), "binary.digits_as_bits"),
                (round(math.sqrt(colours)), "binary.bits_squared"),
                (3, "data.one_bit_for_each_light"),
                (colours, "data.colour_depth_is_colours"),
                (depth - 2, "binary.one_column_too_few"),
            ],
            _DEPTH_FEEDBACK,
        ),
        hints=(
            "Each colour needs its own code. 1 bit gives 2 codes, and 2 bits give 4 codes.",
            f"Keep doubling until you have at least {colours} codes.",
            "Count how many times you doubled. Each doubling is one bit.",
        ),
        worked_solution=f"Keep doubling: {_doublings(depth)}. {checked}"
        f"{depth} bits give {2**depth} colours, which is enough. So each pixel needs {depth} bits.",
        difficulty=2 if exact else 3,
    )


def _times_as_many(rng: random.Random) -> Problem:
    """How much more colourful an image becomes; both depths are named."""
    before = rng.randint(2, 8)
    more = rng.randint(2, 6)
    after = before + more
    key = 2**more
    return Problem(
        stem=f"{rng.choice(_PALETTES)} with a colour depth of {before} bits. An update changes it to {after} bits. "
        "How many times as many colours are there now?",
        key=key,
        wrong=whole_answers(
            [
                (more, "data.depths_compared_directly"),
                (2 * more, "binary.two_times_bits"),
                (Fraction(after, before), "data.depths_compared_directly"),
                (2 ** (more - 1), "binary.one_column_too_few"),
                (2 ** (more + 1), "binary.one_column_too_many"),
                (more**2, "binary.bits_squared"),
                (key - 1, "binary.zero_not_counted"),
                (2**after, "data.colours_not_compared"),
                (before * after, "data.depths_compared_directly"),
            ],
            _DEPTH_FEEDBACK,
        ),
        hints=(
            "How many extra bits does each pixel have now?",
            "What does one extra bit do to the number of colours?",
            f"Start with 2 and double until you have used all {more} extra bits.",
        ),
        worked_solution=f"There are {after} − {before} = {more} extra bits. Each one doubles the number of colours: "
        f"{_doublings(more)}. So there are {key} times as many colours.",
        difficulty=4,
    )


def _draw_size(rng: random.Random, level: int) -> Problem:
    return discreet({1: _in_bits, 2: _in_bytes, 3: _in_kilobytes}[level](rng))


def _draw_depth(rng: random.Random, level: int) -> Problem:
    if level == 1:
        return discreet(_colours_of(rng))
    if level == 2:
        return discreet(_depth_for(rng, exact=True))
    return discreet(_depth_for(rng, exact=False) if rng.random() < 0.6 else _times_as_many(rng))


IMAGE_SIZE = Generator(
    key="image_size",
    number=9,
    title="Size of an image",
    topic="data",
    version=2,
    objectives=("representations-going-audiovisual.a-splash-of-colour.1",),
    draw=_draw_size,
    misconceptions=tuple(_SIZE_FEEDBACK),
)

COLOUR_DEPTH = Generator(
    key="colour_depth",
    number=10,
    title="Colour depth and colours",
    topic="data",
    version=1,
    objectives=(
        "representations-going-audiovisual.binary-mosaic.2",
        "representations-going-audiovisual.binary-mosaic.3",
    ),
    draw=_draw_depth,
    misconceptions=tuple(_DEPTH_FEEDBACK),
)
