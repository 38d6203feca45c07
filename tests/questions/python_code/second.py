"""A second marker of programs, written from docs/marking.md alone; it imports nothing of the product but the runs."""

from __future__ import annotations

import ast
import math
import re
import unicodedata
from decimal import Decimal, localcontext
from typing import Any

from backend.sandbox.protocol import RunResult

DIGITS = "0123456789"


def lines_of(text: str) -> list[str]:
    lines = re.split("\r\n|\r|\n", text)
    lines = [re.sub(r"\s+$", "", line) for line in lines]
    while lines and lines[-1] == "":
        del lines[-1]
    return lines


def loose(text: str) -> list[str]:
    folded = [unicodedata.normalize("NFC", line).casefold() for line in lines_of(text)]
    return [unicodedata.normalize("NFC", re.sub(r"\s+", " ", line).strip()) for line in folded]


def is_letter(sign: str) -> bool:
    return sign.isascii() and (sign.isalpha() or sign == "_")


def after_digits(text: str, place: int) -> int:
    while place < len(text) and text[place] in DIGITS:
        place += 1
    return place


def after_number(text: str, begin: int) -> int:
    """Return where the number that begins here ends, without its power of ten; ``begin`` where there is none."""
    place = after_digits(text, begin)
    further = after_digits(text, place + 1) if text[place : place + 1] == "." else place
    # "5." is five and a full stop; of "..5" the dots are no part.
    if further > place + 1 and (place > begin or text[begin - 1 : begin] != "."):
        return further
    return place


def belongs_to_more(text: str, begin: int) -> bool:
    """Say whether what stands before makes this the end of a name, or of something with more points than a number."""
    before = text[begin - 1] if begin else " "
    return is_letter(before) or before in DIGITS or (before == "." and begin > 1 and text[begin - 2] in DIGITS)


def numbers(text: str) -> list[Decimal] | None:
    """Read a text sign by sign."""
    text = text.replace("\u2212", "-")
    found: list[Decimal] = []
    place = 0
    while place < len(text):
        start = place
        before = text[start - 1] if start else " "
        signed = text[start] in "+-" and not (is_letter(before) or before in DIGITS or before in ".)]")
        begin = start + signed
        place = after_number(text, begin)
        if place == begin or belongs_to_more(text, begin):
            # Of "E.0" the full stop ends the name: the digit after it is in none.
            ends_a_name = text[begin : begin + 1] == "." and is_letter(text[begin - 1 : begin])
            place = start + 1 if ends_a_name else max(place, start + 1)
            continue
        if sum(sign in DIGITS for sign in text[begin:place]) > 999:
            return None
        if text[place : place + 1] in {"e", "E"}:
            power = place + 1 + (text[place + 1 : place + 2] in {"+", "-"})
            end = after_digits(text, power)
            if end > power and (len(text[power:end].lstrip("0")) > 3 or int(text[power:end]) > 400):
                return None
            place = end if end > power else place
        found.append(Decimal(text[start:place]))
    return found


def near(one: Decimal, other: Decimal, tolerance: Decimal) -> bool:
    with localcontext() as exact:
        exact.prec = 5000
        return abs(one - other) <= tolerance


def canon(value: Any, fold: bool = False, top: bool = True) -> str | None:
    """Write a value so that two of the same types and contents read the same; None where it equals nothing."""
    kind = type(value).__name__
    if value is None or kind in {"bool", "int", "complex"}:
        return f"{kind}={value!r}"
    if kind == "float":
        return None if math.isnan(value) else f"float={value + 0.0!r}".replace("=-0.0", "=0.0")
    if kind == "str":
        return f"str={loose(value)!r}" if fold else f"str={value!r}"
    if kind in {"list", "tuple"}:
        inner = [canon(one, fold) for one in value]
    elif kind in {"set", "frozenset"}:
        inner = [canon(one) for one in value]
    elif kind == "dict":
        pairs = [(canon(key), canon(one, fold)) for key, one in value.items()]
        inner = [None if None in pair else f"{pair[0]}->{pair[1]}" for pair in pairs]
    else:
        return None
    if None in inner:
        return None
    told = [str(one) for one in inner]
    return f"{kind}({', '.join(told if kind in {'list', 'tuple'} else sorted(told))})"


def passed(test: dict[str, Any], run: RunResult) -> bool:
    """Say whether a run passes a test as content has it."""
    if run.status != "ok":
        return False
    how, expected = test.get("compare", "exact"), test["expected"]
    if test.get("kind", "stdio") == "stdio":
        if how == "exact":
            return lines_of(run.stdout) == lines_of(expected)
        if how == "tolerant":
            return loose(run.stdout) == loose(expected)
        given, wanted = numbers(run.stdout), numbers(expected)
        tolerance = Decimal(repr(test.get("tolerance", 0)))
        if given is None or wanted is None or len(given) != len(wanted):
            return False
        return all(near(one, other, tolerance) for one, other in zip(given, wanted, strict=True))
    value = ast.literal_eval(expected)
    wanted_as = canon(value, how == "tolerant")
    return wanted_as is not None and canon(run.value, how == "tolerant") == wanted_as


def earned(raw: dict[str, Any], runs: list[RunResult]) -> tuple[int, int]:
    """Return the marks of the tests that pass, and of all of them."""
    marks = [(test.get("marks", 1), passed(test, run)) for test, run in zip(raw["tests"], runs, strict=True)]
    got, whole = sum(mark for mark, right in marks if right), sum(mark for mark, _ in marks)
    return (0 if raw.get("all_or_nothing") and got < whole else got), whole
