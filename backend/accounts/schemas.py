"""Shapes of the accounts routes."""

from __future__ import annotations

import uuid
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, StringConstraints

from backend.core.passwords import MAX_BYTES


class Body(BaseModel):
    """A request's body: unknown fields are refused, so that a typing mistake isn't silently ignored."""

    model_config = ConfigDict(extra="forbid")


def _no_longer_than_bcrypt_reads(password: str) -> str:
    if len(password.encode()) > MAX_BYTES:
        raise ValueError(f"Passwords are at most {MAX_BYTES} characters long")
    return password


Password = Annotated[str, StringConstraints(min_length=1, max_length=200), AfterValidator(_no_longer_than_bcrypt_reads)]
Name = Annotated[
    str, StringConstraints(strip_whitespace=True, min_length=1, max_length=80, pattern=r"^[^\x00-\x1f<>]+$")
]


class StaffSignIn(Body):
    """Sign-in of a teacher or an admin."""

    name: Annotated[str, StringConstraints(min_length=1, max_length=254)]
    password: Password


class PasswordChange(Body):
    """A person changes their own password."""

    current: Password
    new: Password


class Display(Body):
    """How pages look to somebody who reads better that way: chosen by them, or where they begin by arrangement.

    ``spacing``: of letters and words together.
    """

    text_size: Annotated[int, Field(ge=100, le=200)] | None = None
    font: Literal["atkinson", "lexend", "opendyslexic"] | None = None
    spacing: Literal["normal", "wide"] | None = None
    line_spacing: Literal["normal", "wide"] | None = None
    overlay: Literal["none", "cream", "peach", "mint", "blue", "lilac"] | None = None


class PreferenceChange(Display):
    """What a person likes; only what is given changes."""

    theme: Literal["light", "dark", "system"] | None = None
    clock_hidden: bool | None = None
    line_focus: bool | None = None
    stop_movement: bool | None = None
    read_aloud: bool | None = None
    read_speed: Literal["slow", "normal"] | None = None


class ArrangementFields(Body):
    """What a pupil is entitled to in every assessment; never why. ``extra_time_percent`` of the time limit."""

    extra_time_percent: Annotated[int, Field(ge=0, le=200)] = 0
    past_closing: bool = True
    rest_breaks: bool = False
    reader: bool = False
    fewer_options: bool = False
    display: Display = Field(default_factory=Display)


class ArrangementsIn(ArrangementFields):
    """All of a pupil's access arrangements, as they shall be. ``version`` is 0 while none were ever written."""

    version: int


class ArrangementsOut(ArrangementsIn):
    """A pupil's access arrangements. Of ``display``, what is null is as for everybody."""


class SchoolOut(BaseModel):
    """The actor's school."""

    id: uuid.UUID
    name: str
    time_zone: str


class Features(BaseModel):
    """What this machine has switched on."""

    python_runner: bool
    immediate_feedback: bool


class OwnArrangements(BaseModel):
    """What a page needs to know of one's own access arrangements: whether questions are to be read aloud."""

    reader: bool = False


class Me(BaseModel):
    """The signed-in person. ``preferences`` lie over the display of their access arrangements."""

    id: uuid.UUID
    display_name: str
    initials: str
    role: str
    permissions: list[str]
    school: SchoolOut
    preferences: dict[str, Any]
    arrangements: OwnArrangements
    release: str
    features: Features


SchoolName = Annotated[
    str, StringConstraints(strip_whitespace=True, min_length=1, max_length=120, pattern=r"^[^\x00-\x1f<>]+$")
]
PerHour = Annotated[int, Field(ge=1, le=10_000)]


class SchoolSettingsChange(Body):
    """Change what a school sets for itself; only what is given changes. Null takes a limit back to the machine's."""

    version: int
    name: SchoolName = ""
    time_zone: Annotated[str, StringConstraints(max_length=64)] = ""
    feedback: Literal["each", "hand_in", "release"] = "hand_in"
    attempts_allowed: Annotated[int, Field(ge=1, le=10)] = 1
    time_limit_s: Annotated[int, Field(ge=60, le=86_400)] | None = None
    generation_runs_per_hour: PerHour | None = None
    attempt_starts_per_hour: PerHour | None = None


class MachineLimits(BaseModel):
    """What holds where the school has set nothing: the settings of this machine."""

    generation_runs_per_hour: int
    attempt_starts_per_hour: int
    immediate_feedback: bool


class SchoolSettingsOut(BaseModel):
    """What a school has set for itself. A limit that is null is the machine's."""

    name: str
    time_zone: str
    feedback: str
    attempts_allowed: int
    time_limit_s: int | None
    generation_runs_per_hour: int | None
    attempt_starts_per_hour: int | None
    machine: MachineLimits
    version: int


class SignedIn(BaseModel):
    """The answer to a sign-in."""

    me: Me
