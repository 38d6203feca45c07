"""``python -m backend import-people``: a class list imported at the machine, by the same plan as on the page."""

from __future__ import annotations

import argparse
import sys
import uuid
from collections.abc import Sequence
from pathlib import Path

from pydantic import ValidationError

from backend.accounts.models import School
from backend.accounts.service import list_schools
from backend.classes.roster_import import import_roster
from backend.classes.schemas import RosterOut, RosterQuery
from backend.core.db import Database
from backend.core.errors import AppError, NotFound

ROWS_LEFT_OUT = 3
"""Exit status when the list was followed but for some rows: those are printed with the reason."""


def add_arguments(command: argparse.ArgumentParser) -> None:
    """Describe what can be said about a list."""
    command.add_argument("file", type=Path, help="a CSV file as school systems and spreadsheets write it")
    command.add_argument("--school", help="the school's name; may be left out where the machine has one school")
    command.add_argument("--dry-run", action="store_true", help="say what would happen and change nothing")
    command.add_argument("--json", action="store_true", help="print the whole report as JSON")
    command.add_argument("--columns", help="what each column is (class,given,family,name,year,role), with commas")
    command.add_argument("--headings", type=int, help="the line of the headings, 0 without any")
    command.add_argument("--class-name", help="the class of rows that name none")
    command.add_argument("--year-group", type=int, help="the year group of new classes where the list doesn't say it")
    command.add_argument(
        "--move", action="store_true", help="take pupils out of classes that the list doesn't give them"
    )
    command.add_argument("--disable-leavers", action="store_true", help="switch off who is in these classes no more")


async def import_people(database: Database, arguments: argparse.Namespace) -> int:
    """Import the list and print what becomes of each row. Gives 0, 1 when nothing was done, or ROWS_LEFT_OUT."""
    said = {name: getattr(arguments, name) for name in RosterQuery.model_fields}
    try:
        order = RosterQuery.model_validate(said)
        data = arguments.file.read_bytes()
        async with database.session() as session:
            school_id = _find_school(await list_schools(session), arguments.school)
        report = await import_roster(database, school_id, data, order, actor_id=None)
    except ValidationError as error:
        first = error.errors()[0]
        return _refuse(f"--{str(first['loc'][0]).replace('_', '-')}: {first['msg'].removeprefix('Value error, ')}")
    except OSError as error:
        return _refuse(f"{arguments.file}: {error.strerror}")
    except AppError as error:
        return _refuse(error.detail)
    if report.missing:
        return _refuse(report.missing)
    sys.stdout.write(f"{report.model_dump_json(indent=2)}\n" if arguments.json else _words(report))
    return ROWS_LEFT_OUT if report.errors else 0


def _find_school(schools: Sequence[School], name: str | None) -> uuid.UUID:
    found = [school.id for school in schools if name in {None, school.name}]
    if len(found) != 1:
        names = ", ".join(sorted(school.name for school in schools))
        raise NotFound(f"Say which school with --school. This machine has: {names or 'none yet; see create-admin'}.")
    return found[0]


def _refuse(why: str) -> int:
    sys.stderr.write(f"{why}\n")
    return 1


def _words(report: RosterOut) -> str:
    lines = [f"line {row.line}: {row.name or 'no name'}: {row.message}" for row in report.rows]
    lines += [f"not in the list: {leaver.name}, {leaver.class_name}" for leaver in report.leavers]
    lines.append(
        f"{'Would be' if report.dry_run else 'Done'}: {report.added} new, {report.joined} joining a class, "
        f"{report.moved} moving, {report.unchanged} unchanged, {report.left} switched off, {report.errors} left out."
    )
    return "".join(f"{line}\n" for line in lines)
