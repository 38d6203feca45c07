"""What becomes of each row of a class list, given who is in the school. Pure.

Nobody is ever removed by an import: who is no longer in a list is named, and switched off only when that is asked for.
Importing a list twice changes nothing the second time.
"""

from __future__ import annotations

import re
import unicodedata
import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal

from backend.accounts.names import fold_name
from backend.classes.names import YEAR_GROUPS, fold_class_name, read_year_group, year_group_in_name
from backend.classes.roster_file import RosterRow

Action = Literal["add", "move", "unchanged", "error"]

_PUPIL_ROLES = {"", "student", "pupil", "learner"}
_MAX_NAME = 80
_MAX_CLASS_NAME = 40
_NEVER_IN_A_NAME = re.compile(r"[<>=@{}|\\]")


@dataclass(frozen=True, slots=True)
class KnownPupil:
    """A pupil of the school."""

    id: uuid.UUID
    name: str
    class_ids: frozenset[uuid.UUID]
    disabled: bool


@dataclass(frozen=True, slots=True)
class KnownClass:
    """A class of the school."""

    id: uuid.UUID
    name: str
    archived: bool


@dataclass(frozen=True, slots=True)
class SchoolRoll:
    """Who is in the school: pupils by folded "given family", classes by folded name."""

    pupils: Mapping[str, Sequence[KnownPupil]]
    classes: Mapping[str, KnownClass]


@dataclass(frozen=True, slots=True)
class PlannedRow:
    """What a row asks for. ``pupil`` is whom it moves; ``year_group`` is set where its class is new."""

    row: RosterRow
    action: Action
    message: str
    pupil: KnownPupil | None = None
    year_group: int | None = None


@dataclass(frozen=True, slots=True)
class RosterPlan:
    """What becomes of each row, in the file's order, and who is in a class of the list but not in the list."""

    rows: Sequence[PlannedRow]
    leavers: Sequence[Leaver]


@dataclass(frozen=True, slots=True)
class Leaver:
    """A pupil of a listed class whom no row names."""

    pupil: KnownPupil
    class_name: str


class _Fault(Exception):
    """Why a row can't be followed, as a sentence."""


@dataclass
class _Planner:
    roll: SchoolRoll
    year_group: int | None
    taken: dict[uuid.UUID, int] = field(default_factory=dict)
    """Pupils that a row of the file has named, and that row's line."""
    named: dict[str, int] = field(default_factory=dict)
    """Folded names that a row of the file has named, and that row's line."""
    new_classes: dict[str, int] = field(default_factory=dict)
    """Year groups of the classes that the file adds."""

    def find_settled(self, row: RosterRow) -> KnownPupil | None:
        """Return a pupil of the row's name who is in the row's class and whom no earlier row has named."""
        school_class = self.roll.classes.get(fold_class_name(row.class_name))
        if school_class is None:
            return None
        for pupil in self.roll.pupils.get(_name_key(row), ()):
            if school_class.id in pupil.class_ids and not pupil.disabled and pupil.id not in self.taken:
                self.taken[pupil.id] = row.line
                self.named.setdefault(_name_key(row), row.line)
                return pupil
        return None

    def plan(self, row: RosterRow) -> PlannedRow:
        """Return what becomes of a row that names nobody in their present class."""
        try:
            _check(row)
            year_group = self._year_of_new_class(row)
            where = "a new class" if year_group is not None else None
            pupil = self._find_mover(row)
        except _Fault as fault:
            return PlannedRow(row, "error", str(fault))
        self.named[_name_key(row)] = row.line
        if year_group is not None:
            self.new_classes[fold_class_name(row.class_name)] = year_group
        if pupil is None:
            return PlannedRow(row, "add", f"New pupil in {where}." if where else "New pupil.", None, year_group)
        self.taken[pupil.id] = row.line
        return PlannedRow(row, "move", self._moves(row, pupil, where), pupil, year_group)

    def _year_of_new_class(self, row: RosterRow) -> int | None:
        """Return the year group of the row's class when the school lacks it. Raises _Fault."""
        key = fold_class_name(row.class_name)
        known = self.roll.classes.get(key)
        if known is not None and known.archived:
            raise _Fault(
                f"The class {known.name} is archived. Take it out of the archive first, or rename the new one."
            )
        if known is not None:
            return None
        if key in self.new_classes:
            return self.new_classes[key]
        year_group = read_year_group(row.year) or year_group_in_name(row.class_name) or self.year_group
        if year_group is None:
            raise _Fault(
                f"{row.class_name} would be a new class, and its year isn't in the list. Choose its year group."
            )
        if year_group not in YEAR_GROUPS:
            raise _Fault(f"Year {year_group} isn't key stage 3: classes here are of years 7 to 9.")
        return year_group

    def _find_mover(self, row: RosterRow) -> KnownPupil | None:
        """Return the pupil of this name who is in another class, None when the name is new. Raises _Fault."""
        key = _name_key(row)
        namesakes = [pupil for pupil in self.roll.pupils.get(key, ()) if pupil.id not in self.taken]
        if not namesakes and key in self.named:
            raise _Fault(
                f"Line {self.named[key]} names this pupil too. If there are two of that name, add the second by hand."
            )
        if not namesakes:
            return None
        if all(pupil.disabled for pupil in namesakes):
            raise _Fault("A pupil of this name has left. Switch their account on again, or add a namesake by hand.")
        if len(namesakes) > 1:
            raise _Fault("Several pupils have this name. Move the right one by hand.")
        return namesakes[0]

    def _moves(self, row: RosterRow, pupil: KnownPupil, where: str | None) -> str:
        names = {known.id: known.name for known in self.roll.classes.values() if not known.archived}
        left = sorted(names[class_id] for class_id in pupil.class_ids if class_id in names)
        target = f"{row.class_name} ({where})" if where else row.class_name
        return f"Moves from {', '.join(left)} to {target}." if left else f"Joins {target}."


