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

SHOWN = (
    "functions.argument_left_out",
    "functions.call_without_brackets",
    "functions.print_is_return",
    "lists.index_from_one",
    "lists.length_is_last_index",
    "lists.whole_list_for_item",
    "loops.body_line_outside",
    "loops.later_line_inside",
    "loops.range_includes_end",
    "loops.range_too_far",
    "loops.start_value_wrong",
    "loops.step_wrong_way",
    "loops.total_overwritten",
    "loops.until_for_while",
    "programming.operands_swapped",
    "programming.operator_mixed_up",
    "selection.boundary_left_out",
    "selection.condition_negated",
    "selection.equals_for_a_limit",
    "selection.greater_less_swapped",
    "selection.if_for_elif",
    "types.division_before_brackets",
    "types.floor_is_slash",
    "types.input_is_a_number",
    "types.int_reads_input",
    "types.remainder_is_quotient",
    "types.slash_gives_remainder",
    "types.slash_gives_whole",
    "variables.name_is_value",
    "variables.other_variable",
)
"""The misconceptions of these programs' slips that gaps and bugs tell of alike."""


def draw_program(rng: random.Random, level: int) -> Working:
    """Return a program of a level: a sum or one choice; loops that count; lists, waiting loops and functions."""
    return rng.choice(_PROGRAMS[level])(rng)


def shown_example(stdin: str, stdout: str) -> str:
    """Say as rich text what is printed when ``stdin`` is typed."""
    typed = [f"`{line}`" for line in stdin.splitlines()]
    listed = " and ".join(filter(None, (", ".join(typed[:-1]), "".join(typed[-1:]))))
    when = f"For example, if {listed} {'is' if len(typed) == 1 else 'are'} typed, it prints" if typed else "It prints"
    return f"{when}:\n\n```text\n{stdout.rstrip()}\n```"
