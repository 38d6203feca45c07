"""Judges of Boolean expressions and conditions: Python itself works out each option and what the words ask for."""

from __future__ import annotations

import re
from collections.abc import Callable
from itertools import product


def _as_python(expression: str) -> str:
    for word, python in (("XOR", "!="), ("AND", "and"), ("OR", "or"), ("NOT", "not")):
        expression = expression.replace(word, python)
    return expression


def _outputs(expression: str, names: str) -> list[int]:
    rows = product((False, True), repeat=len(names))
    return [int(eval(_as_python(expression), {}, dict(zip(names, row, strict=True)))) for row in rows]


def _is_boolean_expression(stem: str, option: str) -> bool:
    if "Here is a truth table" in stem:
        names = "".join(re.search(r"\| ([A-Z]) \| ([A-Z]) \| Output", stem).groups())
        return _outputs(option, names) == [int(row[-3]) for row in stem.split("\n") if re.match(r"\| [01]", row)]
    if "A logic circuit" in stem:
        names = "".join(dict.fromkeys(re.findall(r"nput ([A-Z])", stem)))
        names = "".join(sorted(names))
        rows = product((0, 1), repeat=len(names))
        return _outputs(option, names) == [_run_circuit(stem, dict(zip(names, row, strict=True))) for row in rows]
    if "worked out first" in stem:
        shown = re.search(r"(?:same as|truth table of) (.+?)[?.](?:\n|$)", stem)[1]
        names = "".join(sorted(set(re.findall(r"\b[A-Z]\b", shown))))
        wanted = _outputs(shown, names)
        return wanted == (_outputs(option, names) if "means the same" in stem else [int(x) for x in option.split(", ")])
    names = "".join(re.findall(r"\(([A-Z])\)", stem))
    rows = product((0, 1), repeat=len(names))
    return _outputs(option, names) == [int(_story(stem, row)) for row in rows]


def _story(stem: str, values: tuple[int, ...]) -> bool:
    first, *others = values
    if "unless" in stem:
        return sum(others) == 0 and first == 1
    if "and also" in stem:
        return first == 1 and sum(others) > 0
    assert "or when both" in stem
    return first == 1 or sum(others) == 2


def _run_circuit(stem: str, inputs: dict[str, int]) -> int:
    """Walk through the numbered steps and keep what each of them gives."""
    results: list[int] = []
    for step in re.findall(r"^\d\. (.+)$", stem, re.MULTILINE):
        named = [inputs[name] for name in re.findall(r"nput ([A-Z])", step)]
        if "NOT gate" in step:
            results.append(1 - (named[0] if named else results[-1]))
            continue
        if step.startswith("The results of the last two"):
            named = results[-2:]
        elif step.startswith("The result "):
            named.append(results[-1])
        gate = re.search(r"(AND|XOR|OR) gate", step)[1]
        results.append({"AND": min(named), "OR": max(named), "XOR": sum(named) % 2}[gate])
    return results[-1]


JUDGES: dict[str, Callable[[str, str], bool]] = {"boolean_expressions": _is_boolean_expression}
