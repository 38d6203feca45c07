"""Shapes of the routes about classes and people."""

from __future__ import annotations

import uuid
from datetime import datetime
from typing import Annotated, Literal, Self, get_args

from pydantic import BaseModel, Field, StringConstraints, field_validator, model_validator

from backend.accounts.schemas import ArrangementsOut, Body, Name, Password
from backend.classes.roster_file import Reading, Use
from backend.classes.roster_plan import Action

CARDS_A_SHEET = 8
Role = Literal["admin", "teacher", "pupil"]
PersonStatus = Literal["active", "disabled", "locked"]
ClassName = Annotated[
    str, StringConstraints(strip_whitespace=True, min_length=1, max_length=40, pattern=r"^[^\x00-\x1f<>]+$")
]
Title = Annotated[str, StringConstraints(strip_whitespace=True, max_length=20, pattern=r"^[^\x00-\x1f<>]*$")]
LoginNameText = Annotated[
    str, StringConstraints(strip_whitespace=True, min_length=3, max_length=254, pattern=r"^[^\x00-\x20<>]+$")
]
YearGroup = Annotated[int, Field(ge=7, le=9)]
Ids = Annotated[list[uuid.UUID], Field(max_length=200)]


class PupilSignIn(Body):
    """Sign-in of a pupil."""

    class_code: Annotated[str, StringConstraints(min_length=1, max_length=20)]
    name: Annotated[str, StringConstraints(min_length=1, max_length=200)]
    password: Password


class ClassIn(Body):
    """A class to add."""

    name: ClassName
    year_group: YearGroup
    teacher_ids: Ids = Field(default_factory=list)


class ClassChange(Body):
    """A change of a class; only what is given changes."""

    version: int
    name: ClassName | None = None
    year_group: YearGroup | None = None
    teacher_ids: Ids | None = None


class PupilIn(Body):
    """A pupil to add to a class."""

    given_name: Name
    family_name: Name


class MoveIn(Body):
    """Where a pupil moves to."""

    to_class_id: uuid.UUID


class PersonIn(Body):
    """Somebody to add. Staff need a sign-in name; a pupil's is made from the name."""

    role: Role
    given_name: Name
    family_name: Name
    title: Title = ""
    login_name: LoginNameText | None = None
    class_ids: Ids = Field(default_factory=list)

    @model_validator(mode="after")
    def _fits_the_role(self) -> Self:
        if self.role != "pupil" and self.login_name is None:
            raise ValueError("Staff need a name to sign in with, such as their e-mail address")
        if self.role == "pupil" and self.login_name is not None:
            raise ValueError("Pupils sign in by their name and class; leave the sign-in name out")
        if self.role == "admin" and self.class_ids:
            raise ValueError("An administrator sees every class; leave the classes out")
        return self


class PersonChange(Body):
    """A change of a person; only what is given changes."""

    version: int
    given_name: Name | None = None
    family_name: Name | None = None
    title: Title | None = None
    login_name: LoginNameText | None = None
    disabled: bool | None = None


class TeacherRef(BaseModel):
    """A teacher of a class."""

    id: uuid.UUID
    display_name: str


class ClassRow(BaseModel):
    """A class in a list; ``pupils`` is how many there are."""

    id: uuid.UUID
    name: str
    year_group: int
    code: str
    pupils: int
    teachers: list[TeacherRef]
    version: int


class ClassList(BaseModel):
    """Classes by name; a school has few enough to send them all."""

    items: list[ClassRow]
    next: None = None


class ClassPupilOut(BaseModel):
    """A pupil as their teachers see them."""

    id: uuid.UUID
    display_name: str
    initials: str
    sign_in_name: str
    has_password: bool
    locked: bool
    last_sign_in_at: datetime | None
    arrangements: ArrangementsOut | None = Field(description="null for the many who have none")


class ClassOut(BaseModel):
    """A class with its pupils by family name."""

    id: uuid.UUID
    name: str
    year_group: int
    code: str
    pupils: list[ClassPupilOut]
    teachers: list[TeacherRef]
    version: int


class NewPupil(BaseModel):
    """A pupil just added, and the password that is shown this once."""

    pupil: ClassPupilOut
    password: str


