"""What stands in the cells of a trace table: values as a program has them, and as pupils write them."""

from __future__ import annotations

import re
import unicodedata
from decimal import Decimal
from fractions import Fraction

Value = bool | int | Fraction | str
"""What a variable holds. A float is a Fraction: what ends as a decimal is exact."""

DECIMALS_MAX = 12

_NUMBER = re.compile(r"[+-]?(\d+(\.\d*)?|\.\d+)", re.ASCII)
_QUOTES = ("''", '""', "‘’", "“”", "’’", "””")
_DASHES = frozenset({"-", "–", "—", "−"})


def shown(value: Value) -> str:
    """Return a value as Python prints it. Raises ValueError for a number that doesn't end as a decimal."""
    if not isinstance(value, Fraction):
        return str(value)
    places = next((n for n in range(1, DECIMALS_MAX + 1) if (value * 10**n).denominator == 1), None)
    if places is None:
        raise ValueError(f"{value.numerator} / {value.denominator} doesn't end as a decimal; use other numbers")
    digits = f"{abs(int(value * 10**places)):0{places + 1}}"
    return f"{'-' if value < 0 else ''}{digits[:-places]}.{digits[-places:]}"


def is_blank(text: str) -> bool:
    """Say whether a cell was left blank; a dash alone says that nothing stands there."""
    return not text.strip() or text.strip() in _DASHES


def _plain(text: str) -> str:
    """Return what was written without the blanks around it, and without quotation marks round all of it."""
    text = unicodedata.normalize("NFC", text).strip()
    return text[1:-1].strip() if len(text) > 1 and text[0] + text[-1] in _QUOTES else text


def read_decimal(text: str) -> Fraction | None:
    """Return a plain number by its value, None for whatever else is written."""
    text = text.replace("−", "-")
    return Fraction(text) if len(text) <= 40 and _NUMBER.fullmatch(text) else None


def canonical(text: str) -> str:
    """Return the same for whatever means the same: numbers by value, text with or without quotes, true as True."""
    plain = _plain(text)
    if read_decimal(plain) is not None:
        digits = format(Decimal(plain.replace("−", "-")), "f")
        digits = digits.rstrip("0").rstrip(".") if "." in digits else digits
        return "0" if digits == "-0" else digits
    if plain.casefold() in {"true", "false"}:
        return plain.casefold()
    return "".join(plain.split()) if plain.startswith("[") else plain


def same_value(left: str, right: str) -> bool:
    """Say whether two cells hold the same value."""
    return canonical(left) == canonical(right)


def value_like(text: str, like: Value) -> Value | None:
    """Return what a pupil wrote as a value of the kind of ``like``; None where it is of no such kind."""
    plain = _plain(text)
    if isinstance(like, str):
        return plain
    if isinstance(like, bool):
        return {"true": True, "false": False}.get(plain.casefold())
    number = read_decimal(plain)
    if number is None or len(plain) > DECIMALS_MAX:
        return None
    whole = isinstance(like, int) and number.denominator == 1 and "." not in plain
    return int(number) if whole else number
