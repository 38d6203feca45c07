"""Which records a query finds, with one condition, with AND and OR, and sorted (generator 44)."""

from __future__ import annotations

import operator
import random
from collections.abc import Callable

from backend.generation.generators.base import Generator, Problem
from backend.generation.generators.showing import Slip, act_out, table

_FEEDBACK = {
    "databases.and_or_swapped": "Must both conditions be met, or is one of them enough?",
    "databases.first_condition_only": "There are two conditions. Have you used the second one?",
    "databases.second_condition_only": "There are two conditions. Have you used the first one?",
    "databases.boundary": "Look at the sign again. Does the number itself meet the condition?",
    "databases.condition_reversed": "Which way does the sign point? Try one record.",
    "databases.sort_is_filter": "Sorting keeps every record. Should every record be shown here?",
    "databases.last_record_missed": "Go through the table to its end. Have you checked every record?",
    "databases.sort_order_reversed": "Which comes first: the smallest or the largest value?",
    "databases.sort_ignored": "You found the records. In which order are they shown?",
}

_TABLES = (
    ("a games shop", "GAME", "Kind", ("Puzzle", "Sport", "Racing"), "Price", 5, 40),
    ("an animal shelter", "ANIMAL", "Species", ("Cat", "Dog", "Rabbit"), "Age", 1, 14),
    ("a school library", "BOOK", "Genre", ("Crime", "Fantasy", "Poetry"), "Pages", 60, 400),
    ("a bike shop", "BIKE", "Colour", ("Red", "Blue", "Black"), "Gears", 1, 24),
    ("a swimming club", "SWIMMER", "Team", ("Seals", "Otters", "Sharks"), "Badges", 0, 20),
    ("a museum", "COIN", "Metal", ("Gold", "Silver", "Bronze"), "Age", 90, 900),
)
_COMPARE: dict[str, Callable[[int, int], bool]] = {
    ">": operator.gt,
    "<": operator.lt,
    ">=": operator.ge,
    "<=": operator.le,
}
_WITH_OR_WITHOUT = {">": ">=", "<": "<=", ">=": ">", "<=": "<"}
_OTHER_WAY = {">": "<", "<": ">", ">=": "<=", "<=": ">="}
_SIGN_WORDS = {">": "more than", "<": "less than", ">=": "at least", "<=": "at most"}

Record = tuple[int, str, int]


def _shown(records: list[Record]) -> str:
    """Return the IDs of the records as options show them."""
    return ", ".join(str(record[0]) for record in records)


def _draw(rng: random.Random, level: int) -> Problem:
    place, name, text_field, texts, number_field, low, high = rng.choice(_TABLES)
    ids = sorted(rng.sample(range(11, 100), 6))
    numbers = rng.sample(range(low, high + 1), 6)
    records: list[Record] = [(one, rng.choice(texts), number) for one, number in zip(ids, numbers, strict=True)]
    text, limit, sign = rng.choice(texts), rng.choice(numbers), rng.choice(list(_COMPARE))
    joined_by_and = rng.random() < 0.5

    def found(sign: str = sign, use: str = "both", both: bool = joined_by_and) -> list[Record]:
        hits = []
        for record in records:
            first, second = record[1] == text, _COMPARE[sign](record[2], limit)
            met = {"first": first, "second": second, "both": first and second if both else first or second}[use]
            if met:
                hits.append(record)
        return hits

    number_condition = f"{number_field} {sign} {limit}"
    use = "second" if level == 1 else "both"
    joint = "AND" if joined_by_and else "OR"
    where = number_condition if level == 1 else f'{text_field} = "{text}" {joint} {number_condition}'
    hits = found(use=use)
    order = ""
    downwards = rng.random() < 0.5
    if level == 3:
        order = f"\nORDER BY {number_field} {'DESC' if downwards else 'ASC'}"

    def arranged(hits: list[Record], reverse: bool = downwards) -> str:
        return _shown(sorted(hits, key=lambda record: record[2], reverse=reverse) if level == 3 else hits)

    slips: list[Slip] = [
        (arranged(found(_WITH_OR_WITHOUT[sign], use)), "databases.boundary"),
        (arranged(found(_OTHER_WAY[sign], use)), "databases.condition_reversed"),
        (arranged(sorted(records, key=lambda record: record[2])), "databases.sort_is_filter"),
        (arranged(hits[:-1]), "databases.last_record_missed"),
    ]
    if level > 1:
        slips[:0] = [
            (arranged(found(both=not joined_by_and)), "databases.and_or_swapped"),
            (arranged(found(use="first")), "databases.first_condition_only"),
            (arranged(found(use="second")), "databases.second_condition_only"),
        ]
    if level == 3:
        slips[:0] = [
            (arranged(hits, not downwards), "databases.sort_order_reversed"),
            (_shown(hits), "databases.sort_ignored"),
        ]
    query = f"SELECT ID\nFROM {name}\nWHERE {where}{order}"
    usable = [slip for slip in slips if slip[0]] if 1 <= len(hits) <= 4 else []
    asked = "from first to last" if level == 3 else "in the order of the table"
    return Problem(
        stem=f"This is the table {name} in the database of {place}.\n\n"
        f"{table(('ID', text_field, number_field), records)}\n\n"
        f"```\n{query}\n```\n\nWhich IDs does the query show, {asked}?",
        key=arranged(hits),
        wrong=act_out(_FEEDBACK, usable),
        hints=_hints(level, joint, sign, downwards),
        worked_solution=_solution(level, joint, hits, arranged(hits)),
        difficulty=level + 1,
    )


def _hints(level: int, joint: str, sign: str, downwards: bool) -> tuple[str, str, str]:
    both = "meets both conditions" if joint == "AND" else "meets at least one of the conditions"
    third = {
        1: "Tick each record that meets the condition. Leave the others out.",
        2: f"{joint} means that a record is found when it {both}.",
        3: f"{joint} means that a record is found when it {both}. Then sort: "
        f"{'DESC begins with the largest' if downwards else 'ASC begins with the smallest'} value.",
    }[level]
    return (
        "The part after WHERE says which records are found. Go through the table row by row.",
        f"The sign {sign} means {_SIGN_WORDS[sign]}.",
        third,
    )


def _solution(level: int, joint: str, hits: list[Record], key: str) -> str:
    rule = {"AND": "both conditions", "OR": "at least one of the two conditions"}[joint]
    met = ", ".join(f"{record[0]} ({record[1]}, {record[2]})" for record in hits)
    text = f"These records meet {'the condition' if level == 1 else rule}: {met}."
    return f"{text} {'In the order asked for: ' if level == 3 else 'The IDs are '}{key}."


DATABASE_QUERIES = Generator(
    key="database_queries",
    number=44,
    title="Database queries",
    topic="databases",
    version=1,
    objectives=("modelling-data-spreadsheets.level-up-your-data-skills.1", "data-science.global-data.2"),
    draw=_draw,
    misconceptions=tuple(_FEEDBACK),
)
