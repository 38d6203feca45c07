"""A class list as schools export it: rows of cells to pupils. Pure: knows no school, decides nothing about anybody."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from backend.accounts.names import fold_name, tidy_name
from backend.classes.errors import UnreadableRoster
from backend.classes.roster_table import Row, read_table

MAX_ROWS = 5000
MAX_COLUMNS = 100
_HEADINGS_WITHIN = 25
_EXAMPLES = 3
_EXAMPLE_LENGTH = 40

Use = Literal["class", "given", "family", "name", "year", "role"]
"""What a column is read as; ``name`` is a whole name."""

_HEADINGS: Mapping[Use, str] = {
    "class": """
        class classname classes classtitle teachinggroup teachingset form formgroup formname tutorgroup registration
        registrationform registrationgroup regform reggroup reg tutor group groupname group1 set sectionname cohort1
        cohort coursename course1
    """,
    "given": """
        preferredforename preferredfirstname firstname forename first given givenname legalforename legalfirstname
        pupilforename studentforename studentfirstname chosenname preferredgivenname
    """,
    "family": """
        preferredsurname preferredlastname lastname surname last family familyname legalsurname legallastname
        pupilsurname studentsurname studentlastname preferredfamilyname
    """,
    "name": "name fullname pupil pupilname student studentname preferredname displayname",
    "year": "year yeargroup yr ncyear nationalcurriculumyear yeargrp grade grades",
    "role": "role usertype",
}
"""What a column may be called, best first: a list with legal and preferred names is read by the preferred ones."""

_PLACES: Mapping[str, tuple[Use, int]] = {
    heading: (use, place) for use, headings in _HEADINGS.items() for place, heading in enumerate(headings.split())
}


@dataclass(frozen=True, slots=True)
class RosterRow:
    """One row as it stands in the file, blanks tidied. ``line`` is the row's first line in the file, from 1."""

    line: int
    class_name: str
    given_name: str
    family_name: str
    year: str = ""
    role: str = ""


@dataclass(frozen=True, slots=True)
class Reading:
    """How somebody says that a file is to be read; what isn't said is found.

    ``headings`` is the line of the headings, 0 without any. ``class_name`` stands in where a row says none.
    """

    columns: tuple[Use | None, ...] | None = None
    headings: int | None = None
    class_name: str = ""


@dataclass(frozen=True, slots=True)
class Column:
    """A column of the file, with some of what is in it."""

    heading: str
    examples: tuple[str, ...]
    use: Use | None


@dataclass(frozen=True, slots=True)
class Roster:
    """A class list. ``missing`` says what can't be read without being told; there are no rows then."""

    encoding: str
    delimiter: str
    headings: int
    columns: tuple[Column, ...]
    missing: str | None
    rows: tuple[RosterRow, ...]


def read_roster(data: bytes, reading: Reading | None = None) -> Roster:
    """Return the rows below the headings, wherever those stand among the first lines. Raises UnreadableRoster."""
    reading = reading or Reading()
    table = read_table(data, lambda rows: _best_headings(rows)[1])
    headings = _headings_line(table.rows, reading)
    names = next((cells for line, cells in table.rows if line == headings), [])
    below = [(line, cells) for line, cells in table.rows if line > headings]
    if len(below) > MAX_ROWS:
        raise UnreadableRoster(f"The list has more than {MAX_ROWS:,} rows. Split it and import the parts one by one.")
    columns = _columns(names, below, reading)
    missing = _missing({column.use for column in columns}, reading, below)
    rows = () if missing else tuple(_read_row(line, cells, columns, reading) for line, cells in below)
    return Roster(table.encoding, table.delimiter, headings, columns, missing, rows)


