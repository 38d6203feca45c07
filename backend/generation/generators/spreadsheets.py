"""What a spreadsheet formula shows, and what becomes of it when it is filled down (generator 43)."""

from __future__ import annotations

import random

from backend.generation.generators.base import Generator, Problem
from backend.generation.generators.showing import Slip, act_out, table

_FEEDBACK = {
    "spreadsheets.left_to_right": "Which comes first: multiplying, or adding and taking away?",
    "spreadsheets.range_is_ends": "The colon means: from this cell to that one. Which cells lie between?",
    "spreadsheets.range_end_left_out": "Is the last cell of the range included?",
    "spreadsheets.heading_row_counted": "Find the rows by their numbers. Have you started in the right one?",
    "spreadsheets.star_is_plus": "What does the star mean in a formula?",
    "spreadsheets.multiplies_wrong_pair": "Which two cells stand beside the star? Only they are multiplied.",
    "spreadsheets.average_is_sum": "That is a total. What is left to do for an average?",
    "spreadsheets.average_counts_blanks": "How many cells have a number in them? Do empty cells count?",
    "spreadsheets.count_is_sum": "Does this function count cells, or add up what is in them?",
    "spreadsheets.max_min_confused": "Does the function look for the largest or the smallest value?",
    "spreadsheets.criterion_boundary": "Look at the sign again. Does the number itself belong to it?",
    "spreadsheets.criterion_reversed": "Which way does the sign point?",
    "spreadsheets.values_are_row_numbers": "That is the number of a row. What is in the cell?",
    "spreadsheets.whole_column": "You used more cells than the formula asks for. Which ones does it name?",
    "spreadsheets.references_never_change": "A reference without $ moves with the formula. Which row are you in now?",
    "spreadsheets.absolute_moves": "What does the $ do to a reference when the formula is filled down?",
    "spreadsheets.all_references_fixed": "Only the reference with $ stays. What about the other one?",
    "spreadsheets.columns_change_downwards": "You filled down, not across. Does the letter or the number change?",
    "spreadsheets.fill_off_by_one": "Count the rows from the first formula to this cell.",
}

_THEMES = (
    ("Cake stall", "Cake", ("Brownie", "Flapjack", "Muffin", "Scone", "Cookie", "Tart")),
    ("Sports day", "Team", ("Red", "Blue", "Green", "Yellow", "Purple", "Orange")),
    ("Reading club", "Pupil", ("Amira", "Ben", "Chloe", "Dev", "Ella", "Farid")),
    ("Charity walk", "Class", ("7A", "7B", "8A", "8B", "9A", "9B")),
    ("Bird count", "Bird", ("Robin", "Wren", "Magpie", "Blackbird", "Finch", "Starling")),
    ("Bike shop", "Month", ("March", "April", "May", "June", "July", "August")),
)

Column = list[int | None]


def _sheet(theme: tuple[str, str, tuple[str, ...]], values: Column, extra: tuple[object, ...] = ()) -> str:
    """Return the sheet as pupils see it: labels in A, numbers in B, from row 2 on; ``extra`` fills column C."""
    rows = []
    for place, value in enumerate(values):
        shown: list[object] = [place + 2, theme[2][place], "" if value is None else value]
        rows.append([*shown, extra[place]] if extra else shown)
    if extra:
        return table(("", "A", "B", "C"), [[1, theme[1], "Week 1", "Week 2"], *rows])
    return table(("", "A", "B"), [[1, theme[1], "Number"], *rows])


def _stem(theme: tuple[str, str, tuple[str, ...]], sheet: str, formula: str) -> str:
    return (
        f"This spreadsheet is about a {theme[0].lower()}.\n\n{sheet}\n\n"
        f"What does a cell with the formula `{formula}` show?"
    )


def _hints(about: str) -> tuple[str, str, str]:
    return (
        "A cell is named by its column letter and its row number. Find each cell of the formula in the sheet.",
        about,
        "Write the numbers in place of the cell names. Then work it out.",
    )