def plan_roster(rows: Sequence[RosterRow], roll: SchoolRoll, year_group: int | None = None) -> RosterPlan:
    """Return what becomes of each row. year_group: of new classes of which the list doesn't say it.

    Pupils who are in their row's class already come first: a namesake's row can't take them for somebody who moves.
    """
    planner = _Planner(roll, year_group)
    settled = {row.line: pupil for row in rows if (pupil := planner.find_settled(row)) is not None}
    planned = [
        PlannedRow(row, "unchanged", f"Already in {row.class_name}.", settled[row.line])
        if row.line in settled
        else planner.plan(row)
        for row in rows
    ]
    return RosterPlan(planned, _find_leavers(planned, planner))


def _find_leavers(planned: Sequence[PlannedRow], planner: _Planner) -> list[Leaver]:
    """Return who is in a listed class without being listed; not whom a row that is left out may have meant."""
    listed = {fold_class_name(each.row.class_name) for each in planned if each.action != "error"}
    classes = {known.id: known.name for key, known in planner.roll.classes.items() if key in listed}
    doubtful = {_name_key(each.row) for each in planned if each.action == "error"}
    leavers = [
        Leaver(pupil, min(classes[class_id] for class_id in pupil.class_ids if class_id in classes))
        for key, pupils in planner.roll.pupils.items()
        for pupil in pupils
        if key not in doubtful and not pupil.disabled and pupil.id not in planner.taken
        if not classes.keys().isdisjoint(pupil.class_ids)
    ]
    return sorted(leavers, key=lambda leaver: (leaver.class_name, leaver.pupil.name))


def _name_key(row: RosterRow) -> str:
    return fold_name(f"{row.given_name} {row.family_name}")


def _check(row: RosterRow) -> None:
    """Raise _Fault for a row that can't be a pupil."""
    if row.role.casefold() not in _PUPIL_ROLES:
        raise _Fault(f"This is somebody else than a pupil ({row.role[:_MAX_NAME]}). Add staff one by one.")
    missing = [
        what
        for what, value in (("class", row.class_name), ("first name", row.given_name), ("last name", row.family_name))
        if not value
    ]
    if missing:
        raise _Fault(f"This row has no {' and no '.join(missing)}.")
    for name in (row.given_name, row.family_name):
        if not _may_be_a_name(name):
            raise _Fault(f"“{name[:_MAX_NAME]}” can't be a name: use letters, at most {_MAX_NAME} of them.")
    if len(row.class_name) > _MAX_CLASS_NAME or not _is_printable(row.class_name):
        raise _Fault(f"A class name has at most {_MAX_CLASS_NAME} characters and no < or >.")


def _may_be_a_name(name: str) -> bool:
    return len(name) <= _MAX_NAME and any(char.isalpha() for char in name) and _is_printable(name)


def _is_printable(name: str) -> bool:
    # A zero-width joiner (category Cf) belongs to names in several scripts.
    return not _NEVER_IN_A_NAME.search(name) and all(
        unicodedata.category(char) not in {"Cc", "Cs", "Co"} for char in name
    )
