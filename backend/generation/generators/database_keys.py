"""Primary keys: which field can be one, and which record may join a table (part of generator 44)."""

from __future__ import annotations

import random
from dataclasses import dataclass

from backend.generation.generators.base import Problem
from backend.generation.generators.showing import Slip, act_out, table

KEY_FEEDBACK = {
    "databases.key_duplicates": "A primary key has to be different in every record. Look down that column.",
    "databases.first_field_is_key": "A key needn't be in the first column. Do all its values differ?",
    "databases.key_empty": "Can a record be found by its key if it has none?",
    "databases.key_changes_record": "One record has that key already. What would happen to it?",
}


@dataclass(frozen=True, slots=True)
class _Register:
    """A table of ``place``: a name, a text and a number may repeat; the field ``key`` may not."""

    place: str
    table: str
    key: str
    letter: str
    name: str
    names: tuple[str, ...]
    text: str
    texts: tuple[str, ...]
    number: str
    numbers: range


_REGISTERS = (
    _Register("a dentist", "PATIENT", "Card", "P", "Name", ("Ali Khan", "Eve Moss", "Sam Reed", "Zoe Hill"),
              "Town", ("Derby", "Leeds", "York"), "Age", range(5, 16)),
    _Register("a library", "COPY", "Barcode", "B", "Title", ("Dracula", "Matilda", "Wonder", "Holes"),
              "Shelf", ("Red", "Blue", "Green"), "Pages", range(90, 99)),
    _Register("a bike shop", "BIKE", "Frame", "F", "Model", ("Swift", "Ranger", "Comet", "Trail"),
              "Colour", ("Black", "Red", "White"), "Gears", range(1, 10)),
    _Register("a school", "LOCKER", "Code", "L", "Pupil", ("Ben Lee", "Mia Ray", "Tom Fox", "Ivy Cole"),
              "Class", ("7A", "7B", "8C"), "Floor", range(0, 4)),
    _Register("a vet", "PET", "Chip", "C", "Animal", ("Cat", "Dog", "Rabbit", "Hamster"),
              "Colour", ("Black", "Brown", "White"), "Age", range(1, 12)),
    _Register("a club", "MEMBER", "Pass", "M", "Name", ("Ada Shah", "Leo King", "Amy West", "Max Bell"),
              "Sport", ("Judo", "Tennis", "Rowing"), "Badges", range(0, 9)),
)  # fmt: skip

_Row = dict[str, str]


def _rows(rng: random.Random, register: _Register) -> list[_Row]:
    """Return five records; only the key differs in all of them."""
    keys = [f"{register.letter}{number}" for number in rng.sample(range(10, 100), 5)]

    def repeated(values: list[str]) -> list[str]:
        return rng.sample([*values, values[0]], 5)

    names = repeated(rng.sample(register.names, 4))
    texts = repeated([*rng.sample(register.texts, 3), rng.choice(register.texts)])
    numbers = repeated([str(number) for number in rng.sample(register.numbers, 4)])
    fields = (register.key, register.name, register.text, register.number)
    return [dict(zip(fields, row, strict=True)) for row in zip(keys, names, texts, numbers, strict=True)]


def field_for_key(rng: random.Random) -> Problem:
    """Ask which field can be the primary key."""
    register = rng.choice(_REGISTERS)
    rows = _rows(rng, register)
    fields = rng.sample(list(rows[0]), 4)
    slips: list[Slip] = [
        (field, "databases.first_field_is_key" if field == fields[0] else "databases.key_duplicates")
        for field in fields
        if len({row[field] for row in rows}) < len(rows)
    ]
    key = register.key
    return Problem(
        stem=f"{register.place.capitalize()} has this table, {register.table}:\n\n"
        f"{table(fields, [[row[field] for field in fields] for row in rows])}\n\n"
        "Which of the fields can be the primary key?",
        key=key,
        wrong=act_out(KEY_FEEDBACK, slips),
        hints=(
            "The primary key tells the records apart.",
            "Look down each column. Does a value come more than once?",
            "Leave out every field in which two records have the same value.",
        ),
        worked_solution=f"In the other fields, two records have the same value. Only the values of {key} are all "
        "different.",
        difficulty=2,
    )


def record_to_add(rng: random.Random) -> Problem:
    """Ask which record may join the table: one with a new key, whatever else is in it."""
    register = rng.choice(_REGISTERS)
    rows = _rows(rng, register)
    one, two, three, four = rng.sample(rows, 4)
    new = f"{register.letter}{rng.randint(10, 99)}"
    is_new = all(row[register.key] != new for row in rows)

    def shown(key: str, name: _Row, rest: _Row) -> str:
        return ", ".join((key, name[register.name], rest[register.text], rest[register.number]))

    slips: list[Slip] = [
        (shown(two[register.key], three, four), "databases.key_duplicates"),
        (shown("no value", two, three), "databases.key_empty"),
        (shown(four[register.key], four, one), "databases.key_changes_record"),
        (shown(one[register.key], three, two), "databases.key_duplicates"),
    ]
    key = shown(new, one, one)
    fields = list(rows[0])
    here = [", ".join(row.values()) for row in rows]
    return Problem(
        stem=f"The table {register.table} of {register.place} has the primary key {register.key}.\n\n"
        f"{table(fields, [list(row.values()) for row in rows])}\n\nWhich record can be added to the table?",
        key=key,
        wrong=act_out(KEY_FEEDBACK, [slip for slip in slips if slip[0] not in here]) if is_new else (),
        hints=(
            "The primary key tells the records apart.",
            f"Look at the value of {register.key} first. Is it there, and is it new?",
            "The other fields may have the same values as in another record.",
        ),
        worked_solution=f"Every record needs a {register.key} of its own. Here only {new} is new, so this one can be "
        f"added: {key}.",
        difficulty=3,
    )
