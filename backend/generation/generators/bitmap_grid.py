"""Bitmaps and their binary codes (generator 15): from picture to bits and back, with two colours and with four."""

from __future__ import annotations

import random
from collections.abc import Sequence

from backend.generation.generators.base import Generator, Problem
from backend.generation.generators.slips import text_answers

Grid = list[list[int]]
"""Rows from the top, each with the number of every pixel's colour: 0 empty, 1 filled; or 0-3 for four greys."""

_PICTURES = (
    "a badge",
    "a game character",
    "a spaceship",
    "a robot's face",
    "a pet in a game",
    "an app button",
    "a flag",
    "a treasure map",
    "a mosaic",
    "a secret sign",
    "a weather symbol",
    "a snowflake",
    "a key",
    "an emoji",
    "a maze",
    "a music button",
)

_NUMBER_WORDS = ("first", "second", "third", "fourth", "fifth", "sixth")
_PIXEL = ("□", "■")
_GREYS = ("white", "light grey", "dark grey", "black")
_GREY_CODES = ("00", "01", "10", "11")
_TWO_COLOURS = "An empty square □ is stored as 0 and a filled square ■ as 1."

_FEEDBACK = {
    "data.bitmap_inverted": "Find one pixel in your answer and compare its code with the code in the question.",
    "data.bitmap_rows_columns_swapped": "Do rows go across or down?",
    "data.bitmap_right_to_left": "At which end of the row do you start?",
    "data.bitmap_row_missed": "Count the rows again, and start with 1 at the top.",
    "data.bitmap_bottom_up": "Which row comes first?",
    "data.bitmap_one_bit_per_pixel": "How many bits does each colour need here?",
    "data.bitmap_code_reversed": "Compare each code with the table, one bit at a time.",
    "data.bitmap_code_order": "Look each colour up in the table again.",
}


def _draw_grid(rng: random.Random, size: int, colours: int = 2) -> Grid:
    """Return a square grid whose rows all differ, none of one colour, and which isn't its own reflection."""
    while True:
        grid = [[rng.randrange(colours) for _ in range(size)] for _ in range(size)]
        rows = [tuple(row) for row in grid]
        if len(set(rows)) == size and all(len(set(row)) > 1 for row in rows) and grid != _turned(grid):
            return grid


def _turned(grid: Grid) -> Grid:
    """Return the grid with its columns as rows."""
    return [list(column) for column in zip(*grid, strict=True)]


def _table(grid: Grid, cells: Sequence[str] = _PIXEL) -> str:
    size = len(grid)
    lines = [
        "| Row | " + " | ".join(f"Column {place}" for place in range(1, size + 1)) + " |",
        "| --- |" + " --- |" * size,
    ]
    lines += [f"| {place} | " + " | ".join(cells[pixel] for pixel in row) + " |" for place, row in enumerate(grid, 1)]
    return "\n".join(lines)


def _bits(row: Sequence[int]) -> str:
    return "".join(str(pixel) for pixel in row)


def _pixels(row: Sequence[int]) -> str:
    return "".join(_PIXEL[pixel] for pixel in row)


def _inverted(row: Sequence[int]) -> list[int]:
    return [1 - pixel for pixel in row]


def _wrong_rows(grid: Grid, place: int) -> list[tuple[Sequence[int], str]]:
    """Return the rows of pixels that pupils take for row ``place`` (from 0), from the commonest slip."""
    row = grid[place]
    neighbour = grid[place + 1] if place + 1 < len(grid) else grid[place - 1]
    return [
        (_inverted(row), "data.bitmap_inverted"),
        (_turned(grid)[place], "data.bitmap_rows_columns_swapped"),
        (row[::-1], "data.bitmap_right_to_left"),
        (neighbour, "data.bitmap_row_missed"),
        (grid[-1 - place], "data.bitmap_bottom_up"),
    ]


