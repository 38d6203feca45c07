"""Second solutions of questions about types: expressions worked out by rules of our own, on values with their types."""

from __future__ import annotations

import ast
import re
from collections.abc import Callable, Iterator
from fractions import Fraction

from tests.generation.pure.second_solver_errors import program_of

Typed = tuple[str, object]


class _TypesClash(Exception):
    """The program stops with an error."""


def _decimal(value: Fraction) -> str:
    """Return a decimal number as Python shows it: at least one digit after the point."""
    digits = f"{value.numerator * 10**6 // value.denominator:07d}"
    return f"{digits[:-6]}.{digits[-6:].rstrip('0') or '0'}"


def _calculated(sign: ast.operator, left: Typed, right: Typed) -> Typed:
    kinds = {left[0], right[0]}
    a, b = left[1], right[1]
    if "str" in kinds:
        if kinds == {"str"} and isinstance(sign, ast.Add):
            return "str", f"{a}{b}"
        if isinstance(sign, ast.Mult) and "int" in kinds:
            text, times = (a, b) if left[0] == "str" else (b, a)
            return "str", "".join(str(text) for _ in range(int(times)))
        raise _TypesClash
    a, b = Fraction(a), Fraction(b)
    kind = "float" if "float" in kinds or isinstance(sign, ast.Div) else "int"
    whole = (a / b).__floor__() if isinstance(sign, ast.Div | ast.FloorDiv | ast.Mod) else 0
    results = {ast.Add: a + b, ast.Sub: a - b, ast.Mult: a * b, ast.FloorDiv: whole, ast.Mod: a - b * whole}
    return kind, a / b if isinstance(sign, ast.Div) else Fraction(results[type(sign)])


def _value(node: ast.expr, names: dict[str, Typed], typed: Iterator[str]) -> Typed:
    match node:
        case ast.Constant(value=str() as text):
            return "str", text
        case ast.Constant(value=number):
            return type(number).__name__, Fraction(str(number))
        case ast.Name(id=name):
            return names[name]
        case ast.BinOp(left=left, op=sign, right=right):
            return _calculated(sign, _value(left, names, typed), _value(right, names, typed))
        case ast.Call(func=ast.Name(id="input")):
            return "str", next(typed)
        case ast.Call(func=ast.Name(id=function), args=[argument]):
            kind, value = _value(argument, names, typed)
            if function == "str":
                return "str", _shown((kind, value))
            number = Fraction(value)
            return function, Fraction(int(number)) if function == "int" else number
    raise AssertionError(ast.dump(node))


def _shown(typed: Typed) -> str:
    kind, value = typed
    return _decimal(Fraction(value)) if kind == "float" else str(value)


def _is_right(stem: str, option: str) -> bool:
    names: dict[str, Typed] = {}
    typed = iter(re.findall(r"`(\d+)`", stem.split("```", maxsplit=1)[0]))
    for line in ast.parse(program_of(stem)).body:
        if isinstance(line, ast.Assign):
            names[line.targets[0].id] = _value(line.value, names, typed)
            continue
        try:
            return option == f"`{_shown(_value(line.value.args[0], names, typed))}`"
        except _TypesClash:
            return option == "An error message"
    variable = re.search(r"variable `(\w+)`", stem)[1]
    return option == {"int": "integer", "float": "real", "str": "string", "bool": "Boolean"}[names[variable][0]]


JUDGES: dict[str, Callable[[str, str], bool]] = {"casting": _is_right}
