"""What becomes of each row of a class list, given who is in the school. Pure.

A pupil may be in a form and in sets: a row adds to a pupil's classes, and takes them out of others only when that is
asked for. Nobody is ever removed by an import: who is no longer in a list is named, and switched off only when that is
asked for. Importing a list twice changes nothing the second time.
"""

from __future__ import annotations

import re
import unicodedata
import uuid
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal

from backend.accounts.names import fold_name
from backend.classes.names import YEAR_GROUPS, fold_class_name, read_year_group, year_group_in_name
from backend.classes.roster_file import RosterRow

Action = Literal["add", "join", "move", "unchanged", "error"]

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
    year_group: int
    archived: bool


@dataclass(frozen=True, slots=True)
class SchoolRoll:
    """Who is in the school: pupils by folded "given family", classes by folded name."""

    pupils: Mapping[str, Sequence[KnownPupil]]
    classes: Mapping[str, KnownClass]


@dataclass(frozen=True, slots=True)
class PlannedRow:
    """What a row asks for. ``year_group`` is set where its class is new.

    Whom it is about: ``pupil`` who is in the school, or ``same_as``, the line that adds them; ``leaves``: which classes
    they leave.
    """

    row: RosterRow
    action: Action
    message: str
    pupil: KnownPupil | None = None
    year_group: int | None = None
    leaves: frozenset[uuid.UUID] = frozenset()
    same_as: int | None = None


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


@dataclass(frozen=True, slots=True)
class _Added:
    """A pupil whom a row of the file adds."""

    line: int
    years: set[int]


