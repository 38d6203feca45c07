"""Judges the options of the questions about CPU and memory, from nothing but the words that a pupil sees."""

from __future__ import annotations

import re
from fractions import Fraction


def _cpu_and_memory(stem: str, option: str) -> bool:
    if "clock speed" in stem:
        speed, seconds = re.search(r"speed of ([\d.]+) GHz.* in (\d+) seconds", stem).groups()
        return _number(option) == Fraction(speed) * 10**9 * int(seconds)
    if "accumulator" in stem:
        return option == str(_accumulator(stem))
    if "What does the CPU do next" in stem:
        after = {"fetched": "Work out", "decoded": "Carry", "executed": "Get"}
        done = re.search(r"just (\w+) an instruction", stem)[1]
        return option.startswith(after[done] + " ")
    part = {
        "has not saved it yet": "RAM",
        "switches it off": "SSD",
        "start-up": "ROM",
        "right next to the processor": "Cache",
        "carries out": "CPU",
    }
    return [option.split(" (", maxsplit=1)[0]] == [name for words, name in part.items() if words in stem]


def _number(text: str) -> Fraction:
    digits, word = text.split()
    return Fraction(digits) * {"thousand": 10**3, "million": 10**6, "billion": 10**9}[word]


def _accumulator(stem: str) -> int:
    """Write the program as one sum of signed cells: the last LOAD and what follows it, up to STOP."""
    cells = {int(address): int(value) for address, value in re.findall(r"^\| (\d+) \| (\d+) \|$", stem, re.MULTILINE)}
    run = re.search(r"```\n(.*?)STOP", stem, re.DOTALL)[1]
    verbs = re.findall(r"(LOAD|ADD|SUB) (\d+)", run[run.rindex("LOAD") :])
    return sum((-1 if verb == "SUB" else 1) * cells[int(address)] for verb, address in verbs)


JUDGES = {
    "cpu_and_memory": _cpu_and_memory,
}