def _row_to_bits(rng: random.Random) -> Problem:
    size = rng.randint(4, 5)
    grid, place = _draw_grid(rng, size), rng.randrange(size)
    row = grid[place]
    return Problem(
        stem=f"This is the bitmap of {rng.choice(_PICTURES)}. {_TWO_COLOURS} Rows are read from left to right.\n\n"
        f"{_table(grid)}\n\nHow is row {place + 1} stored?",
        key=_bits(row),
        wrong=text_answers([(_bits(other), slip) for other, slip in _wrong_rows(grid, place)], _FEEDBACK),
        hints=(
            "Rows go across. Put your finger on the row that is asked for.",
            "Read that row from left to right, one pixel at a time.",
            "Write 0 for each □ and 1 for each ■.",
        ),
        worked_solution=f"Row {place + 1} is {_pixels(row)}. Write 0 for □ and 1 for ■: {_bits(row)}.",
        difficulty=1,
    )


def _whole_picture(rng: random.Random) -> Problem:
    size = rng.randint(3, 4)
    grid = _draw_grid(rng, size)

    def code(rows: Grid) -> str:
        return " ".join(_bits(row) for row in rows)

    missed = rng.randrange(1, size)
    return Problem(
        stem=f"This is the bitmap of {rng.choice(_PICTURES)}. {_TWO_COLOURS} The rows are stored one after the other "
        f"from the top, and each row from left to right.\n\n{_table(grid)}\n\nWhich bits are stored?",
        key=code(grid),
        wrong=text_answers(
            [
                (code([_inverted(row) for row in grid]), "data.bitmap_inverted"),
                (code(_turned(grid)), "data.bitmap_rows_columns_swapped"),
                (code([row[::-1] for row in grid]), "data.bitmap_right_to_left"),
                (code(grid[::-1]), "data.bitmap_bottom_up"),
                (code(grid[:missed] + grid[missed + 1 :]), "data.bitmap_row_missed"),
            ],
            _FEEDBACK,
        ),
        hints=(
            "Start with the row at the top.",
            "Write 0 for each □ and 1 for each ■, from left to right.",
            f"Go on row by row. Each row gives {size} bits.",
        ),
        worked_solution=f"The rows from the top are {', '.join(_bits(row) for row in grid)}. "
        f"One after the other, that is {code(grid)}.",
        difficulty=2,
    )


def _bits_to_row(rng: random.Random) -> Problem:
    size = rng.randint(4, 6)
    grid, place = _draw_grid(rng, size), rng.randrange(size)
    row = grid[place]
    bits = "".join(_bits(line) for line in grid)
    split = " ".join(_bits(line) for line in grid)
    return Problem(
        stem=f"The bitmap of {rng.choice(_PICTURES)} is {size} pixels wide and {size} pixels high. {_TWO_COLOURS} "
        f"The rows are stored one after the other from the top:\n\n`{bits}`\n\n"
        f"What does the {_NUMBER_WORDS[place]} row look like?",
        key=_pixels(row),
        wrong=text_answers([(_pixels(other), slip) for other, slip in _wrong_rows(grid, place)], _FEEDBACK),
        hints=(
            f"Each row has {size} pixels. How many bits is that?",
            f"Draw a line after each group of {size} bits.",
            "Find the group that is asked for. Each 0 is a □, and each 1 is a ■.",
        ),
        worked_solution=f"Split the bits into groups of {size}: `{split}`. The {_NUMBER_WORDS[place]} group is "
        f"`{_bits(row)}`. With □ for 0 and ■ for 1, that is {_pixels(row)}.",
        difficulty=2,
    )


def _greys_table() -> str:
    rows = "\n".join(f"| {name} | {code} |" for name, code in zip(_GREYS, _GREY_CODES, strict=True))
    return f"| Colour | Code |\n| --- | --- |\n{rows}"


def _grey_code(row: Sequence[int]) -> str:
    return " ".join(_GREY_CODES[pixel] for pixel in row)


def _code_reversed(row: Sequence[int]) -> list[int]:
    """Return the colours with 01 and 10 exchanged."""
    return [{1: 2, 2: 1}.get(pixel, pixel) for pixel in row]


def _draw_greys(rng: random.Random) -> tuple[Grid, int]:
    """Return a grid of four greys and the place of a row that holds white or black, and a grey."""
    while True:
        size = rng.randint(3, 4)
        grid, place = _draw_grid(rng, size, colours=4), rng.randrange(size)
        if {0, 3} & set(grid[place]) and {1, 2} & set(grid[place]):
            return grid, place


