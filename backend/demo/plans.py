"""Which assessments the demo schools have: past, present and coming."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from typing import Literal
from zoneinfo import ZoneInfo

Window = tuple[datetime, datetime]
"""When it opens and closes."""


@dataclass(frozen=True, slots=True)
class Pool:
    """Questions by their keys, of which each pupil gets ``draw``, for ``marks`` each."""

    keys: tuple[str, ...]
    draw: int
    marks: int


@dataclass(frozen=True, slots=True)
class Plan:
    """An assessment, and how it is set for a class.

    ``items`` are pairs of a question's key and its marks; those of ``pool`` come after them. ``sat`` is how many pupils
    have sat it; ``swept`` says that one of them left without handing in. ``released`` is how long after closing the
    results came out.
    """

    title: str
    description: str
    teacher: str
    class_name: str
    items: tuple[tuple[str, int], ...]
    window: Callable[[datetime, ZoneInfo], Window]
    pool: Pool | None = None
    time_limit_s: int | None = None
    feedback: Literal["each", "hand_in", "release"] = "hand_in"
    attempts_allowed: int = 1
    shuffle_questions: bool = False
    sat: int = 0
    swept: bool = False
    released: timedelta | None = None

    @property
    def keys(self) -> tuple[str, ...]:
        """Return the keys of all its questions, in order."""
        return (*(key for key, _ in self.items), *(self.pool.keys if self.pool else ()))


def lesson(*, school_days_ago: int, begins: time, minutes: int) -> Callable[[datetime, ZoneInfo], Window]:
    """Return the window of a lesson in the past, on a day from Monday to Friday."""

    def window(now: datetime, zone: ZoneInfo) -> Window:
        day, left = now.astimezone(zone).date(), school_days_ago
        while left:
            day -= timedelta(days=1)
            left -= day.weekday() < 5
        opens = datetime.combine(day, begins, zone)
        return opens, opens + timedelta(minutes=minutes)

    return window


def around_now(*, since_h: int, for_days: int) -> Callable[[datetime, ZoneInfo], Window]:
    """Return a window that is open: since some hours, until the end of a school day in some days."""

    def window(now: datetime, zone: ZoneInfo) -> Window:
        opened = now.replace(second=0, microsecond=0) - timedelta(hours=since_h)
        last_day = now.astimezone(zone).date() + timedelta(days=for_days)
        return opened, datetime.combine(last_day, time(16), zone)

    return window


def coming(*, in_days: int, for_days: int) -> Callable[[datetime, ZoneInfo], Window]:
    """Return a window that opens on the morning of a coming day."""

    def window(now: datetime, zone: ZoneInfo) -> Window:
        first_day = now.astimezone(zone).date() + timedelta(days=in_days)
        return (
            datetime.combine(first_day, time(8, 30), zone),
            datetime.combine(first_day + timedelta(days=for_days), time(16), zone),
        )

    return window


_SYSTEMS = (
    ("cpu_job", 1),
    ("unsaved_essay", 1),
    ("keeps_data", 2),
    ("operating_system", 1),
    ("two_laptops", 2),
    ("fetch_execute", 2),
    ("heater_or", 1),
    ("units_in_order", 2),
    ("binary_1011", 1),
    ("largest_in_8_bits", 1),
    ("denary_19", 2),
    ("add_5_and_3", 2),
)
_NETWORKS = (
    ("web_or_internet", 1),
    ("router", 1),
    ("protocol", 1),
    ("dns_job", 1),
    ("packets", 2),
    ("page_journey", 3),
    ("bandwidth", 1),
    ("wired_or_wireless", 2),
    ("in_the_cloud", 1),
    ("strong_password", 1),
    ("phishing", 1),
    ("padlock", 1),
)
_PYTHON = (("greeting_lines", 2), ("input_plus_one", 2), ("child_ages", 2))
_ANY_THREE = Pool(("missing_colon", "copied_variable", "first_true_branch", "range_3", "while_count"), draw=3, marks=1)
_SHEETS = (
    ("cell_reference", 1),
    ("total_price", 1),
    ("filled_down", 2),
    ("web_or_internet", 1),
    ("router", 1),
    ("in_the_cloud", 1),
    ("bandwidth", 1),
    ("strong_password", 1),
    ("why_not_reuse", 2),
)
_CODING = (("times_table", 4), ("mend_the_mean", 3), ("countdown", 3), ("sum_of_range", 2), ("trace_a_loop", 3))
_LISTS = (("second_colour", 1), ("last_position", 1), ("range_3", 1), ("while_count", 1), ("first_true_branch", 1))

NORTHFIELD = (
    Plan(
        "Computer systems and binary",
        "End of the unit: what is inside a computer, how it counts, and a little logic.",
        "okafor",
        "8B Computing",
        _SYSTEMS,
        lesson(school_days_ago=5, begins=time(10), minutes=55),
        time_limit_s=40 * 60,
        feedback="release",
        shuffle_questions=True,
        sat=26,
        swept=True,
        released=timedelta(hours=5, minutes=10),
    ),
    Plan(
        "Networks and spreadsheets check",
        "",
        "okafor",
        "7A Computing",
        _SHEETS,
        lesson(school_days_ago=1, begins=time(13, 30), minutes=50),
        time_limit_s=30 * 60,
        feedback="release",
        sat=17,
    ),
    Plan(
        "Networks and staying safe online",
        "Revise the key words of the unit before you start. There are 30 minutes from the moment you open it.",
        "okafor",
        "8B Computing",
        _NETWORKS,
        around_now(since_h=2, for_days=7),
        time_limit_s=30 * 60,
        sat=4,
    ),
    Plan(
        "Python: write, mend and trace",
        "Programs are run as you press Run, as often as you like. Only what you hand in counts.",
        "okafor",
        "8B Computing",
        _CODING,
        around_now(since_h=1, for_days=10),
    ),
    Plan(
        "Python: first steps",
        "Three questions are the same for everybody. Each pupil then gets any three of five.",
        "okafor",
        "8B Computing",
        _PYTHON,
        coming(in_days=3, for_days=4),
        pool=_ANY_THREE,
        time_limit_s=25 * 60,
        feedback="release",
    ),
    Plan(
        "Lists and loops: quick practice",
        "Practice: you see after each question how it went, and you have three tries.",
        "hill",
        "9C Computing",
        _LISTS,
        around_now(since_h=20, for_days=5),
        feedback="each",
        attempts_allowed=3,
    ),
)

SOUTHGATE = (
    Plan(
        "Binary starter",
        "",
        "marsh",
        "8S Computing",
        (("column_values", 1), ("binary_1011", 1), ("denary_19", 2), ("largest_in_8_bits", 1)),
        around_now(since_h=3, for_days=4),
        time_limit_s=15 * 60,
    ),
)
