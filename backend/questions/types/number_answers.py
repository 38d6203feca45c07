"""Answers that are numbers, with tolerances and units, shared by numeric and the gaps of cloze."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from functools import lru_cache
from typing import Annotated, Literal, Self

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, StrictBool, StringConstraints, model_validator

from backend.questions.types.base import FormatError, Json, MisconceptionSlug
from backend.questions.types.numbers import BASE_NAMES, ReadNumber, format_number, read_number, tidy

PLACES_MAX = 100
SHOWN_MAX_CHARS = 40


def _exact_text(value: Json) -> str:
    """Return a number of the content as text, so that 0.1 stays a tenth and not the nearest float."""
    if isinstance(value, bool) or not isinstance(value, int | float | str | Decimal):
        raise ValueError("write a number")
    text = str(value)
    try:
        read_number(text)
    except FormatError as exc:
        raise ValueError(exc.message) from exc
    return text


@lru_cache(maxsize=4_096)
def _exact(text: str) -> Fraction:
    return read_number(text).value


ExactNumber = Annotated[str, BeforeValidator(_exact_text)]
"""A number in denary or with a prefix such as ``0xFF``, kept as text and read exactly."""


class Tolerance(BaseModel):
    """How near is near enough. ``amount``: in the value's unit, as a share of it, or a count of figures or places."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    kind: Literal["absolute", "relative", "geometric", "significant_figures", "decimal_places"] = "absolute"
    amount: ExactNumber = "0"

    @property
    def exact_amount(self) -> Fraction:
        """The amount as an exact number."""
        return _exact(self.amount)

    @model_validator(mode="after")
    def _amount_fits_kind(self) -> Self:
        amount = self.exact_amount
        if amount < 0:
            raise ValueError("a tolerance can't be less than 0")
        if self.kind in {"significant_figures", "decimal_places"}:
            least = 1 if self.kind == "significant_figures" else 0
            if amount.denominator != 1 or not least <= amount <= PLACES_MAX:
                raise ValueError(f"write a whole number from {least} to {PLACES_MAX}")
        return self


class NumericAnswer(BaseModel):
    """One number that is looked for, right or known to be wrong (``fraction`` 0)."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    value: ExactNumber
    fraction: float = Field(default=1.0, ge=0, le=1, allow_inf_nan=False)
    tolerance: Tolerance = Tolerance()
    misconception: MisconceptionSlug | None = None

    @property
    def exact_value(self) -> Fraction:
        """The value as an exact number."""
        return _exact(self.value)


class Unit(BaseModel):
    """A unit that may be written. ``factor`` turns it into the unit in which the answers stand (KB: 1, MB: 1000)."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    symbol: Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=20)]
    factor: ExactNumber

    @property
    def exact_factor(self) -> Fraction:
        """The factor as an exact number."""
        return _exact(self.factor)

    @model_validator(mode="after")
    def _usable(self) -> Self:
        if self.exact_factor <= 0:
            raise ValueError("a unit's factor must be above 0")
        if re.match(r"[0-9+\-.,/^#]", tidy(self.symbol)):
            raise ValueError("a unit can't begin like a number")
        return self


class NumberRules(BaseModel):
    """What a numeric question or gap accepts.

    ``unit_penalty`` is the share of the marks lost by a right number without its required unit; ``width`` asks for
    exactly that many digits, leading zeros included.
    """

    answers: tuple[NumericAnswer, ...] = Field(min_length=1, max_length=50)
    base: Literal[2, 8, 10, 16] = 10
    units: tuple[Unit, ...] = Field(default=(), max_length=50)
    unit_required: StrictBool = False
    unit_penalty: float = Field(default=1.0, ge=0, le=1, allow_inf_nan=False)
    units_case_sensitive: StrictBool = False
    width: int | None = Field(default=None, ge=1, le=64)

    @model_validator(mode="after")
    def _can_be_answered(self) -> Self:
        if self.base != 10 and any(answer.exact_value.denominator != 1 for answer in self.answers):
            raise ValueError(f"answers in base {self.base} must be whole numbers")
        keys = [symbol_key(unit.symbol, case_sensitive=self.units_case_sensitive) for unit in self.units]
        if len(set(keys)) < len(keys):
            raise ValueError("two units read the same; rename one, or tell capitals apart (units_case_sensitive)")
        if self.unit_required and not self.units:
            raise ValueError("a unit is required but none is listed")
        if full_answer(self) is None:
            raise ValueError(
                "at least one answer must be worth full marks (fraction 1), not be caught by one listed before it, "
                "and fit the number of digits asked for"
            )
        return self


