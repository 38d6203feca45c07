"""Mistakes in names: variables, functions, methods, modules."""

from __future__ import annotations

import builtins
import difflib
import re
import sys
from collections.abc import Iterable, Mapping
from types import MappingProxyType, ModuleType

from .case import LINES_MAX, Case, Rule, asked

WORDS = {"true": "True", "false": "False", "none": "None", "null": "None", "elseif": "elif"}
TAUGHT = ("random", "math", "time", "turtle", "datetime", "string", "statistics", "json", "csv", "os", "sys", "re")
COMES_FROM = {
    **dict.fromkeys(("randint", "choice", "shuffle", "randrange", "sample", "uniform"), "random"),
    **dict.fromkeys(("sqrt", "pi", "floor", "ceil", "sin", "cos", "gcd"), "math"),
    **dict.fromkeys(("sleep", "perf_counter"), "time"),
    **dict.fromkeys(("mean", "median", "stdev"), "statistics"),
    **dict.fromkeys(("forward", "penup", "pendown", "goto", "Turtle", "Screen", "pensize"), "turtle"),
}
METHODS = {
    **{("list", word): "append" for word in ("add", "push", "put", "appendleft")},
    ("dict", "append"): "d[key] = value",
    ("dict", "add"): "d[key] = value",
    ("set", "append"): "add",
    ("str", "contains"): "in",
    ("list", "contains"): "in",
    **{("str", word): "lower" for word in ("tolower", "tolowercase", "lowercase", "downcase")},
    **{("str", word): "upper" for word in ("toupper", "touppercase", "uppercase", "upcase")},
}
TYPES = {name: kind for name, kind in vars(builtins).items() if isinstance(kind, type)}


def nearest(word: str, names: Iterable[str]) -> str:
    """The name that was most likely meant, or nothing."""
    known = [name for name in names if not name.startswith("__") and name != word and len(name) <= 40]
    for name in known:
        if name.lower() == word.lower():
            return name
    found = difflib.get_close_matches(word[:40], known[:LINES_MAX], n=1, cutoff=0.7)
    return found[0] if found else ""


def did_you_mean(case: Case, found: re.Match[str]) -> Mapping[str, str] | None:
    """A name in scope that looks like this one."""
    close = nearest(found["name"], case.names) if len(found["name"]) > 1 else ""
    return {"close": close} if close else None


def capitals(case: Case, found: re.Match[str]) -> Mapping[str, str] | None:
    """The same name with other capitals."""
    name = found["name"]
    close = WORDS.get(name.lower(), "") or next(
        (known for known in case.names if known != name and known.lower() == name.lower()), ""
    )
    return {"close": close} if close and close != name else None


def made_later(case: Case, found: re.Match[str], pattern: str) -> Mapping[str, str] | None:
    """The line below whose start fits the pattern, in which NAME stands for the name."""
    sought = re.compile(pattern.replace("NAME", re.escape(found["name"])))
    for number, line in enumerate(case.lines, 1):
        if number > case.line > 0 and sought.match(line):
            return {"later": str(number)}
    return None


def value_later(case: Case, found: re.Match[str]) -> Mapping[str, str] | None:
    """The line below that gives this name its first value."""
    return made_later(case, found, r"\s*(NAME\s*=(?!=)|for\s+NAME\s)")


def function_later(case: Case, found: re.Match[str]) -> Mapping[str, str] | None:
    """The line below that defines this function."""
    return made_later(case, found, r"\s*(def|class)\s+NAME\b")


def module_forgotten(_: Case, found: re.Match[str]) -> Mapping[str, str] | None:
    """A module of Python's that wasn't imported."""
    return {} if found["name"] in TAUGHT else None


def part_of_module(_: Case, found: re.Match[str]) -> Mapping[str, str] | None:
    """A function that is in a module."""
    module = COMES_FROM.get(found["name"])
    return {"module": module} if module else None


def own_value(case: Case, found: re.Match[str]) -> Mapping[str, str] | None:
    """A name that is used to reckon with, or changed, before it has a value."""
    name = re.escape(found["name"])
    changed = re.search(
        rf"(?<!\w){name}\s*([-+*/%]|//|\*\*)=|(?<!\w){name}\s*[-+*/%<>[]|[-+*/%<>]\s*{name}(?!\w)", case.code
    )
    return {} if changed else None


def also_global(case: Case, found: re.Match[str]) -> Mapping[str, str] | None:
    """A function's own variable that has a namesake outside."""
    return {} if found["name"] in case.global_names else None


def own_names(kind: str, case: Case) -> list[str]:
    """The public names of a thing that an AttributeError is about."""
    thing = asked(case.error, "obj")
    if kind in TYPES:
        return [name for name in dir(TYPES[kind]) if not name.startswith("_")]
    if type(thing) is ModuleType:
        return [name for name in vars(thing) if type(name) is str and not name.startswith("_")]
    parents = asked(type(thing), "__mro__")
    owners = (*parents, thing) if type(parents) is tuple else ()
    spaces = [space for owner in owners if isinstance(space := asked(owner, "__dict__"), (dict, MappingProxyType))]
    return [name for space in spaces for name in space if type(name) is str and not name.startswith("_")]


def misspelt_attribute(case: Case, found: re.Match[str]) -> Mapping[str, str] | None:
    """The method or attribute that looks like this one."""
    close = nearest(found["name"], own_names(found.groupdict().get("type", ""), case))
    return {"close": close} if close else None


def other_words(_: Case, found: re.Match[str]) -> Mapping[str, str] | None:
    """The usual way in Python of what has another name in other languages, or for other types."""
    close = METHODS.get((found["type"], found["name"].lower()))
    return {"close": close} if close else None


