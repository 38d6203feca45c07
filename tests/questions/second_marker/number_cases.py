"""Random number questions, and numbers as pupils write them."""

from __future__ import annotations

import random
from fractions import Fraction
from typing import Any

BYTES: list[dict[str, Any]] = [
    {"symbol": "B", "factor": 1},
    {"symbol": "KB", "factor": 1000},
    {"symbol": "MB", "factor": "1000000"},
]
UNIT_SETS: tuple[list[dict[str, Any]], ...] = (
    BYTES,
    [{"symbol": "b", "factor": "0.125"}, *BYTES],
    [{"symbol": "Kb", "factor": 1000}, {"symbol": "b", "factor": 1}, {"symbol": "B", "factor": 8}],
    [{"symbol": "Hz", "factor": 1}, {"symbol": "kHz", "factor": 1000}, {"symbol": "GHz", "factor": "1e9"}],
    [{"symbol": "s", "factor": 1}, {"symbol": "ms", "factor": "0.001"}, {"symbol": "min", "factor": 60}],
)
UNREADABLE = (
    "NaN", "inf", "1/0", "1e", "3,14", "0,500", "3 5/2", "1,00", "twelve", "--5", "1.2.3", "2^1001", "12^501", "1e401",
    "5 apples", "0b102", "0xZZ", "1e-401", "1,0000", "+", "-", ".", "5 %%", "1/2/3", "12,34,567", "1 00", "3 1/1",
)  # fmt: skip
UNREADABLE_IN_BASE = {2: ("2", "12", "0b", "FF", "1010.1"), 8: ("8", "79", "F"), 16: ("G", "0x", "FG", "#")}


def number_rules(rng: random.Random) -> dict[str, Any]:
    """One to four answers, the full one first when their tolerances could overlap; sometimes a base or units."""
    base = rng.choice([10, 10, 10, 10, 2, 8, 16])
    rules: dict[str, Any] = {} if base == 10 else {"base": base}
    centre = rng.choice([0, 5, 8, 42, 100, 255, 1000, 5000, 25600, -7, -40]) if base == 10 else rng.randint(0, 255)
    answers: list[dict[str, Any]] = []
    for place in range(rng.randint(1, 4)):
        value = centre if not place else centre + rng.randint(-60, 60) if base == 10 else rng.randint(0, 255)
        answers.append({"value": _value(rng, value, plain=base != 10)})
        if place:
            answers[-1]["fraction"] = rng.choice([0, 0.5, 0.25, 1])
        if base == 10 and rng.random() < 0.7:
            answers[-1]["tolerance"] = _tolerance(rng)
    rules["answers"] = answers
    if base != 10 and rng.random() < 0.5:
        rules["width"] = {2: 8, 8: 3, 16: 2}[base]
    if base == 10 and rng.random() < 0.35:
        rules["units"] = rng.choice(UNIT_SETS)
        if rng.random() < 0.5:
            rules["unit_required"] = True
        if rng.random() < 0.5:
            rules["unit_penalty"] = rng.choice([0, 0.5, 0.25, 1])
        if rng.random() < 0.3:
            rules["units_case_sensitive"] = True
    return rules


def _value(rng: random.Random, value: int, *, plain: bool) -> Any:
    ways: list[Any] = [value, str(value)]
    if value >= 0:
        ways += [f"0b{value:b}", f"0x{value:X}"]
    if not plain:
        ways += [f"{value}.0", f"{value * 2}/2" if value >= 0 else value, value + 0.5]
    return rng.choice(ways)


def _tolerance(rng: random.Random) -> dict[str, Any]:
    kind = rng.choice(["absolute", "relative", "geometric", "significant_figures", "decimal_places", None])
    amount: Any
    match kind:
        case "significant_figures":
            amount = rng.choice([1, 2, 3, "2"])
        case "decimal_places":
            amount = rng.choice([0, 1, 2])
        case "relative" | "geometric":
            amount = rng.choice(["0.05", "0.1", 0.25, "1/8", 0, 1])
        case _:
            amount = rng.choice([0, 1, "0.5", 0.1, 10])
    return {"amount": amount} | ({"kind": kind} if kind else {})