def _wrong_greys(grid: Grid, place: int) -> list[tuple[Sequence[int], str]]:
    row = grid[place]
    return [
        (_code_reversed(row), "data.bitmap_code_reversed"),
        ([3 - pixel for pixel in row], "data.bitmap_inverted"),
        (_turned(grid)[place], "data.bitmap_rows_columns_swapped"),
        (row[::-1], "data.bitmap_right_to_left"),
        ([(pixel + 1) % 4 for pixel in row], "data.bitmap_code_order"),
    ]


def _greys_to_bits(rng: random.Random) -> Problem:
    grid, place = _draw_greys(rng)
    row = grid[place]
    one_bit = ("".join("0" if pixel == 0 else "1" for pixel in row), "data.bitmap_one_bit_per_pixel")
    slips = [(_grey_code(other), slip) for other, slip in _wrong_greys(grid, place)]
    return Problem(
        stem=f"This is the bitmap of {rng.choice(_PICTURES)} in four colours.\n\n{_table(grid, _GREYS)}\n\n"
        f"Each colour has its own code.\n\n{_greys_table()}\n\nHow is row {place + 1} stored, from left to right?",
        key=_grey_code(row),
        wrong=text_answers([slips[0], one_bit, *slips[1:]], _FEEDBACK),
        hints=(
            "Rows go across. Put your finger on the row that is asked for.",
            "Look up the code of each colour in the second table.",
            f"Write down the {len(row)} codes from left to right. Each code has 2 bits.",
        ),
        worked_solution=f"Row {place + 1} is {', '.join(_GREYS[pixel] for pixel in row)}. "
        f"The codes, one after the other, are {_grey_code(row)}.",
        difficulty=3,
    )


def _bits_to_greys(rng: random.Random) -> Problem:
    grid, place = _draw_greys(rng)
    size, row = len(grid), grid[place]
    codes = "".join(_GREY_CODES[pixel] for line in grid for pixel in line)
    first_bits = [int(bit) for bit in codes]
    # Somebody who takes 1 bit for a pixel finds row n among the first bits, and sees black and white only.
    one_bit = [3 * bit for bit in first_bits[place * size : (place + 1) * size]]

    def names(pixels: Sequence[int]) -> str:
        return ", ".join(_GREYS[pixel] for pixel in pixels)

    slips = [(names(other), slip) for other, slip in _wrong_greys(grid, place) if "columns" not in slip]
    neighbour = grid[place + 1] if place + 1 < size else grid[place - 1]
    return Problem(
        stem=f"The bitmap of {rng.choice(_PICTURES)} is {size} pixels wide and {size} pixels high. Each colour has its "
        f"own code.\n\n{_greys_table()}\n\nThe rows are stored one after the other from the top:\n\n`{codes}`\n\n"
        f"Which colours does the {_NUMBER_WORDS[place]} row have, from left to right?",
        key=names(row),
        wrong=text_answers(
            [
                slips[0],
                (names(one_bit), "data.bitmap_one_bit_per_pixel"),
                (names(neighbour), "data.bitmap_row_missed"),
                *slips[1:],
            ],
            _FEEDBACK,
        ),
        hints=(
            "How many bits does one pixel take? Look at the codes.",
            f"One row has {size} pixels of 2 bits each. Draw a line after each row.",
            "Split the row that is asked for into codes of 2 bits, and look each one up.",
        ),
        worked_solution=f"One row takes {size} × 2 = {2 * size} bits. The {_NUMBER_WORDS[place]} row is "
        f"`{_grey_code(row)}`. Looked up in the table, that is {names(row)}.",
        difficulty=4,
    )


def _draw(rng: random.Random, level: int) -> Problem:
    if level == 1:
        return _row_to_bits(rng)
    if level == 2:
        return rng.choice((_whole_picture, _bits_to_row))(rng)
    return rng.choice((_greys_to_bits, _bits_to_greys))(rng)


BITMAP_GRID = Generator(
    key="bitmap_grid",
    number=15,
    title="Bitmaps and binary",
    topic="data",
    version=1,
    objectives=(
        "representations-going-audiovisual.binary-mosaic.3",
        "representations-going-audiovisual.binary-mosaic.4",
    ),
    draw=_draw,
    misconceptions=tuple(_FEEDBACK),
)
