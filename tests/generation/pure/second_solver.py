"""Solves the generators' questions a second time, from nothing but the words that a pupil sees.

None of the generators' code is used: each solver reads the stem and works the answer out in another way.
"""

from __future__ import annotations

import re
from itertools import product


def _binary_to_denary(stem: str) -> str:
    digits = re.search(r"binary number ([01]+) in denary", stem)[1]
    value = 0
    for digit in digits:
        value = 2 * value + (digit == "1")
    return str(value)


def _denary_to_binary(stem: str) -> str:
    value, bits = map(int, re.search(r"denary number (\d+) written as an? (\d+)-bit", stem).groups())
    return next("".join(code) for place, code in enumerate(product("01", repeat=bits)) if place == value)


def _binary_range(stem: str) -> str:
    if "largest number" in stem:
        bits = int(re.search(r"in (\d+) bits", stem)[1])
        return str(sum(2**column for column in range(bits)))
    if "How many different" in stem:
        bits = int(re.search(r"code of (\d+) bits", stem)[1])
        return str(sum(1 for _ in product("01", repeat=bits)))
    wanted = int(re.search(r"(?:each of its|uses) (\d+)", stem)[1])
    bits = 0
    while 2**bits < wanted:
        bits += 1
    return str(bits)


def _gate_truth_table(stem: str) -> str:
    if "Which logic gate works like this" in stem:
        return _gate_of_story(stem)
    if "Which logic gate does it belong to" in stem:
        outputs = [row.split("|")[-2].strip() for row in stem.split("\n") if re.match(r"\| [01]", row)]
        return {"0001": "AND", "0111": "OR", "0110": "XOR"}["".join(outputs)]
    expression = re.search(r"truth table of (.+)\.\n", stem)[1]
    names = sorted(set(re.findall(r"\b[A-Z]\b", expression)))
    python = expression.replace("XOR", "!=").replace("AND", "and").replace("OR", "or").replace("NOT", "not")
    rows = product((False, True), repeat=len(names))
    return ", ".join(str(int(eval(python, {}, dict(zip(names, row, strict=True))))) for row in rows)


def _gate_of_story(stem: str) -> str:
    if re.search(r"exactly one|different", stem):
        return "XOR"
    if " both are" in stem or " or both." in stem:
        return "OR"
    return "NOT" if re.search(r"gives 0|released \(0\)", stem) else "AND"


SOLVERS = {
    "binary_to_denary": _binary_to_denary,
    "denary_to_binary": _denary_to_binary,
    "binary_range": _binary_range,
    "gate_truth_table": _gate_truth_table,
}