def _arithmetic(rng: random.Random) -> Problem:
    theme = rng.choice(_THEMES)
    values = rng.sample(range(2, 20), 4)
    one, two, three = rng.sample(range(4), 3)
    sign = rng.choice("+-")
    if sign == "-":  # What is taken away is small, so that nothing falls below 0.
        values[one], values[two], values[three] = rng.randint(40, 90), rng.randint(2, 6), rng.randint(2, 6)
    a, b, c = values[one], values[two], values[three]
    formula = f"=B{one + 2}{sign}B{two + 2}*B{three + 2}"
    below = [values[place + 1] if place < 3 else values[3] for place in (one, two, three)]
    key = a + b * c if sign == "+" else a - b * c
    slips: list[Slip] = [
        ((a + b) * c if sign == "+" else (a - b) * c, "spreadsheets.left_to_right"),
        (below[0] + below[1] * below[2] * (1 if sign == "+" else -1), "spreadsheets.heading_row_counted"),
        (a + b + c if sign == "+" else a - b - c, "spreadsheets.star_is_plus"),
        (one + 2 + (two + 2) * (three + 2) * (1 if sign == "+" else -1), "spreadsheets.values_are_row_numbers"),
        (a * b + c if sign == "+" else a * b - c, "spreadsheets.multiplies_wrong_pair"),
    ]
    return Problem(
        stem=_stem(theme, _sheet(theme, list(values)), formula),
        key=key,
        wrong=act_out(_FEEDBACK, [slip for slip in slips if int(slip[0]) >= 0]),
        hints=_hints("The star * means multiply. Multiplying comes before adding and taking away."),
        worked_solution=f"`{formula}` is {a} {sign} {b} × {c}. Multiply first: {b} × {c} = {b * c}. "
        f"Then {a} {sign} {b * c} = {key}.",
        difficulty=2,
    )


def _sum_of_range(rng: random.Random) -> Problem:
    theme = rng.choice(_THEMES)
    values = rng.sample(range(2, 30), 6)
    first = rng.randint(0, 1)
    last = rng.randint(first + 2, 4)
    formula = f"=SUM(B{first + 2}:B{last + 2})"
    picked = values[first : last + 1]
    slips: list[Slip] = [
        (picked[0] + picked[-1], "spreadsheets.range_is_ends"),
        (sum(picked[:-1]), "spreadsheets.range_end_left_out"),
        (sum(values[first + 1 : last + 2]), "spreadsheets.heading_row_counted"),
        (len(picked), "spreadsheets.count_is_sum"),
        (sum(values), "spreadsheets.whole_column"),
    ]
    return Problem(
        stem=_stem(theme, _sheet(theme, list(values)), formula),
        key=sum(picked),
        wrong=act_out(_FEEDBACK, slips),
        hints=_hints(f"The range begins at B{first + 2} and ends at B{last + 2}. Both of these cells belong to it."),
        worked_solution=f"The range has the cells B{first + 2} to B{last + 2}: "
        f"{' + '.join(map(str, picked))} = {sum(picked)}.",
        difficulty=1,
    )


def _function(rng: random.Random) -> Problem:
    theme = rng.choice(_THEMES)
    values = rng.sample(range(4, 40), 6)
    name = rng.choice(("AVERAGE", "MAX", "MIN", "COUNTIF"))
    if name == "AVERAGE":
        return _average(rng, theme)
    area = "B2:B7"
    if name == "COUNTIF":
        limit, sign = rng.choice(values), rng.choice((">", "<", ">=", "<="))
        formula = f'=COUNTIF({area},"{sign}{limit}")'
        above, below = sum(value > limit for value in values), sum(value < limit for value in values)
        key = (above if ">" in sign else below) + ("=" in sign)
        met = [value for value in values if (value > limit if ">" in sign else value < limit) or
               ("=" in sign and value == limit)]  # fmt: skip
        slips: list[Slip] = [
            (key - 1 if "=" in sign else key + 1, "spreadsheets.criterion_boundary"),
            ((below if ">" in sign else above) + ("=" in sign), "spreadsheets.criterion_reversed"),
            (sum(met), "spreadsheets.count_is_sum"),
            (6, "spreadsheets.whole_column"),
        ]
        about = f"COUNTIF counts the cells that meet the condition. {_SIGNS[sign]}"
        working = f"These numbers meet the condition: {', '.join(map(str, met)) or 'none'}. So it shows {key}."
    else:
        formula, key = f"={name}({area})", max(values) if name == "MAX" else min(values)
        slips = [
            (min(values) if name == "MAX" else max(values), "spreadsheets.max_min_confused"),
            (sum(values), "spreadsheets.count_is_sum"),
            (values[-1] if name == "MAX" else values[0], "spreadsheets.range_is_ends"),
            (sorted(values)[-2 if name == "MAX" else 1], "spreadsheets.range_end_left_out"),
            (6, "spreadsheets.count_is_sum"),
            (values.index(key) + 2, "spreadsheets.values_are_row_numbers"),
        ]
        about = "MAX finds the largest number in the range." if name == "MAX" else "MIN finds the smallest number."
        working = f"The {'largest' if name == 'MAX' else 'smallest'} number in {area} is {key}."
    return Problem(
        stem=_stem(theme, _sheet(theme, list(values)), formula),
        key=key,
        wrong=act_out(_FEEDBACK, slips),
        hints=_hints(about),
        worked_solution=working,
        difficulty=3,
    )