def misspelt_module(_: Case, found: re.Match[str]) -> Mapping[str, str] | None:
    """The module that was most likely meant."""
    close = nearest(found["name"], TAUGHT) or nearest(found["name"], sorted(sys.stdlib_module_names))
    return {"close": close} if close and found["name"] not in sys.stdlib_module_names else None


def misspelt_import(case: Case, found: re.Match[str]) -> Mapping[str, str] | None:
    """The part of a module that was most likely meant."""
    module = sys.modules.get(found["module"])
    close = nearest(found["name"], [name for name in vars(module) if type(name) is str]) if module else ""
    return {"close": close} if close else None


NAME = (NameError,)
UNKNOWN = r"name '(?P<name>\w+)' is not defined"
LOCAL = (UnboundLocalError,)
BEFORE = r"local variable '(?P<name>\w+)' (where|referenced)"
ATTRIBUTE = (AttributeError,)
LACKS = r"'(?P<type>\w+)' object has no attribute '(?P<name>\w+)'"

NAME_RULES = (
    Rule(
        "local_of_global",
        LOCAL,
        BEFORE,
        "this function changes “{name}”, so in here it is a new variable without a value. Give the value to the "
        "function "
        "in its brackets, or write global {name} first.",
        also_global,
    ),
    Rule(
        "local_without_value",
        LOCAL,
        BEFORE,
        "“{name}” has no value yet in this function. Look at whether the line that gives it one is always reached "
        "before "
        "this one.",
    ),
    Rule(
        "value_later",
        NAME,
        UNKNOWN,
        "“{name}” is used here before it has a value: it gets one only on line {later}. Move that line above this one.",
        value_later,
    ),
    Rule(
        "function_later",
        NAME,
        UNKNOWN,
        "“{name}” is called here before Python has read its definition on line {later}. Put the definition above "
        "this line.",
        function_later,
    ),
    Rule(
        "capital_letters",
        NAME,
        UNKNOWN,
        "Python doesn't know “{name}”, but it knows “{close}”. Capital and small letters make different names.",
        capitals,
    ),
    Rule(
        "module_forgotten",
        NAME,
        UNKNOWN,
        "“{name}” has to be imported before it is used. Put import {name} at the top of the program.",
        module_forgotten,
    ),
    Rule(
        "part_of_module",
        NAME,
        UNKNOWN,
        "“{name}” is part of the module “{module}”. Put from {module} import {name} at the top of the program.",
        part_of_module,
    ),
    Rule(
        "name_misspelt",
        NAME,
        UNKNOWN,
        "Python doesn't know the name “{name}”. Was “{close}” meant? Look at the spelling of both.",
        did_you_mean,
    ),
    Rule(
        "no_value_yet",
        NAME,
        UNKNOWN,
        "“{name}” is used here before it has a value. Give it one on a line above, such as {name} = 0.",
        own_value,
    ),
    Rule(
        "quotes_round_word",
        NAME,
        UNKNOWN,
        'Python doesn\'t know the name “{name}”. If it is text, put quotes round it: "{name}". If it is a variable, '
        "give "
        "it a value first.",
    ),
)

ATTRIBUTE_RULES = (
    Rule(
        "append_to_text",
        ATTRIBUTE,
        r"'(?P<type>str|int|float)' object has no attribute '(?P<name>append|insert|extend|remove|pop|sort|add)'",
        "“{name}” works on lists, and this is {type}. Look at where the variable gets its value: a list begins as []; "
        "texts are joined with +.",
    ),
    Rule(
        "length",
        ATTRIBUTE,
        r"'(?P<type>\w+)' object has no attribute '(?P<name>length|len|size|Length)'",
        "{type} has no “{name}”. To count its parts, put it in the brackets of len(…).",
    ),
    Rule(
        "method_of_another_language",
        ATTRIBUTE,
        LACKS,
        "{type} has no “{name}”. In Python this is done with: {close}",
        other_words,
    ),
    Rule(
        "method_misspelt",
        ATTRIBUTE,
        LACKS,
        "{type} has no “{name}”. Was “{close}” meant? Look at the spelling and the capital letters.",
        misspelt_attribute,
    ),
    Rule(
        "module_part_misspelt",
        ATTRIBUTE,
        r"module '(?P<module>[\w.]+)' has no attribute '(?P<name>\w+)'",
        "the module “{module}” has no “{name}”. Was “{close}” meant? Look at the spelling and the capital letters.",
        misspelt_attribute,
    ),
    Rule(
        "attribute",
        ATTRIBUTE,
        r"has no attribute '(?P<name>\w+)'",
        "what stands before the dot has no “{name}”. Look at the spelling, and at what the variable holds.",
    ),
)

MODULE_RULES = (
    Rule(
        "module_misspelt",
        (ModuleNotFoundError,),
        r"No module named '(?P<name>[\w.]+)'",
        "there is no module “{name}”. Was “{close}” meant? Look at the spelling and the capital letters.",
        misspelt_module,
    ),
    Rule(
        "module_not_here",
        (ModuleNotFoundError,),
        r"No module named '(?P<name>[\w.]+)'",
        "the module “{name}” is not available here. Programs can use Python's own, such as random, math, time and "
        "turtle.",
    ),
    Rule(
        "import_misspelt",
        (ImportError,),
        r"cannot import name '(?P<name>\w+)' from '(?P<module>[\w.]+)'",
        "the module “{module}” has no “{name}”. Was “{close}” meant? Look at the spelling and the capital letters.",
        misspelt_import,
    ),
    Rule(
        "import_unknown",
        (ImportError,),
        r"cannot import name '(?P<name>\w+)' from '(?P<module>[\w.]+)'",
        "the module “{module}” has nothing called “{name}”. Look up what it offers.",
    ),
)

RULES = (*NAME_RULES, *ATTRIBUTE_RULES, *MODULE_RULES)
