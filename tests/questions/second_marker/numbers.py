"""Numbers as pupils write them, exactly; one shape after the other, each with its own expression."""

from __future__ import annotations

import re
from fractions import Fraction
from typing import Any

from tests.questions.second_marker.picks import exactly
from tests.questions.second_marker.reading import Unreadable, field_of, text_of

EXPONENT_MAX = 400
POWER_MAX_DIGITS = 1_000
SUPERSCRIPTS = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁻", "0123456789-")
HALVES = {"½": Fraction(1, 2), "¼": Fraction(1, 4), "¾": Fraction(3, 4)}
BASES = {"0b": 2, "0o": 8, "0x": 16, "#": 16}
SMALL_BASES = {"₂": 2, "₈": 8, "₁₀": 10, "₁₆": 16}
DIGITS = {2: "[01]", 8: "[0-7]", 10: "[0-9]", 16: "[0-9A-Fa-f]"}

WHOLE = r"(?:[1-9]\d{0,2}(?:,\d{3})+|[1-9]\d{0,2}(?: \d{3})+|\d+)"
PLAIN = re.compile(rf"{WHOLE}(?:\.\d*)?|\.\d+")
RATIO = re.compile(r"(?:(\d+) )?(\d+)/(\d+)")
TIMES_TEN = re.compile(rf"({PLAIN.pattern})(?:[eE]| ?[x×] ?10(?:\^)?)([+-]?\d+)")
HEXADECIMAL = re.compile(r"(?:0[xX]|#)[0-9A-Fa-f]+")
POWER = re.compile(r"(\d+)\^(-?\d+)")


def numeric(content: Any, response: Any) -> Fraction | None:
    text = text_of(field_of(response, "text"))
    return None if text is None else earned(content, text)


def earned(rules: dict[str, Any], text: str) -> Fraction:
    """What the first answer that agrees is worth, less what a missing unit costs. Raises Unreadable."""
    units = rules.get("units", [])
    written, unit = _split(text.strip(), units, exact_case=bool(rules.get("units_case_sensitive")))
    number = value_of(written, rules.get("base", 10), rules.get("width"))
    quantity = number * (exactly(unit["factor"]) if unit else 1)
    for answer in rules["answers"]:
        if agrees(quantity, value_of(str(answer["value"])), answer.get("tolerance", {})):
            worth = exactly(answer.get("fraction", 1))
            unpaid = rules.get("unit_required") and unit is None
            return worth * (1 - exactly(rules.get("unit_penalty", 1))) if unpaid else worth
    return Fraction(0)


def _split(text: str, units: list[dict[str, Any]], *, exact_case: bool) -> tuple[str, dict[str, Any] | None]:
    """Take the longest listed unit off the end. ``b`` and ``B`` are never one."""

    def folded(symbol: str) -> str:
        return symbol if exact_case else "".join(c if c in "bB" else c.lower() for c in symbol)

    for unit in sorted(units, key=lambda unit: -len(unit["symbol"])):
        if HEXADECIMAL.fullmatch(text) and HEXADECIMAL.fullmatch(text[: -len(unit["symbol"])]):
            continue  # Its last digits, not a unit.
        if folded(text).endswith(folded(unit["symbol"])):
            return text[: -len(unit["symbol"])].rstrip(), unit
    return text, None


def value_of(text: str, base: int = 10, width: int | None = None) -> Fraction:
    """Read a number. Raises Unreadable."""
    text = text.replace("\u2212", "-")
    digits, own_base = text, base
    for prefix, its in BASES.items():
        # Of "0B₁₆" all digits are taken up by the prefix that it isn't.
        if text.lower().startswith(prefix) and len(text.rstrip("₀₁₂₃₄₅₆₇₈₉")) > len(prefix):
            digits, own_base = text[len(prefix) :], its
            break
    else:
        for small, its in SMALL_BASES.items():
            if text.endswith(small):
                digits, own_base = text[: -len(small)], its
    if digits != text or base != 10:
        bare = digits.replace(" ", "")
        if not re.fullmatch(f"{DIGITS[own_base]}+", bare) or (width is not None and len(bare) != width):
            raise Unreadable(text)
        return Fraction(int(bare, own_base))
    sign, body = (-1, text[1:].lstrip()) if text.startswith("-") else (1, text.removeprefix("+"))
    if width is not None and not re.fullmatch(rf"\d{{{width}}}", body):
        raise Unreadable(text)
    return sign * _unsigned(body)


def _unsigned(text: str) -> Fraction:
    if text in HALVES:
        return HALVES[text]
    if text.endswith("%") and text.count("%") == 1:
        return _unsigned(text[:-1].rstrip()) / 100
    raised = re.fullmatch(r"(\d+)([⁰¹²³⁴⁵⁶⁷⁸⁹⁻]+)", text)
    if raised:
        text = f"{raised[1]}^{raised[2].translate(SUPERSCRIPTS)}"
    if PLAIN.fullmatch(text):
        return Fraction(text.replace(",", "").replace(" ", ""))
    if ratio := RATIO.fullmatch(text):
        whole, above, below = int(ratio[1] or 0), int(ratio[2]), int(ratio[3])
        if not below or (ratio[1] and above >= below):
            raise Unreadable(text)
        return whole + Fraction(above, below)
    if scientific := TIMES_TEN.fullmatch(text):
        if abs(int(scientific[2])) > EXPONENT_MAX:
            raise Unreadable(text)
        return _unsigned(scientific[1]) * Fraction(10) ** int(scientific[2])
    if power := POWER.fullmatch(text):
        return _power(int(power[1]), int(power[2]))
    raise Unreadable(text)


def _power(base: int, exponent: int) -> Fraction:
    if len(str(base)) * abs(exponent) > POWER_MAX_DIGITS or (base == 0 and exponent < 0):
        raise Unreadable("power")
    return Fraction(base) ** exponent


def agrees(given: Fraction, wanted: Fraction, tolerance: dict[str, Any]) -> bool:
    """Say whether two quantities agree; bounds are included."""
    amount = exactly(tolerance.get("amount", 0))
    match tolerance.get("kind", "absolute"):
        case "absolute":
            return abs(given - wanted) <= amount
        case "relative":
            return abs(given - wanted) <= abs(wanted) * amount
        case "geometric":
            bounds = sorted([wanted / (1 + amount), wanted * (1 + amount)])
            return bounds[0] <= given <= bounds[1]
        case "decimal_places":
            return _rounded(given, int(amount)) == _rounded(wanted, int(amount))
        case "significant_figures":
            return _to_figures(given, int(amount)) == _to_figures(wanted, int(amount))
    raise AssertionError(tolerance)


def _rounded(number: Fraction, places: int) -> Fraction:
    """Round to decimal places (a negative count rounds to tens, hundreds …), halves away from zero."""
    scaled = abs(number) * Fraction(10) ** places
    up = Fraction((2 * scaled.numerator + scaled.denominator) // (2 * scaled.denominator)) / Fraction(10) ** places
    return up if number >= 0 else -up


def _to_figures(number: Fraction, figures: int) -> Fraction:
    if number == 0:
        return number
    before = 0
    while abs(number) >= Fraction(10) ** before:
        before += 1
    while abs(number) < Fraction(10) ** (before - 1):
        before -= 1
    return _rounded(number, figures - before)
