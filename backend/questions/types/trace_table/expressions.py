"""Works out expressions of a teacher's program from what its variables hold; nothing is executed by Python."""

from __future__ import annotations

import ast
import operator
from collections.abc import Callable, Mapping, Sequence
from fractions import Fraction
from itertools import pairwise
from typing import Any

from backend.questions.types.trace_table.cell_values import Value, read_decimal, shown

_NUMBER_MAX = 10**12
_POWER_MAX = 40
_SIZE_MAX = 200


class Unknown(ValueError):
    """Python that isn't known here, by name."""

    def __init__(self, what: str) -> None:
        super().__init__(f"{what} can't be stepped through here")


class Reckoning:
    """What expressions are worked out from: variables, and what is typed in."""

    def __init__(self, variables: Mapping[str, Value], inputs: Sequence[str], read: int) -> None:
        self._inputs = inputs
        self.inputs_read = read
        self.variables = dict(variables)

    def read(self) -> str:
        """Return what is typed in next."""
        if self.inputs_read >= len(self._inputs):
            raise ValueError("nothing is left to be typed in; write a line for each input()")
        self.inputs_read += 1
        return self._inputs[self.inputs_read - 1]

    def variable(self, name: str) -> Value:
        """Return what a variable holds."""
        if name not in self.variables:
            raise LookupError(f"{name} has no value yet")
        return self.variables[name]

    def value(self, node: ast.expr) -> Value:
        """Return the value of an expression. Raises ArithmeticError, TypeError, ValueError, LookupError."""
        found = _VALUES.get(type(node))
        if found is None:
            raise unknown(node)
        return kept(found(self, node))


def kept(value: Value) -> Value:
    """Return a value that isn't too big for a table. Raises ValueError."""
    if isinstance(value, str) and len(value) > _SIZE_MAX:
        raise ValueError("the text gets too long")
    if not isinstance(value, str) and not -_NUMBER_MAX <= value <= _NUMBER_MAX:
        raise ValueError("the number gets too big")
    if isinstance(value, Fraction):
        shown(value)
    return value


def unknown(node: ast.AST) -> Unknown:
    """Return the error that names a part of Python that isn't known here."""
    return Unknown(_NAMES.get(type(node), f"“{type(node).__name__.lower()}”"))


def _constant(_: Reckoning, node: ast.Constant) -> Value:
    if isinstance(node.value, float):
        return Fraction(repr(node.value))
    if isinstance(node.value, bool | int | str):
        return node.value
    raise Unknown(str(node.value))


def _binary(run: Reckoning, node: ast.BinOp) -> Value:
    return combined(node.op, run.value(node.left), run.value(node.right))


def combined(sign: ast.operator, left: Value, right: Value) -> Value:
    """Return what an operator makes of two values."""
    if isinstance(left, str) or isinstance(right, str):
        if isinstance(sign, ast.Add) and isinstance(left, str) and isinstance(right, str):
            return left + right
        if isinstance(sign, ast.Mult):
            text, count = (left, right) if isinstance(left, str) else (right, left)
            if isinstance(text, str) and isinstance(count, int) and len(text) * count <= _SIZE_MAX:
                return text * count
        raise TypeError("text and numbers don't go together here")
    match sign:
        case ast.Div():
            return Fraction(left) / Fraction(right)
        case ast.Pow():
            if not isinstance(right, int) or abs(right) > _POWER_MAX:
                raise ValueError("the power is too big, or no whole number")
            return Fraction(left) ** right if right < 0 else left**right
        case ast.FloorDiv() | ast.Mod():
            result = left // right if isinstance(sign, ast.FloorDiv) else left % right
            return Fraction(result) if Fraction in (type(left), type(right)) else result
    operation = _OPERATIONS.get(type(sign))
    if operation is None:
        raise Unknown("this operator")
    result = operation(left, right)
    return Fraction(result) if Fraction in (type(left), type(right)) else result