def typed_number(rng: random.Random, rules: dict[str, Any], *, tidy: bool = False) -> Any:
    """What might be typed: a value on or beside a bound, in one of the ways to write it; ``tidy``: hardly ever none."""
    base = rules.get("base", 10)
    if rng.random() < (0.02 if tidy else 0.12):
        return rng.choice([*UNREADABLE_IN_BASE.get(base, UNREADABLE), None, "", " \t", 7, ["1"]])
    answer = rng.choice(rules["answers"])
    value = _known(answer["value"])
    if base != 10:
        whole = max(0, int(value) + rng.choice([0, 0, 0, 1, -1]))
        return _in_base(rng, whole, base, rules.get("width"))
    number = value + rng.choice([Fraction(0), Fraction(0), *_steps(value, answer.get("tolerance", {}))])
    unit = ""
    if "units" in rules and rng.random() < 0.75:
        chosen = rng.choice(rules["units"])
        number /= Fraction(str(chosen["factor"]))
        symbol = chosen["symbol"]
        unit = rng.choice(["", " "]) + rng.choice([symbol, symbol, symbol.lower(), symbol.upper(), symbol.swapcase()])
    elif rng.random() < 0.03:
        unit = " MB"
    return rng.choice(["", "", " "]) + _written(rng, number) + unit + rng.choice(["", "", " "])


def _known(value: Any) -> Fraction:
    text = str(value)
    return Fraction(int(text, 0)) if text[:2] in {"0b", "0x"} else Fraction(text)


def _steps(value: Fraction, tolerance: dict[str, Any]) -> list[Fraction]:
    """To each bound, and a little beyond."""
    amount, kind = Fraction(str(tolerance.get("amount", 0))), tolerance.get("kind", "absolute")
    match kind:
        case "relative":
            bounds = [value * amount, -value * amount]
        case "geometric":
            bounds = [value * (1 + amount) - value, value / (1 + amount) - value]
        case "significant_figures" | "decimal_places":
            bounds = [Fraction(1, 2), Fraction(-1, 2), Fraction(5, 100), Fraction(-5, 1000), Fraction(5), Fraction(-50)]
        case _:
            bounds = [amount, -amount]
    return [*bounds, *(bound + rng_step for bound in bounds for rng_step in (Fraction(1, 100), Fraction(-1, 100)))]


def _in_base(rng: random.Random, value: int, base: int, width: int | None) -> str:
    digits = f"{value:{ {2: 'b', 8: 'o', 16: 'X'}[base] }}"
    digits = digits.rjust(rng.choice([width or 0, width or 0, 0, len(digits) + 1]), "0")
    if base == 16:
        digits = rng.choice([digits, digits.lower()])
    small = {2: "₂", 8: "₈", 16: "₁₆"}[base]
    prefix = {2: "0b", 8: "0o", 16: rng.choice(["0x", "#"])}[base]
    grouped = " ".join([digits[:-4], digits[-4:]]) if base == 2 and len(digits) > 4 else digits
    other = rng.choice([f"0x{value:X}", f"0b{value:b}", f"{value}₁₀"]) if width is None else digits
    return rng.choice([digits, digits, digits, grouped, prefix + digits, digits + small, other])


def _written(rng: random.Random, number: Fraction) -> str:
    """One of the ways in which pupils write a number exactly."""
    sign, size = ("-" if number < 0 else ""), abs(number)
    ways: list[str] = []
    if size.denominator == 1:
        whole = int(size)
        ways += [str(whole), str(whole), f"{whole:,}", f"{whole:,}".replace(",", " "), f"{whole}.", f"{whole}.00"]
        ways += [f"00{whole}", f"{whole * 3}/3", f"{whole * 100}%", f"{whole}e0"]
        if not sign:
            ways += [f"0x{whole:X}", f"0b{whole:b}", f"#{whole:x}", f"{whole:b}₂", f"+{whole}", f"0o{whole:o}"]
        if whole and whole % 1000 == 0:
            ways += [f"{whole // 1000}e3", f"{whole // 1000} x 10^3", f"{whole // 1000}×10^3", f"{whole // 100}E+2"]
        if whole and whole & (whole - 1) == 0:
            ways += [f"2^{whole.bit_length() - 1}", "2" + _small(whole.bit_length() - 1)]
    else:
        whole, above = divmod(size.numerator, size.denominator)
        ways += [f"{size.numerator}/{size.denominator}"]
        if whole:
            ways += [f"{whole} {above}/{size.denominator}"]
        if size == Fraction(1, 2):
            ways += ["½", "50%", ".5"]
    if (decimal := _decimal(size)) is not None:
        ways += [decimal, decimal, decimal.removeprefix("0") if decimal.startswith("0.") else decimal]
        ways += [f"{_decimal(size / 1000)}e3", f"{_decimal(size * 100)}%", f"{_decimal(size * 1000)} x 10^-3"]
    sign = rng.choice(["-", "\u2212"]) if sign else ""
    return sign + rng.choice(ways)


def _small(number: int) -> str:
    return str(number).translate(str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹"))


def _decimal(number: Fraction) -> str | None:
    """Write a number in full as a decimal, None where it has no end."""
    places = next((places for places in range(12) if (number * 10**places).denominator == 1), None)
    if places is None:
        return None
    digits = str(int(number * 10**places)).rjust(places + 1, "0")
    return f"{digits[:-places]}.{digits[-places:]}" if places else digits
