"""A file as spreadsheets and school systems write it: bytes to rows of cells, encoding and delimiter found. Pure."""

from __future__ import annotations

import csv
import io
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from backend.classes.errors import UnreadableRoster

_DELIMITERS = (",", ";", "\t", "|")
_LOOKED_AT = 400
_NOT_CSV: tuple[tuple[bytes, str], ...] = (
    (b"PK\x03\x04", "This is an Excel workbook, though it may be named .csv."),
    (b"\xd0\xcf\x11\xe0", "This is an old or password-protected Excel file."),
    (b"%PDF", "This is a PDF."),
)
_SAVE_AS_CSV = "In Excel, choose Save as, then “CSV UTF-8 (comma delimited)”, and import that file."

Row = tuple[int, list[str]]
"""A row's first line in the file, from 1, and its cells."""


@dataclass(frozen=True, slots=True)
class Table:
    """The rows that aren't blank."""

    encoding: str
    delimiter: str
    rows: list[Row]


def read_table(data: bytes, headings_in: Callable[[Sequence[Row]], int]) -> Table:
    """Return the file's rows, by the delimiter under which most headings are known, else by the most even one.

    headings_in: how many headings are known among some rows. Raises UnreadableRoster.
    """
    encoding, text = decode(data)
    tables = [Table(encoding, delimiter, _lines(text, delimiter)) for delimiter in _DELIMITERS]
    best = max(tables, key=lambda table: (headings_in(table.rows), *_evenness(table.rows)))
    if not best.rows:
        raise UnreadableRoster(f"There are no rows in this file that we can read. {_SAVE_AS_CSV}")
    return best


def decode(data: bytes) -> tuple[str, str]:
    """Return encoding and text: UTF-8 or UTF-16 with or without a mark, else Windows-1252. Raises UnreadableRoster."""
    for start, what in _NOT_CSV:
        if data.startswith(start):
            raise UnreadableRoster(f"{what} {_SAVE_AS_CSV}")
    for encoding in _encodings(data):
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\0" not in text:
            return encoding.removesuffix("-sig"), text
    raise UnreadableRoster(f"This isn't a text file that we can read. {_SAVE_AS_CSV}")


def _encodings(data: bytes) -> Iterator[str]:
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        yield "utf-16"
    elif b"\0" in data[:_LOOKED_AT]:
        # Without a mark, the zero bytes of Latin letters tell which way round the pairs stand. A few zeros are no text.
        first, second = data[0:_LOOKED_AT:2].count(0), data[1:_LOOKED_AT:2].count(0)
        if max(first, second) * 4 >= len(data[:_LOOKED_AT]):
            yield "utf-16-le" if second >= first else "utf-16-be"
    else:
        yield "utf-8-sig"
        yield "cp1252"


def _lines(text: str, delimiter: str) -> list[Row]:
    """Return the rows that aren't blank; none when the delimiter can't be right."""
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    rows: list[Row] = []
    line = 1
    try:
        for cells in reader:
            if any(cell.strip() for cell in cells):
                rows.append((line, cells))
            line = reader.line_num + 1
    except csv.Error:
        return []
    return rows


def _evenness(rows: Sequence[Row]) -> tuple[int, int]:
    """Return how many rows are as wide as most of them, and that width; nothing where most have one cell only."""
    widths = Counter(len(cells) for _, cells in rows)
    width, count = widths.most_common(1)[0] if widths else (0, 0)
    return (count, width) if width > 1 else (0, min(len(rows), 1))
