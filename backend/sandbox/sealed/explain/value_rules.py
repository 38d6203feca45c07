"""Mistakes in particular values: text that is no number, a position outside a list, no more input."""

from __future__ import annotations

import re
from collections.abc import Mapping

from .case import Case, Rule

VALUE = (ValueError,)
INDEX = (IndexError,)
ARITHMETIC = (OverflowError,)
RUNTIME = (RuntimeError,)


def with_digits(case: Case, found: re.Match[str]) -> Mapping[str, str] | None:
    """A key that is a number on one side and text on the other, as what input() gives."""
    return {} if re.fullmatch(r"'-?\d+'|-?\d+", found["key"]) else None


NUMBER_RULES = (
    Rule(
        "int_of_decimal",
        VALUE,
        r"invalid literal for int\(\) with base \d+: '(?P<text>\s*[-+]?\d*\.\d*\s*)'",
        "int(…) reads whole numbers only, and “{text}” has a decimal point. Use float(…) for it.",
    ),
    Rule(
        "number_of_nothing",
        VALUE,
        r"(?P<name>int|float)(\(\) with base \d+)?: '(\s|\\n)*'",
        "{name}(…) was given an empty text. Look at whether something was typed in, and what the line before reads.",
    ),
    Rule(
        "number_of_text",
        VALUE,
        r"invalid literal for (?P<name>int)\(\) with base \d+: '(?P<text>.{0,60}?)'?$|"
        r"could not convert string to (?P<name2>float): '(?P<text2>.{0,60}?)'?$",
        "{name}{name2}(…) can't turn “{text}{text2}” into a number. It takes digits only: no letters, spaces inside "
        "or units.",
    ),
    Rule(
        "number_too_long",
        VALUE,
        r"Exceeds the limit .* for integer string conversion",
        "this number has too many digits to be shown as text. Look at what makes it grow so much.",
    ),
    Rule(
        "root_of_negative",
        VALUE,
        r"math domain error|expected a (nonnegative|positive) input",
        "this function of math has no answer for that number, such as the square root of a negative one. Check the "
        "number before it.",
    ),
    Rule(
        "range_backwards",
        VALUE,
        r"empty range (for|in) rand",
        "there is no number to choose: the first number in the brackets has to be the smaller one, as in randint(1, "
        "6).",
    ),
    Rule(
        "step_of_zero",
        VALUE,
        r"arg 3 must not be zero|slice step cannot be zero",
        "a step of 0 never gets anywhere. Use 1 to count up, -1 to count down.",
    ),
    Rule(
        "divide_by_zero",
        (ZeroDivisionError,),
        "",
        "this line divides by 0, which has no answer. Look at what stands after the / or %, and check with if that "
        "it isn't 0.",
    ),
    Rule(
        "number_too_big",
        ARITHMETIC,
        "",
        "the number became too big for Python's decimals. Look at what makes it grow so much.",
    ),
)

