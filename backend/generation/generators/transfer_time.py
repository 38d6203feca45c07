"""How long it takes to send a file (generator 12)."""

from __future__ import annotations

import random
from fractions import Fraction

from backend.generation.generators.base import Generator, Problem
from backend.generation.generators.slips import WholeSlip, discreet, whole_answers

_COPIES = (
    "A photo album is copied to a memory stick.",
    "A video is copied to a hard drive.",
    "A game is copied from one laptop to another.",
    "A phone's pictures are copied to a tablet.",
    "A school's files are copied to a new server.",
    "A music collection is copied to a phone.",
    "A drone's film is copied to a computer.",
    "A folder of videos is copied to the classroom PC.",
)

_SMALL_SENDINGS = (
    "An app is downloaded to a phone.",
    "A band uploads its new song.",
    "A library sends an audiobook to a reader.",
    "A hospital sends a scan to a doctor.",
    "A weather station sends its pictures.",
    "A pupil uploads a video to the school's website.",
)
_LARGE_SENDINGS = (
    "A film is downloaded at home.",
    "A game update is downloaded.",
    "A backup is sent to the cloud.",
    "A teacher uploads recordings of lessons.",
    "A school uploads the videos of its concert.",
    "A TV series is downloaded to a tablet.",
)

_FEEDBACK = {
    "data.multiplied_not_divided": "Does a faster connection take more time, or less?",
    "data.size_minus_speed": "How much is sent in 1 second? And in 2 seconds?",
    "data.bits_and_bytes_confused": "Check each unit: is it in bits or in bytes?",
    "data.bytes_wrong_way": "Is a bit smaller or larger than a byte? Which way should the number change?",
    "data.division_upside_down": "Which of the two numbers has to be divided by the other?",
    "data.minutes_taken_for_seconds": "Is your time in seconds or in minutes? Which does the question ask for?",
    "data.prefix_slip": "Put the size and the speed into the same unit. How many steps apart are they?",
    "data.byte_wrong_size": "How many bits make one byte?",
    "data.zeros_miscounted": "Count the zeros in your working again.",
    "data.one_second_too_many": "Count again. When is the last part sent?",
}


def _same_units(rng: random.Random) -> Problem:
    """Size and speed both in bytes."""
    speed = rng.randint(2, 40)
    key = rng.choice((rng.randint(3, 60), 8 * rng.randint(2, 12), 10 * rng.randint(2, 18)))
    size = key * speed
    return Problem(
        stem=f"{rng.choice(_COPIES)} There are {size} MB to copy, "
        f"and {speed} megabytes (MB) are copied each second. "
        "How many seconds does it take?",
        key=key,
        wrong=whole_answers(
            [
                (size * speed, "data.multiplied_not_divided"),
                (size - speed, "data.size_minus_speed"),
                (Fraction(key, 8), "data.bits_and_bytes_confused"),
                (8 * key, "data.bits_and_bytes_confused"),
                (speed, "data.division_upside_down"),
                (Fraction(key, 10), "data.zeros_miscounted"),
                (key + 1, "data.one_second_too_many"),
                (Fraction(key, 60), "data.minutes_taken_for_seconds"),
                (10 * key, "data.zeros_miscounted"),
            ],
            _FEEDBACK,
        ),
        hints=(
            "How much is copied in 1 second? How much in 2 seconds?",
            "Are the size and the speed in the same unit? Then no unit has to change.",
            "How many times does the speed fit into the size? Divide.",
        ),
        worked_solution=f"In each second {speed} MB are copied. {size} ÷ {speed} = {key} seconds.",
        difficulty=1,
    )