_DATA_UNIT = re.compile(r"([kmgtpe]i?|)([bB])(it|its|yte|ytes|)(ps|/s|)", re.IGNORECASE)


def symbol_key(symbol: str, *, case_sensitive: bool) -> str:
    """Return what two spellings of one unit share: KB is kB, but a bit (b) is never a byte (B)."""
    symbol = tidy(symbol)
    if case_sensitive:
        return symbol
    data = _DATA_UNIT.fullmatch(symbol)
    if data is None or data[3]:
        return symbol.lower()
    return data[1].lower() + data[2] + data[4].lower()


def split_unit(rules: NumberRules, text: str) -> tuple[str, Unit | None]:
    """Split ``text`` into its number and its unit, the longest symbol first; None where it names none of them."""
    tidied = tidy(text)
    for unit in sorted(rules.units, key=lambda unit: -len(tidy(unit.symbol))):
        length = len(tidy(unit.symbol))
        number, written = tidied[:-length], tidied[-length:]
        if _is_unit(rules, unit, number, written):
            return number.strip(), unit
    return tidied, None


def _is_unit(rules: NumberRules, unit: Unit, number: str, written: str) -> bool:
    exact = rules.units_case_sensitive
    if symbol_key(written, case_sensitive=exact) != symbol_key(unit.symbol, case_sensitive=exact):
        return False
    if number.endswith(" "):
        return True
    # "5Kbytes" holds no unit "bytes", and the B of "1B" is a digit where hexadecimal may stand; "0x2CHz" holds "Hz".
    hexadecimal = bool(rules.base == 16 or re.match(r"[+-]? ?(0[xX]|#)", number))
    is_digit = hexadecimal and re.match("[0-9A-Fa-f]", written)
    after_digit = hexadecimal and re.search("[A-Fa-f]$", number)
    is_word = written[0].isalpha() and number[-1:].isalpha() and not after_digit
    return bool(number) and not is_word and not is_digit


def _unknown_unit(rules: NumberRules, text: str) -> FormatError | None:
    """Return the error for a number with a unit that the question doesn't know, None for anything else."""
    match = re.fullmatch(r"(.*[0-9.]) ?([^\W\d_][^\d]{0,20}|[£$€°].{0,5})", tidy(text))
    if match is None:
        return None
    try:
        read_number(match[1], rules.base)
    except FormatError:
        return None
    if not rules.units:
        return FormatError("unit_not_wanted", "Write just the number here, without a unit.")
    *others, last = (unit.symbol for unit in rules.units)
    known = f"{', '.join(others)} or {last}" if others else last
    return FormatError("unknown_unit", f"We don't know the unit “{match[2]}” here. You can use {known}.")


def read_quantity(rules: NumberRules, text: str) -> tuple[ReadNumber, Unit | None]:
    """Read a number with or without its unit. Raises FormatError."""
    number, unit = split_unit(rules, text)
    try:
        read = read_number(number, rules.base)
    except FormatError as exc:
        unknown = _unknown_unit(rules, text) if exc.code == "not_a_number" else None
        raise unknown or exc from exc
    if rules.width is not None and read.digits != rules.width:
        message = f"Write exactly {rules.width} {BASE_NAMES[rules.base]} digits, with zeros in front where needed."
        raise FormatError("wrong_width", message)
    return read, unit


def agrees(given: Fraction, value: Fraction, tolerance: Tolerance) -> bool:
    """Say whether ``given`` is near enough to ``value``; bounds are inclusive."""
    amount = tolerance.exact_amount
    match tolerance.kind:
        case "absolute":
            return abs(given - value) <= amount
        case "relative":
            return abs(given - value) <= abs(value) * amount
        case "geometric":
            low, high = sorted((value / (1 + amount), value * (1 + amount)))
            return low <= given <= high
        case "significant_figures":
            return round_figures(given, int(amount)) == round_figures(value, int(amount))
        case "decimal_places":
            return round_places(given, int(amount)) == round_places(value, int(amount))


def round_places(value: Fraction, places: int) -> Fraction:
    """Round half up, away from zero, to ``places`` decimal places (negative: tens, hundreds, …)."""
    scale = Fraction(10) ** places
    rounded = (abs(value) * scale + Fraction(1, 2)).__floor__() / scale
    return -rounded if value < 0 else rounded


