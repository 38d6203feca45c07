"""A class list as schools export it: bytes to rows. Pure: knows no school, decides nothing about anybody."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from backend.accounts.names import fold_name, tidy_name
from backend.classes.errors import UnreadableRoster

MAX_ROWS = 5000
_HEADINGS_WITHIN = 25
_DELIMITERS = (",", ";", "\t", "|")

_HEADINGS: Mapping[str, tuple[str, ...]] = {
    "class": (
        *(
            "class",
            "classname",
            "classes",
            "teachinggroup",
            "teachingset",
            "form",
            "formgroup",
            "formname",
            "tutorgroup",
        ),
        *(
            "registration",
            "registrationform",
            "registrationgroup",
            "regform",
            "reggroup",
            "reg",
            "tutor",
            "group",
            "set",
        ),
    ),
    "given": (
        *("preferredforename", "preferredfirstname", "firstname", "forename", "first", "given", "givenname"),
        *("legalforename", "legalfirstname", "pupilforename", "studentforename", "chosenname"),
    ),
    "family": (
        *("preferredsurname", "preferredlastname", "lastname", "surname", "last", "family", "familyname"),
        *("legalsurname", "legallastname", "pupilsurname", "studentsurname"),
    ),
    "name": ("name", "fullname", "pupil", "pupilname", "student", "studentname", "preferredname"),
    "year": ("year", "yeargroup", "yr", "ncyear", "nationalcurriculumyear", "yeargrp"),
    "password": ("password", "pupilpassword"),
}
"""What a column may be called, best first: a list with legal and preferred names is read by the preferred ones."""

_NOT_CSV: tuple[tuple[bytes, str], ...] = (
    (b"PK\x03\x04", "This is an Excel workbook, though it may be named .csv."),
    (b"\xd0\xcf\x11\xe0", "This is an old or password-protected Excel file."),
    (b"%PDF", "This is a PDF."),
)
_SAVE_AS_CSV = "In Excel, choose Save as, then “CSV UTF-8 (comma delimited)”, and import that file."


@dataclass(frozen=True, slots=True)
class RosterRow:
    """One row as it stands in the file, blanks tidied. ``line`` is the row's first line in the file, from 1."""

    line: int
    class_name: str
    given_name: str
    family_name: str
    year: str = ""
    password: str = ""


def read_roster(data: bytes) -> list[RosterRow]:
    """Return the rows below the heading row, wherever that stands among the first lines. Raises UnreadableRoster."""
    text = decode(data)
    for delimiter in _DELIMITERS:
        rows = _lines(text, delimiter)
        for place, (_, cells) in enumerate(rows[:_HEADINGS_WITHIN]):
            columns = _columns(cells)
            if "class" in columns and ("name" in columns or {"given", "family"} <= columns.keys()):
                return _read_rows(rows[place + 1 :], columns)
    raise UnreadableRoster(
        "We can't find the headings of the columns. The list needs a row of headings with “class”, “first name” and "
        "“last name” (or “name”), and the pupils below it."
    )


def decode(data: bytes) -> str:
    """Return the file's text: UTF-8 or UTF-16 with or without a mark, else Windows-1252. Raises UnreadableRoster."""
    for start, what in _NOT_CSV:
        if data.startswith(start):
            raise UnreadableRoster(f"{what} {_SAVE_AS_CSV}")
    for encoding in _encodings(data):
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\0" not in text:
            return text
    raise UnreadableRoster(f"This isn't a text file that we can read. {_SAVE_AS_CSV}")


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


def _encodings(data: bytes) -> Iterator[str]:
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        yield "utf-16"
    elif b"\0" in data[:400]:
        # Without a mark, the zero bytes of Latin letters tell which way round the pairs stand.
        yield "utf-16-le" if data[1:400:2].count(0) >= data[0:400:2].count(0) else "utf-16-be"
    else:
        yield "utf-8-sig"
        yield "cp1252"


def _lines(text: str, delimiter: str) -> list[tuple[int, list[str]]]:
    """Return the rows that aren't blank, each with its first line's number; none when the delimiter can't be right."""
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    rows: list[tuple[int, list[str]]] = []
    line = 1
    try:
        for cells in reader:
            if any(cell.strip() for cell in cells):
                rows.append((line, cells))
            line = reader.line_num + 1
    except csv.Error:
        return []
    return rows


def _columns(cells: Sequence[str]) -> dict[str, int]:
    """Return which column holds what, if these cells are headings."""
    found = [fold_name(cell.replace("_", " ")).replace(" ", "") for cell in cells]
    columns: dict[str, int] = {}
    for kind, headings in _HEADINGS.items():
        place = next((found.index(heading) for heading in headings if heading in found), None)
        if place is not None:
            columns[kind] = place
    return columns


def _read_rows(rows: Sequence[tuple[int, list[str]]], columns: Mapping[str, int]) -> list[RosterRow]:
    if not rows:
        raise UnreadableRoster("The list has headings but no pupils below them.")
    if len(rows) > MAX_ROWS:
        raise UnreadableRoster(f"The list has more than {MAX_ROWS:,} rows. Split it and import the parts one by one.")
    return [_read_row(line, cells, columns) for line, cells in rows]


def _read_row(line: int, cells: Sequence[str], columns: Mapping[str, int]) -> RosterRow:
    def cell(kind: str) -> str:
        place = columns.get(kind)
        return cells[place] if place is not None and place < len(cells) else ""

    given, family = tidy_name(cell("given")), tidy_name(cell("family"))
    if not given and not family:
        given, family = split_name(tidy_name(cell("name")))
    return RosterRow(
        line=line,
        class_name=tidy_name(cell("class")),
        given_name=given,
        family_name=family,
        year=cell("year").strip(),
        password=cell("password").strip(),
    )