def _bits_and_bytes(rng: random.Random) -> Problem:
    """Size in megabytes, speed in megabits a second."""
    speed = rng.choice((2, 4, 5, 8, 10, 12, 16, 20, 24, 25, 40, 50, 80))
    sendings, sizes = rng.choice(((_SMALL_SENDINGS, range(5, 100)), (_LARGE_SENDINGS, range(100, 1001))))
    size = rng.choice([size for size in sizes if 8 * size % speed == 0 and 8 * size // speed >= 4])
    key = 8 * size // speed
    slips: list[WholeSlip] = [
        (Fraction(size, speed), "data.bits_and_bytes_confused"),
        (size * speed, "data.multiplied_not_divided"),
        (Fraction(size, 8 * speed), "data.bytes_wrong_way"),
        (8 * size * speed, "data.multiplied_not_divided"),
        (Fraction(10 * size, speed), "data.byte_wrong_size"),
        (8 * size - speed, "data.size_minus_speed"),
        (Fraction(4 * size, speed), "data.byte_wrong_size"),
        (Fraction(key, 10), "data.zeros_miscounted"),
        (60 * key, "data.minutes_taken_for_seconds"),
        (1000 * key, "data.prefix_slip"),
    ]
    return Problem(
        stem=f"{rng.choice(sendings)} That is {size} megabytes (MB). The connection sends {speed} megabits (Mb) "
        "each second. How many seconds does it take?",
        key=key,
        wrong=whole_answers(slips, _FEEDBACK),
        hints=(
            "Look at the units: one is in bytes, and the other is in bits.",
            "There are 8 bits in a byte. Turn the size of the file into megabits.",
            f"Then divide by {speed}, because that many megabits are sent each second.",
        ),
        worked_solution=f"{size} MB × 8 = {8 * size} megabits. {8 * size} ÷ {speed} = {key} seconds.",
        difficulty=2,
    )


def _prefix_slips(shown: Fraction, other_unit: Fraction, size: int, speed: int) -> list[WholeSlip]:
    """Return wrong times, from the commonest slip to the rarest; ``shown`` is the right one."""
    return [
        (shown / 8, "data.bits_and_bytes_confused"),
        (other_unit, "data.minutes_taken_for_seconds"),
        (shown / 1000, "data.prefix_slip"),
        (shown / 64, "data.bytes_wrong_way"),
        (shown * 1000, "data.prefix_slip"),
        (shown * 10 / 8, "data.byte_wrong_size"),
        (8 * size * speed, "data.multiplied_not_divided"),
        (shown / 10, "data.zeros_miscounted"),
        (shown * 10, "data.zeros_miscounted"),
        (shown / 2, "data.byte_wrong_size"),
        (8000 * size - speed, "data.size_minus_speed"),
    ]


def _with_prefixes(rng: random.Random) -> Problem:
    """Size in gigabytes or kilobytes, speed in megabits or kilobits a second: bits, bytes and prefixes differ."""
    if rng.random() < 0.5:
        sendings = _LARGE_SENDINGS
        large, small, size_name, speed_name = "GB", "MB", "gigabytes", "megabits"
        size, speed = rng.randint(1, 24), rng.choice((4, 5, 8, 10, 16, 20, 25, 32, 40, 50, 64, 80, 100))
    else:
        sendings = _SMALL_SENDINGS
        large, small, size_name, speed_name = "MB", "kB", "megabytes", "kilobits"
        size, speed = rng.randint(1, 40), rng.choice((50, 80, 100, 125, 200, 250, 400, 500, 800))
    key = Fraction(8000 * size, speed)
    in_minutes = key.denominator == 1 and key % 60 == 0
    asked, shown = ("minutes", key / 60) if in_minutes else ("seconds", key)
    other_unit = 60 * shown if in_minutes else shown / 60
    last = f" {key} ÷ 60 = {shown} minutes." if in_minutes else ""
    bits = {"MB": "megabits", "kB": "kilobits"}[small]
    name = size_name.removesuffix("s") if size == 1 else size_name
    return Problem(
        stem=f"{rng.choice(sendings)} That is {size} {name} ({large}). The connection sends {speed} {speed_name} "
        f"each second. How many {asked} does it take? (1 {large} is 1000 {small}.)",
        key=int(shown),
        wrong=whole_answers(
            _prefix_slips(shown, other_unit, size, speed),
            _FEEDBACK,
        )
        if shown.denominator == 1
        else (),
        hints=(
            f"Turn the size into {small} first.",
            f"Multiply by 8 to turn the {small} into {bits}, because the speed is in {bits}.",
            "Divide the size by what is sent each second."
            + (" There are 60 seconds in a minute." if in_minutes else ""),
        ),
        worked_solution=f"{size} {large} = {1000 * size} {small}. {1000 * size} × 8 = {8000 * size} {bits}. "
        f"{8000 * size} ÷ {speed} = {key} seconds.{last}",
        difficulty=4,
    )


def _draw(rng: random.Random, level: int) -> Problem:
    return discreet({1: _same_units, 2: _bits_and_bytes, 3: _with_prefixes}[level](rng))


TRANSFER_TIME = Generator(
    key="transfer_time",
    number=12,
    title="Time to send a file",
    topic="data",
    version=1,
    objectives=("networks-from-semaphores-to-the-internet.wired-and-wireless-networks.2",),
    draw=_draw,
    misconceptions=tuple(_FEEDBACK),
)