def _unary(run: Reckoning, node: ast.UnaryOp) -> Value:
    value = run.value(node.operand)
    if isinstance(node.op, ast.Not):
        return not value
    if isinstance(value, str) or isinstance(node.op, ast.Invert):
        raise TypeError("a sign stands before what is no number")
    return -value if isinstance(node.op, ast.USub) else +value


def _compared(run: Reckoning, node: ast.Compare) -> Value:
    values = [run.value(part) for part in (node.left, *node.comparators)]
    tests = [_COMPARISONS.get(type(sign)) for sign in node.ops]
    if None in tests:
        raise Unknown("this comparison")
    return all(test(one, other) for test, (one, other) in zip(tests, pairwise(values), strict=True) if test)


def _joined(run: Reckoning, node: ast.BoolOp) -> Value:
    stops = isinstance(node.op, ast.Or)
    value: Value = not stops
    for part in node.values:
        value = run.value(part)
        if bool(value) is stops:
            break
    return value


def _chosen(run: Reckoning, node: ast.Subscript) -> Value:
    text, index = run.value(node.value), run.value(node.slice)
    if not isinstance(text, str) or not isinstance(index, int):
        raise Unknown("this pair of square brackets")
    return text[index]


def _formatted(run: Reckoning, node: ast.JoinedStr) -> Value:
    words = []
    for part in node.values:
        if isinstance(part, ast.FormattedValue):
            if part.conversion != -1 or part.format_spec is not None:
                raise Unknown("a format in an f-string")
            words.append(shown(run.value(part.value)))
        else:
            words.append(str(run.value(part)))
    return "".join(words)


def _called(run: Reckoning, node: ast.Call) -> Value:
    name = node.func.id if isinstance(node.func, ast.Name) else ""
    if node.keywords or name not in {"input", *_FUNCTIONS}:
        raise Unknown(f"{name}()" if name else "this call")
    values = [run.value(part) for part in node.args]
    return run.read() if name == "input" else _FUNCTIONS[name](*values)


def _whole(value: Value = 0) -> Value:
    return int(value)


def _decimal(value: Value = 0) -> Value:
    number = read_decimal(value) if isinstance(value, str) else Fraction(value)
    if number is None:
        raise ValueError(f"“{value}” is no number")
    return number


_NAMES: dict[type[ast.AST], str] = {
    ast.FunctionDef: "def", ast.ClassDef: "class", ast.Import: "import", ast.ImportFrom: "import", ast.List: "a list",
    ast.Dict: "a dictionary", ast.Lambda: "lambda", ast.With: "with", ast.Try: "try", ast.Tuple: "a tuple",
    ast.Return: "return", ast.ListComp: "a list", ast.Attribute: "a method", ast.Set: "a set",
}  # fmt: skip
_VALUES: dict[type[ast.expr], Callable[[Reckoning, Any], Value]] = {
    ast.Constant: _constant,
    ast.Name: lambda run, node: run.variable(node.id),
    ast.BinOp: _binary,
    ast.UnaryOp: _unary,
    ast.Compare: _compared,
    ast.BoolOp: _joined,
    ast.Subscript: _chosen,
    ast.JoinedStr: _formatted,
    ast.Call: _called,
}
_OPERATIONS: dict[type[ast.operator], Callable[[Any, Any], Any]] = {
    ast.Add: operator.add,
    ast.Sub: operator.sub,
    ast.Mult: operator.mul,
}
_COMPARISONS: dict[type[ast.cmpop], Callable[[Any, Any], bool]] = {
    ast.Eq: operator.eq,
    ast.NotEq: operator.ne,
    ast.Lt: operator.lt,
    ast.LtE: operator.le,
    ast.Gt: operator.gt,
    ast.GtE: operator.ge,
    ast.In: lambda one, other: one in other,
    ast.NotIn: lambda one, other: one not in other,
}
_FUNCTIONS: dict[str, Callable[..., Value]] = {
    "int": _whole,
    "float": _decimal,
    "str": lambda value="": shown(value),
    "len": len,
    "abs": abs,
    "min": lambda *values: min(values),
    "max": lambda *values: max(values),
    "round": lambda value: round(Fraction(value)),
}