def split_name(name: str) -> tuple[str, str]:
    """Return given and family name of "Smith, Ann" or "Ann Smith"; in "Joost van der Berg" the family is van der Berg.

    With several commas the last one divides ("D'Souza, Jr, Ravi").
    """
    if "," in name:
        family, given = name.rsplit(",", 1)
        return given.strip(), family.strip()
    words = name.split()
    particle = next((place for place, word in enumerate(words[1:-1], 1) if word[:1].islower()), len(words) - 1)
    return " ".join(words[:particle]), " ".join(words[particle:])


def _found_uses(cells: Sequence[str]) -> dict[Use, int]:
    """Return which column holds what, if these cells are headings."""
    best: dict[Use, tuple[int, int]] = {}
    for column, cell in enumerate(cells):
        known = _PLACES.get(fold_name(cell.replace("_", " ")).replace(" ", ""))
        if known and (known[0] not in best or known[1] < best[known[0]][0]):
            best[known[0]] = (known[1], column)
    return {use: column for use, (_, column) in best.items()}


def _best_headings(rows: Sequence[Row]) -> tuple[int, int]:
    """Return the line that is most like headings and how many it knows; the first that suffices is taken.

    A word that is a heading elsewhere ("Name", "Set") is one here if the row knows another, or stands on top.
    """
    best = (0, 0)
    for place, (line, cells) in enumerate(rows[:_HEADINGS_WITHIN]):
        uses = _found_uses(cells)
        if "class" in uses and ("name" in uses or {"given", "family"} <= uses.keys()):
            return line, len(_HEADINGS) + len(uses)
        if len(uses) > best[1] and (place == 0 or len(uses) > 1):
            best = (line, len(uses))
    return best


def _headings_line(rows: Sequence[Row], reading: Reading) -> int:
    if reading.headings is not None:
        return reading.headings
    return _best_headings(rows)[0]


def _columns(headings: Sequence[str], below: Sequence[Row], reading: Reading) -> tuple[Column, ...]:
    width = min(max([len(headings), *(len(cells) for _, cells in below)]), MAX_COLUMNS)
    if reading.columns is None:
        uses: dict[int, Use | None] = {column: use for use, column in _found_uses(headings).items()}
    else:
        uses = dict(enumerate(reading.columns))
    return tuple(
        Column(
            heading=tidy_name(headings[place])[:_EXAMPLE_LENGTH] if place < len(headings) else "",
            examples=_examples(place, below),
            use=uses.get(place),
        )
        for place in range(width)
    )


def _examples(place: int, below: Sequence[Row]) -> tuple[str, ...]:
    found: list[str] = []
    for _, cells in below:
        value = tidy_name(cells[place])[:_EXAMPLE_LENGTH] if place < len(cells) else ""
        if value and value not in found:
            found.append(value)
        if len(found) == _EXAMPLES:
            break
    return tuple(found)


def _missing(uses: set[Use | None], reading: Reading, below: Sequence[Row]) -> str | None:
    """Return what the columns lack, as a sentence; None when they suffice."""
    if not below:
        return "The list has headings but no pupils below them."
    lacking = []
    if "class" not in uses and not reading.class_name:
        lacking.append("class")
    if "name" not in uses:
        lacking += [words for use, words in (("given", "first names"), ("family", "last names")) if use not in uses]
    if not lacking:
        return None
    return f"We can't tell which column holds the {' and which the '.join(lacking)}. Say what each column is."


def _read_row(line: int, cells: Sequence[str], columns: Sequence[Column], reading: Reading) -> RosterRow:
    def cell(use: Use) -> str:
        place = next((at for at, column in enumerate(columns) if column.use == use), None)
        return cells[place] if place is not None and place < len(cells) else ""

    given, family = tidy_name(cell("given")), tidy_name(cell("family"))
    if not given and not family:
        given, family = split_name(tidy_name(cell("name")))
    return RosterRow(
        line=line,
        class_name=tidy_name(cell("class")) or reading.class_name,
        given_name=given,
        family_name=family,
        year=cell("year").strip(),
        role=cell("role").strip(),
    )
