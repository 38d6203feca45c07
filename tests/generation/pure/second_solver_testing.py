"""Second solutions of questions about tests: the rule is read out of the words, and worked out here."""

from __future__ import annotations

import ast
import io
import re
from collections.abc import Callable
from contextlib import redirect_stdout
from unittest.mock import patch

from tests.generation.pure.second_solver_errors import program_of


def _printed(stem: str, option: str) -> str:
    source, out = program_of(stem), io.StringIO()
    listed = re.search(r"list `(\w+)`", stem)
    names = {listed[1]: ast.literal_eval(option.strip("`"))} if listed else {}
    with redirect_stdout(out), patch("builtins.input", lambda _: option):
        exec(compile(source, "<shown>", "exec", dont_inherit=True), names)
    return out.getvalue().strip()


def _by_the_rule(stem: str, option: str) -> str:
    rule = stem.split("```", maxsplit=1)[0]
    limits = [int(number) for number in re.findall(r"\d+", rule)]
    if "list `" in rule:
        items = ast.literal_eval(option.strip("`"))
        if "largest" in rule:
            return str(max(items))
        return str(sum(item >= limits[0] for item in items) if "counts" in rule else limits[0] in items)
    value, said = int(option), re.findall(r'print\("(.*?)"\)', stem)
    if "“" in rule:
        top, middle, rest = re.findall("“(.*?)”", rule)
        return top if value >= limits[0] else middle if value >= limits[1] else rest
    if "included" in rule:
        return said[not limits[0] <= value <= limits[1]]
    if re.search(r"\d+ (\w+ )?or more|at least", rule):
        return said[value < limits[0]]
    if re.search(r"up to|or fewer", rule):
        return said[value > limits[0]]
    if re.search(r"more than|warmer than", rule):
        return said[value <= limits[0]]
    assert re.search(r"under|below|less than", rule)
    return said[value >= limits[0]]


def _is_right(stem: str, option: str) -> bool:
    if "shows the mistake" in stem:
        return _printed(stem, option) != _by_the_rule(stem, option)
    low, high = (int(number) for number in re.findall(r"\d+", stem)[:2])
    kind = re.search(r"\*\*(\w+)\*\*", stem)[1]
    value = int(option)
    return kind == ("boundary" if value in (low, high) else "normal" if low < value < high else "erroneous")


JUDGES: dict[str, Callable[[str, str], bool]] = {"choosing_tests": _is_right}