LIST_RULES = (
    Rule(
        "remove_absent",
        VALUE,
        r"list\.remove\(x\)",
        "remove(…) didn't find that item in the list. Check with if … in … first, and look at spelling and capital "
        "letters.",
    ),
    Rule(
        "index_absent",
        VALUE,
        r"is not in (list|tuple|deque)|substring not found|\.index\(x\): x not in",
        "index(…) didn't find what it looks for. Check with if … in … first, and look at spelling and capital letters.",
    ),
    Rule(
        "unpack_few",
        VALUE,
        r"not enough values to unpack \(expected (?P<names>[^,]{1,20}), got (?P<given>\d+)\)",
        "there are {names} names on the left of = but only {given} on the right to share out. Look at what the right "
        "side "
        "holds.",
    ),
    Rule(
        "unpack_many",
        VALUE,
        r"too many values to unpack \(expected (?P<names>\d+)",
        "there are {names} names on the left of = but more values on the right. Give each value a name, or keep them "
        "in "
        "one list.",
    ),
    Rule(
        "greatest_of_nothing",
        VALUE,
        r"(?P<name>max|min)\(\) (arg is an empty sequence|iterable argument is empty)",
        "{name}(…) was given an empty list. Look at whether anything was put into it before this line.",
    ),
    Rule(
        "index_set",
        INDEX,
        "assignment index out of range",
        "the list has no item at that position yet, so it can't be changed. Put new items in with append(…).",
    ),
    Rule(
        "pop_empty",
        INDEX,
        r"pop from (an )?empty|pop index out of range",
        "pop() found no item to take out there. Check how long the list is with len(…) first.",
    ),
    Rule(
        "choice_of_nothing",
        INDEX,
        "empty sequence",
        "choice(…) was given an empty list. Look at whether anything was put into it before this line.",
    ),
    Rule(
        "index_range",
        INDEX,
        r"(?P<type>list|string|tuple|range object) index out of range",
        "there is no item at that position. Positions begin at 0, so the last one is one less than the length, "
        "len(…) - 1.",
    ),
    Rule(
        "key_as_number",
        (KeyError,),
        r"^(?P<key>'?-?\d+'?)$",
        "the dictionary has no key {key}. A number and the same digits in quotes are different keys, and input() "
        "gives text.",
        with_digits,
    ),
    Rule(
        "key_absent",
        (KeyError,),
        r"^'?(?P<key>.{1,60}?)'?$",
        "the dictionary has no key “{key}”. Look at its spelling and capital letters, or check with if … in … first.",
    ),
    Rule(
        "changed_in_loop",
        RUNTIME,
        r"(?P<word>dictionary|[Ss]et) (changed size|keys changed) during iteration",
        "the {word} was changed while a loop goes through it. Loop over a copy: for item in list(…).",
    ),
)

END_RULES = (
    Rule(
        "input_ended",
        (EOFError,),
        "",
        "input() asked for another line, but no more were given. Count how often input() runs, and look at when its "
        "loop stops.",
    ),
    Rule(
        "file_absent",
        (FileNotFoundError,),
        r"(?P<name>'.{1,60}?')?$",
        "there is no file {name} here. Look at its spelling, its capital letters and its ending, such as .txt.",
    ),
    Rule(
        "file_mode",
        (OSError,),
        "not (readable|writable|open for)",
        'the file was opened for something else. open(name, "r") is for reading, "w" for writing it anew, "a" for '
        "adding.",
    ),
    Rule(
        "file_closed",
        VALUE,
        "on closed file",
        "the file is closed already. Read or write it before close(), or inside the with block that opens it.",
    ),
    Rule(
        "endless_recursion",
        (RecursionError,),
        "",
        "a function calls itself again and again without an end. Look for the if that should stop it, and whether its "
        "value gets nearer to that.",
    ),
    Rule(
        "memory",
        (MemoryError,),
        "",
        "the program used up its memory. Look for a list or a text that grows in a loop, or for a very big number.",
    ),
    Rule(
        "assertion",
        (AssertionError,),
        "^(?P<text>.{0,60})",
        "what this assert says isn't true: {text}",
        lambda _, found: {} if found["text"] else None,
    ),
    Rule(
        "assertion_silent",
        (AssertionError,),
        "",
        "what this line asserts isn't true. Print the values that it compares just before it.",
    ),
    Rule(
        "colour_unknown",
        (Exception,),
        r"^bad color (string: (?P<text>.{1,40})|arguments|sequence)",
        "the turtle knows no colour {text}. Look at its spelling; numbers go from 0 to 1, or to 255 after "
        "colormode(255).",
    ),
    Rule(
        "not_allowed",
        (OSError,),
        "",
        "the program asked the computer for something that isn't possible here. Programs can print, read input and "
        "open "
        "their own files.",
    ),
)

RULES = (*NUMBER_RULES, *LIST_RULES, *END_RULES)
