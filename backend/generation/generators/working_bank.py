"""The working programs by level, and what is said of their examples."""

from __future__ import annotations

import random

from backend.generation.generators.programs_of_choices import FIRST_PROGRAMS
from backend.generation.generators.programs_of_lists import LIST_PROGRAMS
from backend.generation.generators.programs_of_loops import LOOP_PROGRAMS
from backend.generation.generators.working_programs import Working

_PROGRAMS = {1: FIRST_PROGRAMS, 2: LOOP_PROGRAMS, 3: LIST_PROGRAMS}

OBJECTIVES = (
    "introduction-to-python-programming.at-a-crossroads.1",
    "introduction-to-python-programming.more-branches.2",
    "python-programming-with-sequences-of-data.make-a-thing.2",
)


def draw_program(rng: random.Random, level: int) -> Working:
    """Return a program of a level: a sum or one choice; loops that count; lists, waiting loops and functions."""
    return rng.choice(_PROGRAMS[level])(rng)


def shown_example(stdin: str, stdout: str) -> str:
    """Say as rich text what is printed when ``stdin`` is typed."""
    typed = [f"`{line}`" for line in stdin.splitlines()]
    listed = " and ".join(filter(None, (", ".join(typed[:-1]), "".join(typed[-1:]))))
    when = f"For example, if {listed} {'is' if len(typed) == 1 else 'are'} typed, it prints" if typed else "It prints"
    return f"{when}:\n\n```text\n{stdout.rstrip()}\n```"
