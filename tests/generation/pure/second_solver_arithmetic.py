"""Solves binary sums, shifts and hex questions a second time, from nothing but the words that a pupil sees."""

from __future__ import annotations

import re
from itertools import product


def _denary(bits: str) -> int:
    return sum(2**column for column, digit in enumerate(reversed(bits)) if digit == "1")


def _binary_addition(stem: str) -> str:
    first, second = re.findall(r"^[ +]*([01]{4,8})$", stem, re.MULTILINE)
    total = _denary(first) + _denary(second)
    if "ninth bit is lost" in stem:
        return str(total - 256 if total > 255 else total)
    return format(total, "b").rjust(len(first), "0")


def _binary_shift(stem: str) -> str:
    places, way = re.search(r"shifted (\d) places? to the (left|right)", stem).groups()
    if given := re.search(r"the 8 bits ([01]{8})\.", stem):
        value = _denary(given[1])
        for _ in range(int(places)):
            value = value * 2 % 256 if way == "left" else value // 2
        return format(value, "08b")
    cells = list(format(int(re.search(r"denary number (\d+) as 8 bits", stem)[1]), "08b"))
    for _ in range(int(places)):
        cells = [*cells[1:], "0"] if way == "left" else ["0", *cells[:-1]]
    return str(_denary("".join(cells)))


def _hexadecimal(stem: str) -> str:
    hex_bytes = ["".join(pair).lstrip("0") or "0" for pair in product("0123456789ABCDEF", repeat=2)]
    if bits := re.search(r"eight bits ([01]{8})\.|four bits ([01]{4})\.", stem):
        assert stem.endswith("How is it written in hexadecimal (hex)?")
        return hex_bytes[_denary(bits[1] or bits[2])]
    if denary := re.search(r" (\d+) in denary\. How", stem):
        return hex_bytes[int(denary[1])]
    place = hex_bytes.index(re.search(r"\(hex\) number ([0-9A-F]+)\.", stem)[1])
    if "in denary?" in stem:
        return str(place)
    bits = {"four": 4, "eight": 8}[re.search(r"with (four|eight) bits", stem)[1]]
    return next("".join(code) for count, code in enumerate(product("01", repeat=bits)) if count == place)


SOLVERS = {
    "binary_addition": _binary_addition,
    "binary_shift": _binary_shift,
    "hexadecimal": _hexadecimal,
}
