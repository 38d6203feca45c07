"""Which records a query finds, with one condition, with AND and OR, and sorted; primary keys (generator 44)."""

from __future__ import annotations

import operator
import random
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial
from typing import Literal

from backend.generation.generators.base import Generator, Problem
from backend.generation.generators.database_keys import KEY_FEEDBACK, field_for_key, record_to_add
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


@dataclass(frozen=True, slots=True)
class Query:
    """The conditions and the order of a query. ``use`` says which conditions count: first, second or both."""

    text: str
    sign: str
    limit: int
    use: Literal["first", "second", "both"]
    joint: Literal["AND", "OR"]
    order: Literal["", "ASC", "DESC"] = ""

    def finds(self, record: Record) -> bool:
        """Say whether the query shows this record."""
        first, second = record[1] == self.text, _COMPARE[self.sign](record[2], self.limit)
        if self.use == "both":
            return first and second if self.joint == "AND" else first or second
        return first if self.use == "first" else second

    def shows(self, records: list[Record]) -> str:
        """Return the IDs that it shows, as options have them."""
        return _shown(self.arranged([record for record in records if self.finds(record)]))

    def arranged(self, records: list[Record]) -> list[Record]:
        """Return the records in the order of the query."""
        if not self.order:
            return records
        return sorted(records, key=lambda record: record[2], reverse=self.order == "DESC")

    def written(self, name: str, fields: tuple[str, str]) -> str:
        """Return the query in SQL."""
        conditions = {"first": f'{fields[0]} = "{self.text}"', "second": f"{fields[1]} {self.sign} {self.limit}"}
        where = conditions[self.use] if self.use != "both" else f" {self.joint} ".join(conditions.values())
        ordered = f"\nORDER BY {fields[1]} {self.order}" if self.order else ""
        return f"SELECT ID\nFROM {name}\nWHERE {where}{ordered}"


def _shown(records: list[Record]) -> str:
    return ", ".join(str(record[0]) for record in records)


def _slips(query: Query, records: list[Record]) -> list[Slip]:
    """Act out what pupils find, from the commonest slip to the rarest."""
    hits = [record for record in records if query.finds(record)]
    slips: list[Slip] = []
    if query.order:
        turned: Literal["ASC", "DESC"] = "ASC" if query.order == "DESC" else "DESC"
        slips += [
            (replace(query, order=turned).shows(records), "databases.sort_order_reversed"),
            (_shown(hits), "databases.sort_ignored"),
        ]
    if query.use == "both":
        slips += [
            (replace(query, joint="OR" if query.joint == "AND" else "AND").shows(records), "databases.and_or_swapped"),
            (replace(query, use="first").shows(records), "databases.first_condition_only"),
            (replace(query, use="second").shows(records), "databases.second_condition_only"),
        ]
    slips += [
        (replace(query, sign=_WITH_OR_WITHOUT[query.sign]).shows(records), "databases.boundary"),
        (replace(query, sign=_OTHER_WAY[query.sign]).shows(records), "databases.condition_reversed"),
        (_shown(sorted(records, key=lambda record: record[2])), "databases.sort_is_filter"),
        (_shown(query.arranged(hits[:-1])), "databases.last_record_missed"),
    ]
    return [slip for slip in slips if slip[0]]


def _is_telling(query: Query, records: list[Record]) -> bool:
    """Say whether the query finds some records but not most, and needs its conditions and its order."""
    count = sum(query.finds(record) for record in records)
    halves = (replace(query, use="first"), replace(query, use="second"))
    needed = query.use != "both" or all(half.shows(records) != query.shows(records) for half in halves)
    return (2 if query.order else 1) <= count <= 4 and needed


def _found(rng: random.Random, level: int) -> Problem:
    """Ask which records a query shows."""
    place, name, text_field, texts, number_field, low, high = rng.choice(_TABLES)
    ids = sorted(rng.sample(range(11, 100), 6))
    numbers = rng.sample(range(low, high + 1), 6)
    records: list[Record] = [(one, rng.choice(texts), number) for one, number in zip(ids, numbers, strict=True)]
    query = Query(
        text=rng.choice(texts),
        sign=rng.choice(list(_COMPARE)),
        limit=rng.choice(numbers),
        use="second" if level == 1 else "both",
        joint=rng.choice(("AND", "OR")),
        order=rng.choice(("ASC", "DESC")) if level == 3 else "",
    )
    asked = "from first to last" if query.order else "in the order of the table"
    return Problem(
        stem=f"This is the table {name} in the database of {place}.\n\n"
        f"{table(('ID', text_field, number_field), records)}\n\n"
        f"```\n{query.written(name, (text_field, number_field))}\n```\n\nWhich IDs does the query show, {asked}?",
        key=query.shows(records),
        wrong=act_out(_FEEDBACK, _slips(query, records)) if _is_telling(query, records) else (),
        hints=_hints(level, query),
        worked_solution=_solution(query, records),
        difficulty=level + 1,
    )


_TASKS: dict[int, tuple[Callable[[random.Random], Problem], ...]] = {
    1: (partial(_found, level=1), partial(_found, level=1), field_for_key),
    2: (partial(_found, level=2), partial(_found, level=2), record_to_add),
    3: (partial(_found, level=3),),
}


def _draw(rng: random.Random, level: int) -> Problem:
    return rng.choice(_TASKS[level])(rng)


def _hints(level: int, query: Query) -> tuple[str, str, str]:
    both = "meets both conditions" if query.joint == "AND" else "meets at least one of the conditions"
    third = {
        1: "Tick each record that meets the condition. Leave the others out.",
        2: f"{query.joint} means that a record is found when it {both}.",
        3: f"{query.joint} means that a record is found when it {both}. Then sort: "
        f"{'DESC begins with the largest' if query.order == 'DESC' else 'ASC begins with the smallest'} value.",
    }[level]
    return (
        "The part after WHERE says which records are found. Go through the table row by row.",
        f"The sign {query.sign} means {_SIGN_WORDS[query.sign]}.",
        third,
    )


def _solution(query: Query, records: list[Record]) -> str:
    rule = {"AND": "both conditions", "OR": "at least one of the two conditions"}[query.joint]
    met = ", ".join(f"{record[0]} ({record[1]}, {record[2]})" for record in records if query.finds(record))
    text = f"These records meet {rule if query.use == 'both' else 'the condition'}: {met}."
    return f"{text} {'In the order asked for: ' if query.order else 'The IDs are '}{query.shows(records)}."


DATABASE_QUERIES = Generator(
    key="database_queries",
    number=44,
    title="Database queries and keys",
    topic="databases",
    version=2,
    objectives=("modelling-data-spreadsheets.level-up-your-data-skills.1", "data-science.global-data.2"),
    draw=_draw,
    misconceptions=(*_FEEDBACK, *KEY_FEEDBACK),
)