_SIGNS = {
    ">": "The sign > means more than.",
    "<": "The sign < means less than.",
    ">=": "The sign >= means this number or more.",
    "<=": "The sign <= means this number or less.",
}


def _average(rng: random.Random, theme: tuple[str, str, tuple[str, ...]]) -> Problem:
    """Ask for the average of five numbers and an empty cell; it comes out whole with and without the empty cell."""
    average = 6 * rng.randint(2, 5)
    numbers = [average + offset for offset in rng.choice(((-5, -2, 0, 3, 4), (-6, -1, 1, 2, 4), (-8, -3, 2, 4, 5)))]
    rng.shuffle(numbers)
    values: Column = list(numbers)
    values.insert(rng.randint(1, 4), None)
    slips: list[Slip] = [
        (sum(numbers) // 6, "spreadsheets.average_counts_blanks"),
        (sum(numbers), "spreadsheets.average_is_sum"),
        (max(numbers), "spreadsheets.max_min_confused"),
        (min(numbers), "spreadsheets.max_min_confused"),
        (5, "spreadsheets.count_is_sum"),
    ]
    return Problem(
        stem=_stem(theme, _sheet(theme, values), "=AVERAGE(B2:B7)"),
        key=average,
        wrong=act_out(_FEEDBACK, slips),
        hints=_hints("AVERAGE adds up the numbers and divides by how many numbers there are. It skips empty cells."),
        worked_solution=f"Add up: {' + '.join(map(str, numbers))} = {sum(numbers)}. There are 5 numbers, and the empty "
        f"cell is skipped: {sum(numbers)} ÷ 5 = {average}.",
        difficulty=3,
    )


def _fill_down(rng: random.Random) -> Problem:
    theme = rng.choice(_THEMES)
    values = rng.sample(range(2, 30), 5)
    prices = rng.sample(range(2, 12), 5)
    fixed_row, target, sign = rng.choice((1, 9, 10, 12)), rng.randint(4, 6), rng.choice("*+-/")
    fixed = f"$F${fixed_row}"
    moving = rng.choice("BC")
    steps = target - 2

    def filled(row: int, other: str = fixed, column: str = moving) -> str:
        return f"`={column}{row}{sign}{other}`"

    slips: list[Slip] = [
        (filled(2), "spreadsheets.references_never_change"),
        (filled(target, f"$F${fixed_row + steps}"), "spreadsheets.absolute_moves"),
        (filled(2, f"$F${fixed_row + steps}"), "spreadsheets.all_references_fixed"),
        (filled(2, column=chr(ord(moving) + steps)), "spreadsheets.columns_change_downwards"),
        (filled(target - 1), "spreadsheets.fill_off_by_one"),
        (filled(target + 1), "spreadsheets.fill_off_by_one"),
    ]
    sheet = _sheet(theme, list(values), tuple(prices))
    return Problem(
        stem=f"This spreadsheet is about a {theme[0].lower()}.\n\n{sheet}\n\nCell D2 has the formula {filled(2)}. "
        f"It is filled down to D6. Which formula is in D{target}?",
        key=filled(target),
        wrong=act_out(_FEEDBACK, slips),
        hints=(
            "There are two kinds of references in the formula: one with $ and one without.",
            "A reference with $ stays the same wherever the formula goes. One without $ moves along.",
            f"From D2 to D{target} the formula goes down {steps} rows. What does that do to the row number?",
        ),
        worked_solution=f"The formula moves down {steps} rows. {moving}2 has no $, so it becomes {moving}{target}. "
        f"{fixed} stays as it is. The formula is {filled(target)}.",
        difficulty=4,
    )


def _draw(rng: random.Random, level: int) -> Problem:
    if level == 1:
        return _arithmetic(rng) if rng.random() < 0.5 else _sum_of_range(rng)
    return _function(rng) if level == 2 else _fill_down(rng)


SPREADSHEET_FORMULAS = Generator(
    key="spreadsheet_formulas",
    number=43,
    title="Spreadsheet formulas",
    topic="spreadsheets",
    version=2,
    objectives=(
        "modelling-data-spreadsheets.quick-calculations.2",
        "modelling-data-spreadsheets.quick-calculations.1",
        "modelling-data-spreadsheets.become-a-data-master.1",
        "modelling-data-spreadsheets.level-up-your-data-skills.2",
    ),
    draw=_draw,
    misconceptions=tuple(_FEEDBACK),
)
