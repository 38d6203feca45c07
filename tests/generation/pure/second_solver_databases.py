"""Judges the options of the questions about database queries by running the query in a real database."""

from __future__ import annotations

import re
import sqlite3
from functools import lru_cache


def _database_queries(stem: str, option: str) -> bool:
    if "primary key" in stem:
        return _is_key_of_its_own(stem, option)
    return option == _answer(stem)


def _is_key_of_its_own(stem: str, option: str) -> bool:
    """Make a table with the key in question; the database refuses what isn't possible."""
    head, _, *rows = [
        [cell.strip() for cell in line.strip("|").split("|")] for line in stem.splitlines() if line.startswith("|")
    ]
    asked_for_field = "Which of the fields" in stem
    key = option if asked_for_field else re.search(r"primary key (\w+)\.", stem)[1]
    names = ", ".join(f'"{field}" TEXT NOT NULL' for field in head)
    database = sqlite3.connect(":memory:")
    try:
        database.execute(f'CREATE TABLE made ({names}, PRIMARY KEY ("{key}"))')
        added = [] if asked_for_field else [[None if cell == "no value" else cell for cell in option.split(", ")]]
        database.executemany(f"INSERT INTO made VALUES ({', '.join('?' * len(head))})", [*rows, *added])
    except sqlite3.IntegrityError:
        return False
    else:
        return True
    finally:
        database.close()


@lru_cache(maxsize=1)
def _answer(stem: str) -> str:
    """Four options are judged by what one query finds."""
    table = re.search(r"the table (\w+) in", stem)[1]
    fields = re.search(r"^\| (ID) \| (\w+) \| (\w+) \|$", stem, re.MULTILINE).groups()
    rows = re.findall(r"^\| (\d+) \| (\w+) \| (\d+) \|$", stem, re.MULTILINE)
    query = re.search(r"```\n(.*?)\n```", stem, re.DOTALL)[1].replace('"', "'")
    names = ", ".join(f'"{field}"' for field in fields)
    for field in fields[1:]:
        query = query.replace(field, f'"{field}"')
    database = sqlite3.connect(":memory:")
    try:
        database.execute(f'CREATE TABLE "{table}" ({names})')
        database.executemany(f'INSERT INTO "{table}" VALUES (?, ?, ?)', [(int(a), b, int(c)) for a, b, c in rows])
        return ", ".join(str(row[0]) for row in database.execute(query))
    finally:
        database.close()


JUDGES = {
    "database_queries": _database_queries,
}
