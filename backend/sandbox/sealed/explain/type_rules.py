"""Mistakes in what values are: text where a number is needed, None, the wrong number of arguments."""

from __future__ import annotations

import re
from collections.abc import Mapping

from .case import Case, Rule, without_texts

IN_PLACE = "sort|append|reverse|extend|insert|remove|clear|update|add|shuffle"
KEPT = re.compile(rf"(?:\b(?P<kept>\w{{1,40}})\s*=(?!=)|\breturn\b|\bin\b).*\.(?P<method>{IN_PLACE})\(")
CHAINED = re.compile(rf"\.(?P<method>{IN_PLACE})\([^()]*\)\s*[.\[]")
PRINTED = re.compile(r"\b(?P<kept>\w{1,40})\s*=\s*(?P<method>print)\(|\b(?P<method2>print)\([^()]*\)\s*[-+.\[]")
TYPE = (TypeError,)
BOTH = (TypeError, AttributeError)


def none_of_method(case: Case, _: re.Match[str]) -> Mapping[str, str] | None:
    """The method whose None was kept."""
    return kept_none(case, (KEPT, CHAINED))


def none_of_print(case: Case, _: re.Match[str]) -> Mapping[str, str] | None:
    """What print gave back was kept."""
    return kept_none(case, (PRINTED,))


def kept_none(case: Case, patterns: tuple[re.Pattern[str], ...]) -> Mapping[str, str] | None:
    """A line that keeps what gives nothing back: this one, or one whose variable this one uses."""
    for number, line in enumerate(case.lines, 1):
        for pattern in patterns:
            found = pattern.search(without_texts(line))
            if found is None:
                continue
            groups = found.groupdict()
            used = groups.get("kept") or ""
            if number == case.line or (used and re.search(rf"\b{used}\b", case.code)):
                return {"method": groups.get("method") or groups.get("method2") or "", "line_of_it": str(number)}
    return None


def is_method(case: Case, found: re.Match[str]) -> Mapping[str, str] | None:
    """A method that was given one value more than it has room for: its self."""
    name = found["name"].rsplit(".", 1)[-1]
    sought = re.compile(rf"\s+def\s+{re.escape(name)}\s*\(\s*(?!self\b)")
    fits = int(found["given"]) == int(found["takes"]) + 1 and any(map(sought.match, case.lines))
    return {"name": name} if "." in found["name"] and fits else None


def with_text(_: Case, found: re.Match[str]) -> Mapping[str, str] | None:
    """One of the two is text."""
    return {} if "str" in (found["type_left"], found["type_right"]) else None


def remainder(case: Case, _: re.Match[str]) -> Mapping[str, str] | None:
    """A % that was meant as the remainder of a division."""
    return {} if "%" in case.code else None


NUMBER = "int|float|bool|complex"
NONE_RULES = (
    Rule(
        "none_of_method",
        BOTH,
        "NoneType",
        "a value here is None, since “{method}” on line {line_of_it} changes the list itself and gives nothing back. "
        "Write "
        "that on a line of its own, without =.",
        none_of_method,
    ),
    Rule(
        "none_of_print",
        BOTH,
        "NoneType",
        "a value here is None, since “print” on line {line_of_it} only shows things and gives nothing back. Keep the "
        "value "
        "itself, then print it.",
        none_of_print,
    ),
    Rule(
        "none",
        BOTH,
        "NoneType",
        "a value here is None, which means nothing at all. If it comes from a function, look at whether that ends "
        "with return.",
    ),
)

MIXED_RULES = (
    Rule(
        "text_plus_number",
        TYPE,
        r'can only concatenate str \(not "(?P<type>\w+)"\) to str',
        "+ can't join text and {type}. Turn the other value into text with str(…), or put a comma between them in "
        "print.",
    ),
    Rule(
        "list_plus_value",
        TYPE,
        r'can only concatenate (list|tuple) \(not "(?P<type>\w+)"\)',
        "+ can't put {type} into a list. Use append(…), or put square brackets round the new item.",
    ),
    Rule(
        "number_with_text",
        TYPE,
        rf"unsupported operand type\(s\) for (?P<sign>\S+): '({NUMBER})' and 'str'|"
        rf"unsupported operand type\(s\) for (?P<sign2>\S+): 'str' and '({NUMBER}|str)'|"
        r"bad operand type for (?P<sign3>.+): 'str'|type str doesn't define",
        "this line reckons with text as if it were a number. What input() gives is text: turn it into a number with "
        "int(…) or float(…).",
    ),
    Rule(
        "unsupported",
        TYPE,
        r"unsupported operand type\(s\) for (?P<sign>[^:]{1,12}): '(?P<type_left>\w+)' and '(?P<type_right>\w+)'",
        "“{sign}” doesn't work between {type_left} and {type_right}. Look at what each of the two values is.",
    ),
    Rule(
        "compare_text_with_number",
        TYPE,
        r"'(?P<sign>[<>=]+)' not supported between instances of '(?P<type_left>\w+)' and '(?P<type_right>\w+)'",
        "“{sign}” can't compare {type_left} with {type_right}. What input() gives is text: turn it into a number "
        "with int(…).",
        with_text,
    ),
    Rule(
        "compare_unlike",
        TYPE,
        r"'(?P<sign>[<>=]+)' not supported between instances of '(?P<type_left>\w+)' and '(?P<type_right>\w+)'",
        "“{sign}” can't compare {type_left} with {type_right}. Look at what each of the two values is.",
    ),
    Rule(
        "remainder_of_text",
        TYPE,
        "not all arguments converted|not enough arguments for format|format requires",
        "% gives a remainder only of numbers, and here it stands after text. Turn the text into a number with int(…).",
        remainder,
    ),
    Rule(
        "text_times",
        TYPE,
        r"can't multiply sequence by non-int of type '(?P<type>\w+)'",
        "* can't multiply text or a list by {type}. If both should be numbers, turn what input() gives into one: "
        "int(…).",
    ),
    Rule(
        "join_numbers",
        TYPE,
        r"sequence item \d+: expected str instance, (?P<type>\w+) found",
        "join only puts texts together, and an item of the list is {type}. Turn each item into text with str(…) first.",
    ),
    Rule(
        "whole_number_needed",
        TYPE,
        r"'(?P<type>\w+)' object cannot be interpreted as an integer",
        "a whole number is needed here, as in range(…), and this is {type}. Turn it into one with int(…), or divide "
        "with //.",
    ),
    Rule(
        "not_convertible",
        TYPE,
        r"(?P<name>int|float)\(\) argument must be .* not '(?P<type>\w+)'",
        "{name}(…) turns one text or number into a number, and this is {type}. Give it a single item, such as "
        "items[0].",
    ),
)