def round_figures(value: Fraction, figures: int) -> Fraction:
    """Round half up, away from zero, to ``figures`` significant figures."""
    if value == 0:
        return value
    magnitude = len(str(abs(value).numerator)) - len(str(value.denominator))
    if abs(value) < Fraction(10) ** magnitude:
        magnitude -= 1
    return round_places(value, figures - 1 - magnitude)


@dataclass(frozen=True, slots=True)
class NumberMark:
    """What a number earned: ``fraction`` 0..1 with the unit's penalty taken off, and why."""

    fraction: float
    reason: str
    misconception: str | None = None
    unit_missing: bool = False


def _show(value: Fraction, base: int = 10) -> str:
    text = format_number(value, base)
    return text if len(text) <= SHOWN_MAX_CHARS else text[:SHOWN_MAX_CHARS] + "…"


def _describe(answer: NumericAnswer, base: int) -> str:
    value = _show(answer.exact_value, base)
    amount = _show(answer.tolerance.exact_amount)
    match answer.tolerance.kind:
        case _ if answer.tolerance.exact_amount == 0 and answer.tolerance.kind != "decimal_places":
            return f"equals {value}"
        case "absolute":
            return f"within {amount} of {value}"
        case "relative":
            return f"within {amount} times {value} of {value}"
        case "geometric":
            return f"between {value} / (1 + {amount}) and {value} x (1 + {amount})"
        case "significant_figures":
            return f"agrees with {value} to {amount} significant figures"
        case "decimal_places":
            return f"agrees with {value} to {amount} decimal places"


def _find(answers: Sequence[NumericAnswer], given: Fraction) -> NumericAnswer | None:
    return next((answer for answer in answers if agrees(given, answer.exact_value, answer.tolerance)), None)


def mark_number(rules: NumberRules, text: str) -> NumberMark:
    """Mark what was typed; the first answer that agrees wins. Raises FormatError."""
    read, unit = read_quantity(rules, text)
    given = read.value * (unit.exact_factor if unit else 1)
    seen = f"read as {_show(given)}"
    answer = _find(rules.answers, given)
    if answer is None:
        return NumberMark(0.0, f"{seen}: no accepted answer agrees")
    reason = f"{seen}: {_describe(answer, rules.base)}"
    if answer.fraction == 0:
        return NumberMark(0.0, f"{reason}, a known wrong answer", answer.misconception)
    if unit is None and rules.unit_required:
        fraction = float(Fraction(str(answer.fraction)) * (1 - Fraction(str(rules.unit_penalty))))
        lost = format_number(Fraction(str(rules.unit_penalty)) * 100)
        reason = f"{reason}; the unit is missing, which costs {lost} %"
        return NumberMark(fraction, reason, answer.misconception, unit_missing=True)
    return NumberMark(answer.fraction, reason, answer.misconception)


def full_answer(rules: NumberRules) -> str | None:
    """Return a text that earns full marks, as it would be shown as the right answer; None when there is none."""
    units = sorted(rules.units, key=lambda unit: unit.exact_factor != 1)
    for answer in rules.answers:
        for unit in (*units, None):
            value = answer.exact_value / (unit.exact_factor if unit else 1)
            for number in (_written(value, rules), answer.value):
                text = f"{number} {unit.symbol}" if unit else number
                if answer.fraction >= 1 and _earns_full_marks(rules, text):
                    return text
    return None


def _written(value: Fraction, rules: NumberRules) -> str:
    base = rules.base if value.denominator == 1 else 10
    digits = format_number(abs(value), base).rjust(rules.width or 0, "0")
    return f"-{digits}" if value < 0 else digits


def _earns_full_marks(rules: NumberRules, text: str) -> bool:
    try:
        return mark_number(rules, text).fraction >= 1
    except FormatError:
        return False


def number_hints(rules: NumberRules) -> dict[str, Json]:
    """Return what the pupil may know of the rules: how to write the number, never the number."""
    return {
        "base": rules.base,
        "units": [unit.symbol for unit in rules.units],
        "unit_required": rules.unit_required,
        "width": rules.width,
    }


def shown_quantity(rules: NumberRules, text: str) -> str:
    """Return what was typed in one form for equal values: "1,000" and "1 000" read 1000. Raises FormatError."""
    read, unit = read_quantity(rules, text)
    number = _show(read.value, rules.base if read.value.denominator == 1 else 10)
    return f"{number} {unit.symbol}" if unit else number
