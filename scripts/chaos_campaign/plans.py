"""How big a campaign is: the short one, the full one, the smallest for the tests, and the negative control."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import get_args

from scripts.chaos_campaign.faults import FAULTS
from scripts.chaos_campaign.machine import PRODUCT, Blow
from scripts.chaos_campaign.pupil import Pace

BLOWS: tuple[Blow, ...] = get_args(Blow)
CARELESS = ("-m", "scripts.chaos_campaign.careless", "serve")


@dataclass(frozen=True)
class Plan:
    """One campaign. It ends when it has its faults, each kind of them, and its answers, or after ``work_s``.

    ``finish_s``: bound on what comes after; ``blows_every_s``: pause between two blows to the server,
    ``faults_every_s``: between two faults of pupils. ``timed``: whether the server has to come back in time.
    """

    pupils: int
    browsers: int
    pace: Pace
    faults: int
    answers: int
    work_s: float
    finish_s: float
    blows_every_s: float
    faults_every_s: float
    assignments: int
    blows: Sequence[Blow] = BLOWS
    kinds: Sequence[str] = tuple(FAULTS)
    program: tuple[str, ...] = PRODUCT
    timed: bool = True


SHORT = Plan(
    pupils=10,
    browsers=0,
    pace=Pace(think_s=0.2, changes=(20, 60), bursts=0.08),
    faults=23,
    answers=500,
    work_s=240,
    finish_s=90,
    blows_every_s=2,
    faults_every_s=0.3,
    assignments=2,
)
FULL = Plan(
    pupils=24,
    browsers=2,
    pace=Pace(think_s=0.4, changes=(300, 900), bursts=0.35),
    faults=500,
    answers=100_000,
    work_s=1_560,
    finish_s=180,
    blows_every_s=10,
    faults_every_s=0.8,
    assignments=6,
)
SMALLEST = replace(
    SHORT,
    pupils=6,
    faults=13,
    answers=300,
    blows_every_s=3,
    blows=("app_killed", "postgres_killed", "both_killed"),
    kinds=(
        "reload",
        "renderer killed",
        "offline spell",
        "request lost",
        "response lost",
        "disk full",
        "two tabs",
        "two devices",
        "ended with answers queued",
        "handed in offline",
    ),
    timed=False,
)
CONTROL = replace(
    SHORT,
    pupils=5,
    faults=8,
    answers=200,
    blows_every_s=1.5,
    blows=("app_killed", "postgres_killed"),
    kinds=("reload", "response lost"),
    program=CARELESS,
    timed=False,
)
