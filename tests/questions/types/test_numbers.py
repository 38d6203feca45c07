"""Numbers as pupils write them: a table by hand, a second reading, and tolerances by decimal arithmetic."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from backend.questions.types.base import FormatError
from backend.questions.types.number_answers import (
    Tolerance,
    agrees,
    round_figures,
    round_places,
    symbol_key,
)
from backend.questions.types.numbers import format_number, read_number
from backend.questions.types.registry import get_type

NUMERIC = get_type("numeric")
F = Fraction

READ = [
    ("42", 10, F(42)), ("007", 10, F(7)), ("+3", 10, F(3)), ("-5", 10, F(-5)), ("−5", 10, F(-5)),
    ("–5", 10, F(-5)), ("- 5", 10, F(-5)), ("1,000", 10, F(1000)), ("1 000", 10, F(1000)),
    ("1\u00a0000", 10, F(1000)), ("1\u202f000\u202f000", 10, F(10**6)), ("12,345,678.5", 10, F(24691357, 2)),
    (".5", 10, F(1, 2)), ("5.", 10, F(5)), ("1,000.", 10, F(1000)), ("0.10", 10, F(1, 10)), ("1/2", 10, F(1, 2)),
    ("-1/2", 10, F(-1, 2)), ("1 / 2", 10, F(1, 2)), ("1⁄2", 10, F(1, 2)), ("½", 10, F(1, 2)), ("3½", 10, F(7, 2)),
    ("3 1/2", 10, F(7, 2)), ("−3 1/2", 10, F(-7, 2)), ("1,000/2", 10, F(500)), ("50%", 10, F(1, 2)),
    ("50 %", 10, F(1, 2)), ("1/2%", 10, F(1, 200)), ("2^10", 10, F(1024)), ("2 ^ 10", 10, F(1024)),
    ("2**10", 10, F(1024)), ("2¹⁰", 10, F(1024)), ("2^-1", 10, F(1, 2)), ("10⁻³", 10, F(1, 1000)),
    ("-2^2", 10, F(-4)), ("0^0", 10, F(1)), ("1.5e3", 10, F(1500)), ("1.5E+3", 10, F(1500)),
    ("15e−1", 10, F(3, 2)), ("1.5 x 10^3", 10, F(1500)), ("1.5×10³", 10, F(1500)), ("1.5*10**3", 10, F(1500)),
    ("1.5 X 10 ^ -1", 10, F(3, 20)), ("0b1010", 10, F(10)), ("0B1010", 10, F(10)), ("0o17", 10, F(15)),
    ("0xFF", 10, F(255)), ("0Xff", 10, F(255)), ("#FF", 10, F(255)), ("-0x10", 10, F(-16)), ("1010₂", 10, F(10)),
    ("17₈", 10, F(15)), ("FF₁₆", 10, F(255)), ("0b11₂", 10, F(3)), ("1010", 2, F(10)), ("0000 1010", 2, F(10)),
    ("−101", 2, F(-5)), ("1_0000", 2, F(16)), ("0xFF", 2, F(255)), ("10₁₀", 2, F(10)), ("1.5₁₀", 2, F(3, 2)),
    ("17", 8, F(15)), ("ff", 16, F(255)), ("1e3", 16, F(0x1E3)), ("0b11", 16, F(3)), ("0B", 16, F(11)),
    ("10", 16, F(16)),
]  # fmt: skip

REFUSED = [
    ("", 10, "not_a_number"), ("NaN", 10, "not_a_number"), ("inf", 10, "not_a_number"),
    ("Infinity", 10, "not_a_number"), ("1e", 10, "not_a_number"), ("e3", 10, "not_a_number"),
    (".", 10, "not_a_number"), ("-", 10, "not_a_number"), ("--5", 10, "not_a_number"), ("+-5", 10, "not_a_number"),
    ("1.2.3", 10, "not_a_number"), ("1 00", 10, "not_a_number"), ("five", 10, "not_a_number"),
    ("1/0", 10, "division_by_zero"), ("0/0", 10, "division_by_zero"), ("3 1/0", 10, "division_by_zero"),
    ("1/2/3", 10, "not_a_number"), ("3 5/2", 10, "not_a_number"), ("1 000/2", 10, "not_a_number"),
    ("0^-1", 10, "not_a_number"), ("2^0.5", 10, "not_a_number"), ("2^3^2", 10, "not_a_number"),
    ("1,5", 10, "comma"), ("1,00", 10, "comma"), ("0,500", 10, "comma"), ("1,000,00", 10, "comma"),
    ("3,14", 10, "comma"), ("1.000,5", 10, "comma"), ("1e401", 10, "number_too_big"),
    ("2^99999999", 10, "number_too_big"), ("1e99999999999", 10, "number_too_big"),
    ("9" * 201, 10, "number_too_big"), ("0x", 10, "not_a_number"), ("0b", 10, "not_a_number"),
    ("0b12", 10, "digit_out_of_base"), ("FF", 10, "not_a_number"), ("0xG", 10, "not_a_number"),
    ("12₂", 10, "digit_out_of_base"), ("10₇", 10, "unknown_base"), ("0b11₁₆", 10, "two_bases"),
    ("2", 2, "digit_out_of_base"), ("165", 2, "digit_out_of_base"), ("1.1", 2, "not_a_number"),
    ("FG", 16, "not_a_number"), ("٣", 10, "not_a_number"), ("１２", 10, "not_a_number"),
    ("1'000", 10, "not_a_number"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "base", "value"), READ)
def test_reads(text: str, base: int, value: Fraction):
    assert read_number(text, base).value == value
    assert read_number(f"  {text}\n", base).value == value


@pytest.mark.parametrize(("text", "base", "code"), REFUSED)
def test_refuses(text: str, base: int, code: str):
    with pytest.raises(FormatError) as error:
        read_number(text, base)
    assert error.value.code == code


@given(st.decimals(allow_nan=False, allow_infinity=False, min_value=-(10**20), max_value=10**20))
@settings(max_examples=150)
def test_reads_decimals_exactly(value: Decimal):
    assert read_number(f"{value:f}").value == F(value)
    assert read_number(f"{value:e}").value == F(value)


@given(st.integers(-(10**30), 10**30))
@settings(max_examples=100)
def test_reads_whole_numbers_in_every_writing(value: int):
    for text in (
        f"{value:,}",
        f"{value:,}".replace(",", " "),
        f"{value:b}₂",
        f"{value:#x}",
        f"{value:#b}",
        f"{value:#o}",
    ):
        assert read_number(text).value == value
    for base, code in ((2, "b"), (8, "o"), (16, "X")):
        assert read_number(format(value, code), base).value == value


@given(st.fractions(min_value=-(10**9), max_value=10**9, max_denominator=10**9))
@settings(max_examples=150)
def test_what_is_written_reads_back(value: Fraction):
    assert read_number(format_number(value)).value == value
    for base in (2, 8, 16):
        assert read_number(format_number(F(value.numerator), base), base).value == value.numerator


@given(st.text(max_size=30), st.sampled_from([2, 8, 10, 16]))
@settings(max_examples=400)
def test_any_text_is_a_number_or_a_format_error(text: str, base: int):
    try:
        assert isinstance(read_number(text, base).value, Fraction)
    except FormatError as error:
        assert error.message


@given(st.text("0123456789 ,.+-/%^xXeE#bo₂₁₀¹½", max_size=14), st.sampled_from([2, 10, 16]))
@settings(max_examples=600)
def test_near_numbers_never_crash(text: str, base: int):
    try:
        read_number(text, base)
    except FormatError as error:
        assert error.code


def by_quantize(value: Fraction, exponent: int) -> Decimal:
    exact = Decimal(value.numerator) / Decimal(value.denominator)
    return exact.quantize(Decimal(1).scaleb(exponent), ROUND_HALF_UP)


decimals = st.integers(-(10**7), 10**7).map(lambda n: F(n, 10**4))


@given(decimals, st.integers(0, 5))
@settings(max_examples=150)
def test_decimal_places_round_half_up(value: Fraction, places: int):
    assert round_places(value, places) == F(by_quantize(value, -places))


@given(decimals, st.integers(1, 8))
@settings(max_examples=150)
def test_significant_figures_round_half_up(value: Fraction, figures: int):
    if value == 0:
        assert round_figures(value, figures) == 0
    else:
        magnitude = (Decimal(value.numerator) / Decimal(value.denominator)).adjusted()
        assert round_figures(value, figures) == F(by_quantize(value, magnitude - figures + 1))


@pytest.mark.parametrize(
    ("kind", "amount", "value", "given_", "near"),
    [
        ("absolute", "0.1", "0.3", "0.4", True),  # 0.3 + 0.1 < 0.4 in floating point
        ("absolute", "0.1", "0.3", "0.2", True),
        ("absolute", "0.1", "0.3", "0.4001", False),
        ("absolute", "0", "5", "5", True),
        ("relative", "0.1", "-200", "-220", True),
        ("relative", "0.1", "-200", "-180", True),
        ("relative", "0.1", "-200", "-220.1", False),
        ("relative", "0.5", "0", "0.1", False),
        ("geometric", "1", "8", "4", True),
        ("geometric", "1", "8", "16", True),
        ("geometric", "1", "8", "3.99", False),
        ("geometric", "1", "8", "16.01", False),
        ("geometric", "1", "-8", "-4", True),
        ("geometric", "1", "-8", "-16", True),
        ("geometric", "1", "-8", "8", False),
        ("significant_figures", "3", "3.14159", "3.14", True),
        ("significant_figures", "3", "3.14159", "3.142", True),
        ("significant_figures", "3", "3.14159", "3.15", False),
        ("significant_figures", "2", "0.09996", "0.1", True),
        ("significant_figures", "2", "1250", "1300", True),
        ("significant_figures", "2", "1250", "1249", False),
        ("decimal_places", "2", "2.675", "2.68", True),
        ("decimal_places", "2", "2.675", "2.67", False),
        ("decimal_places", "0", "2.5", "3", True),
        ("decimal_places", "0", "-2.5", "-3", True),
        ("decimal_places", "1", "1/3", "0.3", True),
    ],
)
def test_tolerances_are_inclusive_and_exact(kind: str, amount: str, value: str, given_: str, near: bool):
    tolerance = Tolerance.model_validate({"kind": kind, "amount": amount})
    assert agrees(read_number(given_).value, read_number(value).value, tolerance) is near


@given(decimals, decimals, st.integers(0, 400).map(lambda n: F(n, 100)))
@settings(max_examples=150)
def test_tolerances_as_intervals(value: Fraction, given_: Fraction, amount: Fraction):
    def near(kind: str) -> bool:
        return agrees(given_, value, Tolerance.model_validate({"kind": kind, "amount": str(float(amount))}))

    assert near("absolute") == (value - amount <= given_ <= value + amount)
    assert near("relative") == (min(v := (value * (1 - amount), value * (1 + amount))) <= given_ <= max(v))
    assert near("geometric") == (min(v := (value / (1 + amount), value * (1 + amount))) <= given_ <= max(v))


def numeric(**fields):
    return NUMERIC.parse_content({"stem": "How much?", **fields})


def fraction(content, text: str) -> float | str:
    try:
        return NUMERIC.mark(content, {"text": text}).fraction
    except FormatError as error:
        return error.code


STORAGE = [
    {"symbol": "B", "factor": 1}, {"symbol": "b", "factor": "1/8"}, {"symbol": "KB", "factor": 1000},
    {"symbol": "KiB", "factor": 1024}, {"symbol": "bytes", "factor": 1}, {"symbol": "kilobytes", "factor": "1e3"},
]  # fmt: skip


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("2000", 1), ("2000 B", 1), ("2,000B", 1), ("2 KB", 1), ("2kB", 1), ("2 Kb", "unknown_unit"),
        ("16000 b", 1), ("16000 B", 0), ("2 kilobytes", 1), ("2 Kilobytes", 1), ("2000 BYTES", 1),
        ("1.953125 KiB", 1), ("1.953125 kiB", 1), ("2 MB", "unknown_unit"), ("KB", "not_a_number"),
        ("2 K B", "unknown_unit"), ("0x7D0 B", 1), ("0x7D0B", 0), ("0x2KB", 1), ("0xFAKB", 0),
        ("1/500 KB", 0), ("2000%", 0),
    ],
)  # fmt: skip
def test_units(typed: str, expected: float | str):
    content = numeric(answers=[{"value": 2000}], units=STORAGE)
    assert fraction(content, typed) == expected


def test_unit_case_can_matter():
    content = numeric(answers=[{"value": 1}], units=[{"symbol": "mW", "factor": 1}, {"symbol": "MW", "factor": 10**9}],
                      units_case_sensitive=True)  # fmt: skip
    assert fraction(content, "1 mW") == 1
    assert fraction(content, "1 MW") == 0
    assert fraction(content, "1 mw") == "unknown_unit"


@pytest.mark.parametrize(("penalty", "expected"), [(None, 0), (1, 0), (0.25, 0.75), (0, 1)])
def test_missing_unit_costs_its_penalty(penalty: float | None, expected: float):
    fields = {} if penalty is None else {"unit_penalty": penalty}
    content = numeric(answers=[{"value": 2}], units=[{"symbol": "KB", "factor": 1}], unit_required=True, **fields)
    assert fraction(content, "2") == expected
    assert fraction(content, "2 KB") == 1
    assert fraction(content, "3") == 0


def test_hexadecimal_digits_are_no_units():
    content = numeric(base=16, answers=[{"value": 0x1B}], units=[{"symbol": "B", "factor": 1}])
    assert fraction(content, "1B") == 1
    assert fraction(content, "1B B") == 1
    assert fraction(content, "1 B") == 0


def test_percent_may_be_a_unit():
    assert fraction(numeric(answers=[{"value": "0.5"}]), "50%") == 1
    assert fraction(numeric(answers=[{"value": 50}], units=[{"symbol": "%", "factor": 1}]), "50%") == 1


def test_width_counts_the_digits_written():
    content = numeric(base=2, width=8, answers=[{"value": 10}])
    assert fraction(content, "00001010") == 1
    assert fraction(content, "0000 1010") == 1
    assert fraction(content, "1010") == "wrong_width"
    assert fraction(content, "00000010₁₀") == "wrong_width"
    assert fraction(numeric(base=2, answers=[{"value": 10}]), "1010") == 1


def test_first_match_wins_and_known_wrong_answers_are_named():
    content = numeric(
        answers=[
            {"value": 10},
            {"value": 10, "fraction": 0.5, "tolerance": {"kind": "absolute", "amount": 1}},
            {"value": 5, "fraction": 0, "misconception": "binary.place_values_reversed"},
        ]
    )
    assert [fraction(content, text) for text in ("10", "9.0", "11", "5")] == [1, 0.5, 0.5, 0]
    result = NUMERIC.mark(content, {"text": "5"})
    assert result.misconceptions == ("binary.place_values_reversed",)
    assert result.reasons == ("read as 5: equals 5, a known wrong answer",)


@pytest.mark.parametrize(
    ("left", "right", "same"),
    [("KB", "kB", True), ("kb", "KB", False), ("Mb", "mb", True), ("MB/s", "mB/s", True), ("Mbps", "MBps", False),
     ("Bits", "bits", True), ("Hz", "HZ", True), ("KiB", "kiB", True), ("Kib", "KiB", False)],
)  # fmt: skip
def test_which_unit_symbols_are_one(left: str, right: str, same: bool):
    assert (symbol_key(left, case_sensitive=False) == symbol_key(right, case_sensitive=False)) is same


@pytest.mark.parametrize(
    "fields",
    [
        {"answers": [{"value": "1e300"}]},
        {"answers": [{"value": "22/7"}]},
        {"answers": [{"value": -6}], "base": 2, "width": 8},
        {"answers": [{"value": 3}], "units": [{"symbol": "KB", "factor": 3}]},
        {"answers": [{"value": 1.1}], "units": [{"symbol": "MB", "factor": "1000000"}], "unit_required": True},
        {"answers": [{"value": 7, "fraction": 0}, {"value": 8}]},
        {"answers": [{"value": 5}], "base": 16, "units": [{"symbol": "B", "factor": 2}]},
    ],
)
def test_key_view_is_right_for_awkward_answers(fields: dict):
    content = numeric(**fields)
    assert fraction(content, NUMERIC.key_view(content)["text"]) == 1