@dataclass
class _Planner:
    roll: SchoolRoll
    year_group: int | None
    move: bool
    listed: Mapping[str, frozenset[str]]
    """Folded names, and the folded names of the classes that the file gives them."""
    taken: set[tuple[uuid.UUID, str]] = field(default_factory=set)
    """Pupils whom a row of the file has meant, with that row's class."""
    named: dict[tuple[str, str], int] = field(default_factory=dict)
    """Folded names of a pupil and a class that a row of the file has named, and that row's line."""
    added: dict[str, _Added] = field(default_factory=dict)
    joined_years: dict[uuid.UUID, set[int]] = field(default_factory=lambda: defaultdict(set))
    """Year groups of the classes that pupils of the school join by the file."""
    new_classes: dict[str, int] = field(default_factory=dict)
    """Year groups of the classes that the file adds."""

    def find_settled(self, row: RosterRow) -> KnownPupil | None:
        """Return a pupil of the row's name who is in the row's class and whom no earlier row has meant in it."""
        class_key = fold_class_name(row.class_name)
        school_class = self.roll.classes.get(class_key)
        if school_class is None:
            return None
        for pupil in self.roll.pupils.get(_name_key(row), ()):
            if school_class.id in pupil.class_ids and not pupil.disabled and (pupil.id, class_key) not in self.taken:
                self.taken.add((pupil.id, class_key))
                self.named.setdefault((_name_key(row), class_key), row.line)
                return pupil
        return None

    def plan(self, row: RosterRow) -> PlannedRow:
        """Return what becomes of a row that names nobody in their present class."""
        name, class_key = _name_key(row), fold_class_name(row.class_name)
        try:
            _check(row)
            year_group = self._year_of(row)
            if (name, class_key) in self.named:
                raise _Fault(
                    f"Line {self.named[name, class_key]} names this pupil too. "
                    "If there are two of that name, add the second by hand."
                )
            pupil = self._find_pupil(name)
            planned = self._join(row, pupil, year_group) if pupil else self._add(row, year_group)
        except _Fault as fault:
            return PlannedRow(row, "error", str(fault))
        self.named[name, class_key] = row.line
        if class_key not in self.roll.classes:
            self.new_classes[class_key] = year_group
        return planned

    def _year_of(self, row: RosterRow) -> int:
        """Return the year group of the row's class. Raises _Fault."""
        key = fold_class_name(row.class_name)
        known = self.roll.classes.get(key)
        if known is not None and known.archived:
            raise _Fault(
                f"The class {known.name} is archived. Take it out of the archive first, or rename the new one."
            )
        if known is not None:
            return known.year_group
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

    def _find_pupil(self, name: str) -> KnownPupil | None:
        """Return the pupil of this name, None when the name is new to the school. Raises _Fault."""
        namesakes = self.roll.pupils.get(name, ())
        if not namesakes:
            return None
        if all(pupil.disabled for pupil in namesakes):
            raise _Fault("A pupil of this name has left. Switch their account on again, or add a namesake by hand.")
        if len(namesakes) > 1:
            raise _Fault("Several pupils have this name. Move the right one by hand.")
        return namesakes[0]

    def _add(self, row: RosterRow, year_group: int) -> PlannedRow:
        """Plan for a name that is new to the school: a new pupil, or another class of one of an earlier line."""
        new = None if fold_class_name(row.class_name) in self.roll.classes else year_group
        first = self.added.get(_name_key(row))
        if first is None:
            self.added[_name_key(row)] = _Added(row.line, {year_group})
            return PlannedRow(row, "add", "New pupil." if new is None else "New pupil in a new class.", year_group=new)
        if year_group not in first.years:
            raise _Fault(
                f"Line {first.line} puts a pupil of this name into another year. "
                "If there are two, add the second by hand."
            )
        message = f"Joins {self._target(row)} too: the pupil of line {first.line}."
        return PlannedRow(row, "join", message, year_group=new, same_as=first.line)

    def _join(self, row: RosterRow, pupil: KnownPupil, year_group: int) -> PlannedRow:
        """Plan for a pupil who is in the school, but not in the row's class. Raises _Fault."""
        classes = {
            known.id: (key, known)
            for key, known in self.roll.classes.items()
            if known.id in pupil.class_ids and not known.archived
        }
        listed = self.listed[_name_key(row)]
        leaves = frozenset(class_id for class_id, (key, _) in classes.items() if self.move and key not in listed)
        stays = {class_id: known for class_id, (_, known) in classes.items() if class_id not in leaves}
        years = {known.year_group for known in stays.values()} | self.joined_years[pupil.id]
        here = _and(known.name for known in stays.values())
        if years and year_group not in years:
            raise _Fault(
                f"The pupil of this name is in year {min(years)}{f' ({here})' if here else ''}. "
                "Ask for pupils to be moved if they have changed years; if there are two, add the second by hand."
            )
        self.joined_years[pupil.id].add(year_group)
        self.taken.add((pupil.id, fold_class_name(row.class_name)))
        new = None if fold_class_name(row.class_name) in self.roll.classes else year_group
        left = _and(known.name for class_id, (_, known) in classes.items() if class_id in leaves)
        what = f"Moves from {left} to {self._target(row)}" if left else f"Joins {self._target(row)}"
        message = f"{what}; stays in {here}." if here else f"{what}."
        return PlannedRow(row, "move" if leaves else "join", message, pupil, new, leaves)

    def _target(self, row: RosterRow) -> str:
        key = fold_class_name(row.class_name)
        known = key in self.roll.classes or key in self.new_classes
        return row.class_name if known else f"{row.class_name} (a new class)"


def plan_roster(
    rows: Sequence[RosterRow], roll: SchoolRoll, year_group: int | None = None, *, move: bool = False
) -> RosterPlan:
    """Return what becomes of each row. year_group: of new classes of which the list doesn't say it.

    move: a pupil who joins a class leaves those that the list doesn't give them.
    Pupils who are in their row's class already come first: a namesake's row can't take them for somebody who moves.
    """
    listed = defaultdict(set)
    for row in rows:
        listed[_name_key(row)].add(fold_class_name(row.class_name))
    planner = _Planner(roll, year_group, move, {name: frozenset(classes) for name, classes in listed.items()})
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
    meant = {pupil_id for pupil_id, _ in planner.taken}
    leavers = [
        Leaver(pupil, min(classes[class_id] for class_id in pupil.class_ids if class_id in classes))
        for key, pupils in planner.roll.pupils.items()
        for pupil in pupils
        if key not in doubtful and not pupil.disabled and pupil.id not in meant
        if not classes.keys().isdisjoint(pupil.class_ids)
    ]
    return sorted(leavers, key=lambda leaver: (leaver.class_name, leaver.pupil.name))


def _and(names: Iterable[str]) -> str:
    return ", ".join(sorted(names))


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
