"""Judges of Boolean expressions and conditions: Python itself works out each option and what the words ask for."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache
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


def _is_condition(stem: str, option: str) -> bool:
    if "Which names does it print" in stem:
        return option == _printed(stem)
    code = option.strip("`")
    variable = re.match(r"\w+", code)[0]
    if "just these two values" in stem:
        quoted = re.findall(r'"(\w+)"', code)
        assert len(set(quoted)) == 2
        assert all(re.search(rf"\b{value}\b", stem) for value in quoted)
        return _true_for(code, variable, [*quoted, "other"]) == set(quoted)
    sentence = stem.split(". Which", maxsplit=1)[0].replace("Year 7", "the year")
    limits = tuple(int(number) for number in re.findall(r"\d+", sentence))
    tried = {0, 20_000} | {limit + step for limit in limits for step in (-2, -1, 0, 1, 2)}
    return _true_for(code, variable, tried) == _numbers_of_rule(sentence, limits) & tried


def _true_for(code, variable, values):
    """Return those of ``values`` for which the condition is true; none when Python can't read it."""
    try:
        compiled = compile(code, "option", "eval")
    except SyntaxError:
        return set()
    return {value for value in values if eval(compiled, {}, {variable: value})}


@lru_cache(maxsize=1)
def _numbers_of_rule(sentence: str, limits: tuple[int, ...]) -> set[int]:
    below, above = range(-5, limits[0]), range(limits[-1] + 1, 20_001)
    if len(limits) == 1:
        rule = sentence.rsplit(" is ", maxsplit=1)[-1]
        included = set(limits) if re.search("at (least|most)| or (more|less)", rule) else set()
        return included.union(above if re.search("at least|more|over", rule) else below)
    return set(range(limits[0], limits[1] + 1)) if "count too" in sentence else {*below, *above}


def _printed(stem: str) -> str:
    condition = re.search(r"if (.+):\n", stem)[1]
    header, _, *rows = [
        [cell.strip() for cell in line.strip("|").split("|")] for line in stem.split("\n") if line.startswith("|")
    ]
    names = [
        name for name, number, flag in rows if eval(condition, {}, {header[1]: int(number), header[2]: flag == "True"})
    ]
    return re.sub(r"(.*), ", r"\1 and ", ", ".join(names))


JUDGES: dict[str, Callable[[str, str], bool]] = {
    "boolean_expressions": _is_boolean_expression,
    "conditions": _is_condition,
}
