"""Numbers as pupils write them, read exactly (Fraction, never float) and written back.

Read: ``1,000``, ``1 000``, ``−5``, ``.5``, ``5.``, ``1/2``, ``3 1/2``, ``½``, ``50%``, ``2^10``, ``2¹⁰``, ``1.5e3``,
``1.5 x 10^3``, ``0b1010``, ``0o17``, ``0xFF``, ``#FF``, ``1010₂``. Exponents and sizes are capped, so no answer can
keep the marker busy.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from fractions import Fraction

from backend.questions.types.base import FormatError
from backend.questions.types.text import fold_text

TEXT_MAX_CHARS = 200
EXPONENT_MAX = 400
POWER_MAX_DIGITS = 1_000

_DASHES = str.maketrans(dict.fromkeys("−‐‑‒–﹣－", "-"))
_SUPERSCRIPTS = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻", "0123456789+-")
_SUBSCRIPTS = str.maketrans("₀₁₂₃₄₅₆₇₈₉", "0123456789")
_VULGAR = {
    "½": "1/2", "⅓": "1/3", "⅔": "2/3", "¼": "1/4", "¾": "3/4", "⅕": "1/5", "⅖": "2/5", "⅗": "3/5", "⅘": "4/5",
    "⅙": "1/6", "⅚": "5/6", "⅛": "1/8", "⅜": "3/8", "⅝": "5/8", "⅞": "7/8", "⅒": "1/10",
}  # fmt: skip

# A group of thousands never begins with 0: "0,500" is somebody's half, not five hundred.
_WHOLE = r"(?:[1-9][0-9]{0,2}(?:,[0-9]{3})+|[1-9][0-9]{0,2}(?: [0-9]{3})+|[0-9]+)"
_DECIMAL = rf"(?:{_WHOLE}(?:\.[0-9]*)?|\.[0-9]+)"
_PLAIN_WHOLE = r"(?:[1-9][0-9]{0,2}(?:,[0-9]{3})+|[0-9]+)"
_EXPONENT = r"(?P<exponent>[+-]?[0-9]+)"

_FORMS = tuple(
    re.compile(form)
    for form in (
        rf"(?P<mantissa>{_DECIMAL})(?P<percent> ?%)?",
        rf"(?P<mantissa>{_DECIMAL})[eE]{_EXPONENT}",
        rf"(?P<mantissa>{_DECIMAL}) ?[xX×*·] ?10 ?(?:\^|\*\*) ?{_EXPONENT}",
        rf"(?P<base>{_DECIMAL}) ?(?:\^|\*\*) ?{_EXPONENT}",
        rf"(?:(?P<whole>{_PLAIN_WHOLE}) )?(?P<above>{_PLAIN_WHOLE}) ?/ ?(?P<below>{_PLAIN_WHOLE})(?P<percent> ?%)?",
    )
)
_PREFIXED = re.compile(r"(?P<prefix>0[bB]|0[oO]|0[xX]|#) ?(?P<digits>.+)")
_SUBSCRIPTED = re.compile(r"(?P<digits>[^₀-₉]+?) ?(?P<base>[₀-₉]+)")
_DIGITS = re.compile(r"[0-9A-Fa-f]{1,3}(?:,[0-9A-Fa-f]{3})+|[0-9A-Fa-f]+(?:[ _][0-9A-Fa-f]+)*")

_PREFIX_BASES = {"0b": 2, "0o": 8, "0x": 16, "#": 16}
BASE_NAMES = {2: "binary", 8: "octal", 10: "denary", 16: "hexadecimal"}
_BASE_DIGITS = {2: "the digits 0 and 1", 8: "the digits 0 to 7", 10: "the digits 0 to 9", 16: "0 to 9 and A to F"}


@dataclass(frozen=True, slots=True)
class ReadNumber:
    """A number that was read. ``digits``: with how many digits of the base asked for, None for any other writing."""

    value: Fraction
    digits: int | None = None


def _not_a_number() -> FormatError:
    return FormatError("not_a_number", "We couldn't read this as a number. Write it in digits, like 42 or 1.5.")


def _too_big() -> FormatError:
    return FormatError("number_too_big", "This number is too big or too small for us to read. Check it and try again.")


def tidy(text: str) -> str:
    """Return ``text`` with its white space, dashes, superscripts and vulgar fractions in their plain forms."""
    text = fold_text(text).translate(_DASHES).replace("⁄", "/")
    for character, fraction in _VULGAR.items():
        text = re.sub(f"(?<=[0-9]) ?{character}", f" {fraction}", text).replace(character, fraction)
    return re.sub(r"(?<=[0-9])([⁺⁻]?[⁰¹²³⁴⁵⁶⁷⁸⁹]+)", lambda m: "^" + m[1].translate(_SUPERSCRIPTS), text)


def read_number(text: str, base: int = 10) -> ReadNumber:
    """Read one number; bare digits are read in ``base``, but a prefix or subscript always wins. Raises FormatError."""
    if len(text) > TEXT_MAX_CHARS:
        raise _too_big()
    tidied = tidy(text)
    negative = tidied.startswith("-")
    body = tidied[1:].removeprefix(" ") if tidied[:1] in {"-", "+"} else tidied
    read, read_base = _read_unsigned(body, base)
    return ReadNumber(-read.value if negative else read.value, read.digits if read_base == base else None)


def _read_unsigned(body: str, base: int) -> tuple[ReadNumber, int]:
    """Return the number with the base it was read in."""
    subscript = _SUBSCRIPTED.fullmatch(body)
    if subscript:
        body, base = subscript["digits"], _subscript_base(subscript["base"])
    prefix = _PREFIXED.fullmatch(body)
    if prefix:
        prefix_base = _PREFIX_BASES[prefix["prefix"].lower()]
        if subscript and base != prefix_base:
            raise FormatError(
                "two_bases", "The start and the end of this number name different bases. Keep one of them."
            )
        return _read_digits(prefix["digits"], prefix_base), prefix_base
    return (_read_denary(body) if base == 10 else _read_digits(body, base)), base


def _subscript_base(subscript: str) -> int:
    base = int(subscript.translate(_SUBSCRIPTS)[:3])
    if base not in BASE_NAMES:
        raise FormatError("unknown_base", "We read numbers in base 2, 8, 10 and 16. Check the small number at the end.")
    return base


def _read_digits(body: str, base: int) -> ReadNumber:
    """Read a whole number in ``base``; blanks, underscores and commas may group its digits."""
    rule = f"{BASE_NAMES[base].capitalize()} is written with {_BASE_DIGITS[base]}."
    if not _DIGITS.fullmatch(body):
        raise FormatError("not_a_number", f"We couldn't read this as a number. {rule}")
    digits = re.sub(r"[ _,]", "", body)
    if any(int(digit, 16) >= base for digit in digits):
        raise FormatError("digit_out_of_base", f"One of these digits doesn't fit. {rule}")
    return ReadNumber(Fraction(int(digits, base)), len(digits))


def _read_denary(body: str) -> ReadNumber:
    for form in _FORMS:
        match = form.fullmatch(body)
        if match:
            value = _value(match.groupdict())
            return ReadNumber(value, len(body) if re.fullmatch("[0-9]+", body) else None)
    if re.search(r", ?[0-9]", body):
        message = "Use a full stop for the decimal point, like 1.5. A comma may only mark off thousands, like 1,000."
        raise FormatError("comma", message)
    raise _not_a_number()


def _value(parts: dict[str, str | None]) -> Fraction:
    if parts.get("below") is not None:
        value = _fraction(parts)
    elif parts.get("base") is not None:
        value = _power(_plain(parts["base"]), int(parts["exponent"] or 0))
    else:
        exponent = int(parts.get("exponent") or 0)
        if abs(exponent) > EXPONENT_MAX:
            raise _too_big()
        value = _plain(parts["mantissa"]) * Fraction(10) ** exponent
    return value / 100 if parts.get("percent") else value


def _plain(digits: str | None) -> Fraction:
    text = re.sub("[ ,]", "", digits or "")
    return Fraction(f"0{text}" if text.startswith(".") else text.removesuffix("."))


def _power(base: Fraction, exponent: int) -> Fraction:
    digits = max(len(str(base.numerator)), len(str(base.denominator)))
    if digits * abs(exponent) > POWER_MAX_DIGITS:
        raise _too_big()
    if base == 0 and exponent < 0:
        raise _not_a_number()
    return base**exponent


def _fraction(parts: dict[str, str | None]) -> Fraction:
    above, below = _plain(parts["above"]), _plain(parts["below"])
    if below == 0:
        raise FormatError("division_by_zero", "Nothing can be divided by 0. Check the bottom of your fraction.")
    if parts["whole"] is None:
        return above / below
    # "1 000/2" and "3 5/2" are no mixed numbers, and a guess at what was meant could cost marks.
    if above >= below or (parts["above"] or "").startswith("0"):
        raise _not_a_number()
    return _plain(parts["whole"]) + above / below


def format_number(value: Fraction, base: int = 10) -> str:
    """Write ``value`` so that ``read_number`` reads it back: digits of ``base``, a decimal, or else a fraction."""
    if base != 10:
        return format(int(value), {2: "b", 8: "o", 16: "X"}[base])
    if value.denominator == 1:
        return str(value.numerator)
    decimals = _decimals(value.denominator)
    if decimals is None:
        return f"{value.numerator}/{value.denominator}"
    digits = str(abs(value.numerator) * 10**decimals // value.denominator).rjust(decimals + 1, "0")
    return f"{'-' if value < 0 else ''}{digits[:-decimals]}.{digits[-decimals:]}"


def _decimals(denominator: int) -> int | None:
    """Return how many decimal places write out 1/``denominator``, None when it never ends or is past reading."""
    twos = fives = 0
    while denominator % 2 == 0:
        denominator, twos = denominator // 2, twos + 1
    while denominator % 5 == 0:
        denominator, fives = denominator // 5, fives + 1
    return max(twos, fives) if denominator == 1 and max(twos, fives) < TEXT_MAX_CHARS // 2 else None
