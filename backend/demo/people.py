"""The people of the demo schools. Every name is invented, of the mix that British schools have."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from backend.accounts.arrangements import Arrangement

STAFF_PASSWORD = "demo-school-only"  # noqa: S105 - printed at every start; the demo listens on this machine alone
PUPIL_PASSWORD = "sunny-robin-42"  # noqa: S105


@dataclass(frozen=True, slots=True)
class DemoStaff:
    """A member of staff; ``key`` is how the demo's data names them."""

    key: str
    role: str
    title: str
    given_name: str
    family_name: str
    login_name: str


@dataclass(frozen=True, slots=True)
class DemoClass:
    """A class with its teachers (keys of staff) and its pupils by full name, family name last."""

    name: str
    year_group: int
    teachers: tuple[str, ...]
    pupils: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class DemoSchool:
    """A school's people. ``shown_pupil`` is the one whose sign-in is printed; ``arrangements`` are by full name."""

    name: str
    staff: tuple[DemoStaff, ...]
    classes: tuple[DemoClass, ...]
    shown_class: str
    shown_pupil: str
    arrangements: Mapping[str, Arrangement] = field(default_factory=dict)


def split_name(full_name: str) -> tuple[str, str]:
    """Return given and family name: the first word, and the rest."""
    given, _, family = full_name.partition(" ")
    return given, family


def _names(text: str) -> tuple[str, ...]:
    return tuple(" ".join(name.split()) for name in text.split(","))


NORTHFIELD = DemoSchool(
    name="Northfield Academy",
    staff=(
        DemoStaff("adeyemi", "admin", "Mrs", "Grace", "Adeyemi", "g.adeyemi@northfield.example"),
        DemoStaff("okafor", "teacher", "Ms", "Ruth", "Okafor", "r.okafor@northfield.example"),
        DemoStaff("hill", "teacher", "Mr", "Tom", "Hill", "t.hill@northfield.example"),
    ),
    classes=(
        DemoClass(
            "7A Computing",
            7,
            ("okafor",),
            _names(
                "Aaliyah Bashir, Alfie Turner, Beatrice Lowe, Callum MacLeod, Daisy Atkinson, Ebenezer Owusu, "
                "Freya Lindqvist, Hamza Siddiqui, Imogen Carr, Jakub Wiśniewski, Keira Doherty, Leo Fontaine, "
                "Maryam Yusuf, Noah Pemberton, Olivia Shaw, Rohan Patel, Seren Pritchard, Tyrell Campbell"
            ),
        ),
        DemoClass(
            "8B Computing",
            8,
            ("okafor",),
            _names(
                "Aisha Rahman, Archie Bell, Bethan Rees, Chidi Eze, Chloe Whitfield, Daniel Novak, Elif Demir, "
                "Ethan Clarke, Fatima Noor, George Hartley, Grace Mensah, Harry Sutton, Isla Ferguson, Jasmine Gill, "
                "Joshua Adeleke, Kacper Zieliński, Lily Barrett, Mohammed Iqbal, Molly O’Brien, Nathan Price, "
                "Niamh Gallagher, Priya Nair, Rhys Evans, Sofia Moreno, Theo Marsden, Tomasz Kowal, Yasmin Haddad, "
                "Zara Hughes"
            ),
        ),
        DemoClass(
            "9C Computing",
            9,
            ("hill",),
            _names(
                "Amelia Frost, Bilal Chaudhry, Cerys Morgan, Dylan Brooks, Esme Holloway, Finley Ross, Hannah Osei, "
                "Jude Kavanagh, Layla Aziz, Marcus Grant, Nia Bevan, Oscar Fielding, Ruby Thornton, Xin Zhao"
            ),
        ),
    ),
    shown_class="8B Computing",
    shown_pupil="Priya Nair",
    arrangements={
        "Alfie Turner": Arrangement(extra_time_percent=25),
        "Bethan Rees": Arrangement(extra_time_percent=25, rest_breaks=True),
        "Kacper Zieliński": Arrangement(reader=True, fewer_options=True),
        "Rhys Evans": Arrangement(extra_time_percent=10, display={"overlay": "cream", "spacing": "wide"}),
    },
)

SOUTHGATE = DemoSchool(
    name="Southgate School",
    staff=(
        DemoStaff("bowen", "admin", "Mr", "Idris", "Bowen", "i.bowen@southgate.example"),
        DemoStaff("marsh", "teacher", "Mrs", "Helen", "Marsh", "h.marsh@southgate.example"),
    ),
    classes=(
        DemoClass(
            "8S Computing", 8, ("marsh",), _names("Adam Farouk, Evie Langford, Kwame Asante, Poppy Sinclair, Sam Ogden")
        ),
    ),
    shown_class="8S Computing",
    shown_pupil="Evie Langford",
)
