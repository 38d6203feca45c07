"""What to say of each slip in a program, and the careless slips that any line may have."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from backend.generation.generators.working_programs import Slip, depth_of

_DIVISIONS = (
    "There are three operators that divide. Which part of the answer does each one give?",
    "`/` divides exactly, `//` gives the whole number of times, and `%` gives what is left over",
)

# By misconception: a hint that doesn't tell the right line, and why the slipped line goes wrong.
WORDS: dict[str, tuple[str, str]] = {
    "types.input_is_a_number": (
        "What kind of value does `input()` give: text or a number?",
        "`input()` gives text, and `int()` turns it into a number",
    ),
    "types.int_reads_input": (
        "Which part of the line waits for somebody to type?",
        "`int()` only turns text into a number; `input()` is what asks for it",
    ),
    "types.slash_gives_whole": _DIVISIONS,
    "types.remainder_is_quotient": _DIVISIONS,
    "types.floor_gives_remainder": _DIVISIONS,
    "types.slash_gives_remainder": _DIVISIONS,
    "types.floor_is_slash": _DIVISIONS,
    "types.text_without_quotes": (
        "How does Python tell text from the name of a variable?",
        "text stands in quotation marks; without them Python looks for a variable of that name",
    ),
    "programming.operator_mixed_up": (
        "Work the answer out by hand. Which operators did you use?",
        "another operator gives another result",
    ),
    "programming.operands_swapped": (
        "Which of the two numbers has to be taken away from which?",
        "the order of the two values matters when one is taken away from the other",
    ),
    "types.division_before_brackets": (
        "Which operator does Python work out first?",
        "without brackets Python divides before it adds",
    ),
    "programming.colon_left_out": (
        "Look at the ends of the lines. What follows a line that has indented lines below it?",
        "a line that begins a block ends with a colon",
    ),
    "programming.bracket_left_open": (
        "Count the brackets in each line: as many closed as opened?",
        "each bracket that is opened has to be closed",
    ),
    "programming.quotation_mark_left_out": (
        "Where does each piece of text begin, and where does it end?",
        "text needs a quotation mark at both ends",
    ),
    "programming.capitals_ignored": (
        "Compare the capital and small letters of each name, letter by letter.",
        "Python takes capital and small letters for different names",
    ),
    "programming.body_not_indented": (
        "Which lines belong to the line with the colon, and how does Python know?",
        "lines that belong to a block are indented",
    ),
    "variables.name_is_value": (
        "What do quotation marks change: is it the name, or the value behind it?",
        "in quotation marks it is just text, and not the value of the variable",
    ),
    "variables.other_variable": (
        "Say in words what each variable holds. Is it the one that is needed here?",
        "it takes another value than the one that is needed",
    ),
    "variables.name_spelt_differently": (
        "Read each variable letter by letter: is it spelt the same everywhere?",
        "a variable has to be spelt the same everywhere",
    ),
    "variables.assignment_reversed": (
        "Which side of the `=` is changed?",
        "the variable on the left of the `=` is the one that is changed",
    ),
    "selection.boundary_left_out": (
        "Try the number that stands in the condition itself. Should it count?",
        "the number in the condition itself falls on the other side",
    ),
    "selection.greater_less_swapped": (
        "Try a very large number in the condition. Is it true or false, and which should it be?",
        "the comparison is the wrong way round",
    ),
    "selection.equals_for_a_limit": (
        "For how many different numbers should the condition be true?",
        "`==` is true for a single number",
    ),
    "selection.sign_order": (
        "Say the comparison aloud. Which sign comes first?",
        "Python writes the `=` after the `<` or the `>`",
    ),
    "selection.single_equals": (
        "Which sign compares two values, and which one gives a variable its value?",
        "`=` gives a value to a variable, and `==` compares",
    ),
    "selection.condition_negated": (
        "When is the condition true: just when it should be, or just when it should not?",
        "the condition is true when it should be false",
    ),
    "selection.and_or_everyday": (
        "Do both parts have to be true at once, or is one enough?",
        "`and` needs both parts to be true, `or` needs just one",
    ),
    "selection.second_comparison_bare": (
        "What is compared in the second part of the condition?",
        "each part of a condition needs its own variable",
    ),
    "selection.if_for_elif": (
        "Can more than one of the messages be printed for one number? Should it?",
        "a new `if` begins a choice of its own, so that two branches can run",
    ),
    "selection.else_with_condition": (
        "Which of `if`, `elif` and `else` take a condition?",
        "`else` takes no condition",
    ),
    "loops.range_includes_end": (
        "Write down the numbers that the `range` gives. Which one is the last?",
        "`range` stops just before its end, so the loop ends too early",
    ),
    "loops.range_too_far": (
        "Count how many times the loop goes round, and how many times it should.",
        "`range` stops just before its end, and this end is one too far",
    ),
    "loops.step_wrong_way": (
        "The third number in the `range` is the step. Which way does it go, and how far?",
        "the step has to lead from the first number to the last, one at a time",
    ),
    "loops.start_value_wrong": (
        "Go through the program for a very small example. What does each variable hold before the loop?",
        "the first value is part of the result",
    ),
    "loops.total_overwritten": (
        "What does the variable hold after the first time round, and what after the second?",
        "the old value is lost instead of being kept",
    ),
    "loops.body_line_outside": (
        "Which lines have to be carried out each time round?",
        "without the indentation it is carried out just once, after the loop",
    ),
    "loops.later_line_inside": (
        "Which lines should be carried out just once, after the loop?",
        "with the indentation it is carried out each time round",
    ),
    "loops.until_for_while": (
        "Is the condition true while the loop should go on, or when it should end?",
        "a `while` loop goes on as long as its condition is true",
    ),
    "lists.index_from_one": (
        "Which number does the first place of a list have?",
        "places in a list are counted from 0",
    ),
    "lists.length_is_last_index": (
        "Number the places of the list, beginning at 0. Which number does the last one have?",
        "places are counted from 0, so the number of items is one more than the last place",
    ),
    "lists.whole_list_for_item": (
        "Which name stands for all values together, and which for one of them?",
        "all values together are not the same as one of them, or as how many there are",
    ),
    "functions.print_is_return": (
        "Who gets the result of the function: the screen, or the line that called it?",
        "`print` shows a value; `return` gives it back to the line that called the function",
    ),
    "functions.call_without_brackets": (
        "How does Python know that a function is to be called?",
        "a function is called by brackets after its name",
    ),
    "functions.argument_left_out": (
        "How many values does the function need?",
        "the function needs a value for each of its parameters",
    ),
}


def careless_slips(lines: Sequence[str]) -> Iterator[Slip]:
    """Give the slips of spelling and of signs that the lines of a program may have."""
    for place, line in enumerate(lines):
        if line.endswith(":"):
            yield Slip(place, line[:-1], "programming.colon_left_out")
        if line.endswith(")"):
            yield Slip(place, line[:-1], "programming.bracket_left_open")
        if line.count('"') == 2:
            yield Slip(place, _without(line, line.rindex('"')), "programming.quotation_mark_left_out")
        if line.lstrip().startswith("print("):
            yield Slip(place, line.replace("print(", "Print(", 1), "programming.capitals_ignored")
        if _is_only_line_of_block(lines, place):
            yield Slip(place, line[4:], "programming.body_not_indented")
        yield from _misspelt(lines, place)


def _without(line: str, place: int) -> str:
    return line[:place] + line[place + 1 :]


def _is_only_line_of_block(lines: Sequence[str], place: int) -> bool:
    """Say whether a line is all that its block holds, so that without its indentation Python can't read the program."""
    if not place or not lines[place - 1].endswith(":"):
        return False
    depth = depth_of(lines[place])
    return place + 1 == len(lines) or depth_of(lines[place + 1]) < depth


_ASSIGNED = re.compile(r"^\s*(\w{4,}) = ")
_TEXT = re.compile(r'"[^"]*"')


def _misspelt(lines: Sequence[str], place: int) -> Iterator[Slip]:
    """Give a line that uses a variable of an earlier line, with a capital or without one of its letters."""
    line = lines[place]
    named = [match[1] for earlier in lines[:place] if (match := _ASSIGNED.match(earlier))]
    for name in dict.fromkeys(named):
        for match in re.finditer(rf"\b{name}\b", line):
            in_text = any(text.start() < match.start() < text.end() for text in _TEXT.finditer(line))
            assigned = line[match.end() :].startswith(" = ")
            if not in_text and not assigned:
                head, tail = line[: match.start()], line[match.end() :]
                yield Slip(place, f"{head}{name.capitalize()}{tail}", "programming.capitals_ignored")
                yield Slip(place, f"{head}{name[:-2]}{name[-1]}{tail}", "variables.name_spelt_differently")
                break