class NewPassword(BaseModel):
    """A password that is shown this once."""

    password: str


class CardsIn(Body):
    """Whose cards to make: as many as an A4 sheet holds, since each new password takes a moment."""

    pupil_ids: Annotated[list[uuid.UUID], Field(min_length=1, max_length=CARDS_A_SHEET)]

    @field_validator("pupil_ids")
    @classmethod
    def _are_different(cls, ids: list[uuid.UUID]) -> list[uuid.UUID]:
        if len(set(ids)) < len(ids):
            raise ValueError("A pupil is in the list twice")
        return ids


class Qr(BaseModel):
    """A QR code: ``size`` modules a side without the margin; ``path`` draws the dark ones as an SVG path."""

    size: int
    path: str


class Card(BaseModel):
    """A login card, with the password that is shown this once. The QR code holds no password."""

    pupil_id: uuid.UUID
    name: str
    sign_in_name: str
    password: str
    qr: Qr


class CardsOut(BaseModel):
    """Login cards of pupils of a class; ``address`` is where they sign in."""

    address: str
    class_name: str
    class_code: str
    items: list[Card]


class PersonOut(BaseModel):
    """A person as an admin sees them. Staff have a ``login_name``, pupils a ``sign_in_name``."""

    id: uuid.UUID
    role: Role
    title: str
    given_name: str
    family_name: str
    display_name: str
    initials: str
    login_name: str | None
    sign_in_name: str | None
    class_names: list[str]
    disabled: bool
    has_password: bool
    locked: bool
    last_sign_in_at: datetime | None
    version: int


class RoleCounts(BaseModel):
    """How many people of each role fit the filters, whatever role is shown."""

    pupil: int = 0
    teacher: int = 0
    admin: int = 0


class PeoplePage(BaseModel):
    """One page of people by family name."""

    items: list[PersonOut]
    next: str | None
    counts: RoleCounts


class NewPersonOut(BaseModel):
    """A person just added, and the password that is shown this once."""

    person: PersonOut
    password: str


class RosterQuery(Body):
    """How an import is asked for. ``columns`` says what each column is, with a comma between and "" for not read."""

    dry_run: bool = False
    columns: Annotated[str | None, Field(max_length=1000)] = None
    headings: Annotated[int | None, Field(ge=0)] = None
    class_name: ClassName | None = None
    year_group: YearGroup | None = None
    move: bool = False
    disable_leavers: bool = False

    @field_validator("columns")
    @classmethod
    def _are_uses(cls, columns: str | None) -> str | None:
        said = [use for use in (columns or "").split(",") if use]
        if unknown := set(said) - set(get_args(Use)):
            raise ValueError(f"A column can't be read as {', '.join(sorted(unknown))}")
        if len(set(said)) < len(said):
            raise ValueError("Two columns are read as the same thing; choose one of them")
        return columns

    def reading(self) -> Reading:
        """Return how the file is to be read."""
        columns = None if self.columns is None else tuple(_as_use(use) for use in self.columns.split(","))
        return Reading(columns, self.headings, self.class_name or "")


def _as_use(text: str) -> Use | None:
    return next((use for use in get_args(Use) if use == text), None)


class RosterColumn(BaseModel):
    """A column of a class list: its heading, some of what is in it, and what it is read as."""

    heading: str
    examples: list[str]
    use: Use | None


class RosterFile(BaseModel):
    """How a class list was read. ``headings`` is their line, 0 without any."""

    encoding: str
    delimiter: str
    headings: int
    columns: list[RosterColumn]


class RosterRowOut(BaseModel):
    """What becomes of one row. ``line`` counts from 1 in the file."""

    line: int
    action: Action
    name: str
    class_name: str
    message: str


class LeaverOut(BaseModel):
    """A pupil of a class in the list who isn't in the list."""

    name: str
    class_name: str


class RosterOut(BaseModel):
    """What an import did, or would do. ``missing``: what the columns lack, in a dry run; ``left``: switched off."""

    dry_run: bool
    file: RosterFile
    missing: str | None
    added: int
    joined: int
    unchanged: int
    moved: int
    errors: int
    left: int
    rows: list[RosterRowOut]
    leavers: list[LeaverOut]