CALL_RULES = (
    Rule(
        "self_missing",
        TYPE,
        r"(?P<name>[\w.<>]+)\(\) takes (?P<takes>\d+) positional arguments? but (?P<given>\d+) (was|were) given",
        "“{name}” belongs to a class, so its first parameter has to be self: def {name}(self):",
        is_method,
    ),
    Rule(
        "arguments_missing",
        TYPE,
        r"(?P<name>[\w.<>]+)\(\) missing (?P<count>\d+) required (positional|keyword-only) arguments?: "
        r"(?P<names>.{1,60})",
        "“{name}” needs {count} more in its brackets: {names}. Compare the brackets here with those of its definition.",
    ),
    Rule(
        "arguments_too_many",
        TYPE,
        r"(?P<name>[\w.<>]+)\(\) takes (?P<takes>from \d+ to \d+|\d+) positional arguments? but (?P<given>\d+)",
        "“{name}” takes {takes} in its brackets, and here it is given {given}. Compare the brackets with those of its "
        "definition.",
    ),
    Rule(
        "arguments_of_builtin",
        TYPE,
        r"(?P<name>[\w.]+?)(\(\))? (expected|takes|must have) .*\bargument",
        "the number of values in the brackets of “{name}” doesn't fit. Look at the commas, and at which bracket "
        "closes where.",
    ),
    Rule(
        "keyword_unknown",
        TYPE,
        r"got an unexpected keyword argument '(?P<name>\w+)'|'(?P<name2>\w+)' is an invalid keyword",
        "the function that is called here knows no “{name}{name2}”. Look at the spelling before the =; to compare, "
        "use ==.",
    ),
)

USE_RULES = (
    Rule(
        "module_called",
        TYPE,
        "'module' object is not callable",
        "this is a module, not a function. Say which of its functions to use, after a dot: random.randint(1, 6).",
    ),
    Rule(
        "list_called",
        TYPE,
        r"'(?P<type>list|dict|tuple)' object is not callable",
        "this is {type}, and round brackets after it mean a call. For one of its items, use square ones: items[0].",
    ),
    Rule(
        "not_callable",
        TYPE,
        r"'(?P<type>\w+)' object is not callable",
        "in front of the round bracket stands {type}, not a function. Is a * missing, or has a variable taken a "
        "function's "
        "name?",
    ),
    Rule(
        "length_of_number",
        TYPE,
        r"object of type '(?P<type>\w+)' has no len\(\)",
        "len(…) counts the parts of a text or a list, and this is {type}. For how many digits it has, use len(str(…)).",
    ),
    Rule(
        "index_not_whole",
        TYPE,
        r"(indices must be integers( or slices)?|must be integers), not '?(?P<type>\w+)",
        "inside the square brackets stands {type}, but a position is a whole number: 0 for the first. Is int(…) "
        "missing?",
    ),
    Rule(
        "function_subscripted",
        TYPE,
        r"'(builtin_function_or_method|function|method|type)' object is not subscriptable",
        "square brackets stand after a function's name here. To call a function, use round ones: print(…).",
    ),
    Rule(
        "not_subscriptable",
        TYPE,
        r"'(?P<type>\w+)' object is not subscriptable",
        "square brackets take an item out of a list or text, and this is {type}. Look at what the variable holds.",
    ),
    Rule(
        "unpack_single",
        TYPE,
        r"cannot unpack non-iterable (?P<type>\w+) object",
        "there are several names on the left of =, but on the right only {type}. Look at what the right side gives "
        "back.",
    ),
    Rule(
        "not_iterable",
        TYPE,
        r"'(?P<type>\w+)' (object )?is not (iterable|a container)",
        "this can't go through {type} item by item. To count, use range(…): for i in range(5).",
    ),
    Rule(
        "unchangeable",
        TYPE,
        r"'(?P<type>\w+)' object does(n't| not) support item (assignment|deletion)",
        "the parts of {type} can't be changed. Make a new one, or use a list if its items should change.",
    ),
    Rule(
        "unhashable",
        TYPE,
        r"(unhashable type: |cannot use )'(?P<type>\w+)'",
        "{type} can't be a dictionary's key or be in a set, since it can change. Use a text, a number or a tuple.",
    ),
)

RULES = (*NONE_RULES, *MIXED_RULES, *CALL_RULES, *USE_RULES)
