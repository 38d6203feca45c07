"""Works out what a short lesson program prints: the part of Python that beginners' slides are written in.

Nothing is executed: the syntax tree is read node by node, within narrow limits of steps and sizes, and whatever isn't
known here (input, files, functions of one's own, imports) makes the whole program unreadable. A slip makes one
well-known mistake on the way, so that its output is what a pupil who makes that mistake would expect.
"""

from __future__ import annotations

import ast
import operator
import textwrap
import warnings
from collections.abc import Callable, Mapping, Sequence
from enum import Enum
from itertools import pairwise
from typing import Any

SOURCE_MAX = 1_500
"""Characters. A longer program is no example for a question."""

_STEPS_MAX = 400
_SIZE_MAX = 200
_NUMBER_MAX = 10**12
_POWER_MAX = 40

_TYPED = str.maketrans("‘’“”–—\xa0", "''\"\"-- ")

Value = int | float | str | bool | list[Any] | range


class Unreadable(Exception):
    """The program uses more of Python than is known here, fails, or runs for too long."""


class Slip(Enum):
    """A mistake in reading a program. The names of the branch and loop slips follow Sorva's catalogue (2012)."""

    ALL_BRANCHES = "every branch of an if runs"
    TESTS_ALONE = "each elif is tested, even after one was true"
    TESTS_REVERSED = "tests are read the wrong way round"
    ENDS_AFTER_BRANCH = "the program ends after the branch that ran"
    LOOP_ONCE = "a loop runs its lines once"
    LOOP_ONE_MORE = "a loop runs once more than it does"
    FIRST_VALUE_KEPT = "a variable keeps its first value"
    LAST_VALUE_ONLY = "a variable has had its last value all along"
    NAME_FOR_VALUE = "the words in the brackets are printed, not their value"


def as_typed(code: str) -> str:
    """Return code with the quotation marks, dashes and spaces that Word and PowerPoint put into it made plain again."""
    plain = code.translate(_TYPED)
    return textwrap.dedent(plain.replace("\t", "    ")).strip("\n").rstrip()


def parsed(source: str) -> ast.Module | None:
    """Return the syntax tree of plain code, or None where it isn't Python."""
    if len(source) > SOURCE_MAX:
        return None
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            return ast.parse(source)
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return None


def printed(program: ast.Module, slip: Slip | None = None) -> list[str]:
    """Return the lines that a program prints. Raises Unreadable."""
    if slip is Slip.LAST_VALUE_ONLY:
        first = _Run(None)
        first.finish(program.body)
        return _Run(slip, first.variables).finish(program.body)
    return _Run(slip).finish(program.body)


class _Leave(Exception):
    """Carries ``break``, ``continue`` and the end of the program to where they lead."""

    def __init__(self, kind: type[ast.AST]) -> None:
        super().__init__(kind.__name__)
        self.kind = kind


class _Run:
    """One reading of a program. ``last`` are the values that its variables have at the end."""

    def __init__(self, slip: Slip | None, last: Mapping[str, Value] | None = None) -> None:
        self._slip = slip
        self._last = last or {}
        self._lines: list[str] = []
        self._steps = 0
        self.variables: dict[str, Value] = {}

    def finish(self, body: Sequence[ast.stmt]) -> list[str]:
        try:
            self._block(body)
        except _Leave as leave:
            if leave.kind is not ast.Module:
                raise Unreadable from leave
        except (ArithmeticError, TypeError, ValueError, LookupError, RecursionError) as exc:
            raise Unreadable from exc
        return self._lines

    def _block(self, body: Sequence[ast.stmt]) -> None:
        for statement in body:
            self._step()
            do = _STATEMENTS.get(type(statement))
            if do is None:
                raise Unreadable
            do(self, statement)

    def _step(self) -> None:
        self._steps += 1
        if self._steps > _STEPS_MAX:
            raise Unreadable

    def assign(self, node: ast.Assign) -> None:
        (target,) = node.targets if len(node.targets) == 1 else (None,)
        if not isinstance(target, ast.Name):
            raise Unreadable
        self._set(target.id, self._value(node.value))

    def add_to(self, node: ast.AugAssign) -> None:
        if not isinstance(node.target, ast.Name):
            raise Unreadable
        self._set(node.target.id, _combined(node.op, self.variables[node.target.id], self._value(node.value)))

    def _set(self, name: str, value: Value) -> None:
        if self._slip is not Slip.FIRST_VALUE_KEPT or name not in self.variables:
            self.variables[name] = value

    def call(self, node: ast.Expr) -> None:
        call = node.value
        if not isinstance(call, ast.Call) or not isinstance(call.func, ast.Name) or call.func.id != "print":
            raise Unreadable
        if call.keywords:
            raise Unreadable
        words = " ".join(self._shown(argument) for argument in call.args)
        if len(words) > _SIZE_MAX:
            raise Unreadable
        self._lines += words.split("\n")

    def _shown(self, argument: ast.expr) -> str:
        if self._slip is Slip.NAME_FOR_VALUE and not isinstance(argument, ast.Constant):
            return ast.unparse(argument)
        return str(self._value(argument, printing=True))

    def branch(self, node: ast.If) -> None:
        true = bool(self._value(node.test)) is not (self._slip is Slip.TESTS_REVERSED)
        chained = len(node.orelse) == 1 and isinstance(node.orelse[0], ast.If)
        if true or self._slip is Slip.ALL_BRANCHES:
            self._block(node.body)
            if self._slip is Slip.ENDS_AFTER_BRANCH:
                raise _Leave(ast.Module)
        if not true or self._slip is Slip.ALL_BRANCHES or (chained and self._slip is Slip.TESTS_ALONE):
            self._block(node.orelse)

    def repeat(self, node: ast.While) -> None:
        if node.orelse:
            raise Unreadable
        rounds = 0
        while bool(self._value(node.test)) is not (self._slip is Slip.TESTS_REVERSED):
            rounds += 1
            if not self._round(node.body) or self._slip is Slip.LOOP_ONCE:
                return
        if rounds and self._slip is Slip.LOOP_ONE_MORE:
            self._round(node.body)

    def each(self, node: ast.For) -> None:
        items = self._value(node.iter)
        if node.orelse or not isinstance(node.target, ast.Name) or not isinstance(items, str | list | range):
            raise Unreadable
        if self._slip is Slip.LOOP_ONE_MORE and isinstance(items, range):
            items = range(items.start, items.stop + items.step, items.step)
        for item in items[:1] if self._slip is Slip.LOOP_ONCE else items:
            self.variables[node.target.id] = item
            if not self._round(node.body):
                return

    def _round(self, body: Sequence[ast.stmt]) -> bool:
        """Go through the lines of a loop once; say whether the loop goes on."""
        self._step()
        try:
            self._block(body)
        except _Leave as leave:
            if leave.kind is ast.Continue:
                return True
            if leave.kind is ast.Break:
                return False
            raise
        return True

    def leave(self, node: ast.stmt) -> None:
        raise _Leave(type(node))

    def nothing(self, _: ast.stmt) -> None:
        pass

    def _value(self, node: ast.expr, *, printing: bool = False) -> Value:
        self._step()
        value = self._of(node, printing=printing)
        if isinstance(value, str | list | range) and len(value) > _SIZE_MAX:
            raise Unreadable
        if isinstance(value, int | float) and not abs(value) <= _NUMBER_MAX:
            raise Unreadable
        return value

    def _of(self, node: ast.expr, *, printing: bool) -> Value:
        if isinstance(node, ast.Constant) and isinstance(node.value, int | float | str):
            return node.value
        if isinstance(node, ast.Name):
            return self._last[node.id] if printing and node.id in self._last else self.variables[node.id]
        if isinstance(node, ast.BinOp):
            return _combined(node.op, self._value(node.left), self._value(node.right))
        if isinstance(node, ast.UnaryOp):
            return _known(_UNARY[type(node.op)](self._value(node.operand)))
        if isinstance(node, ast.Compare):
            return self._compared(node)
        if isinstance(node, ast.BoolOp):
            values = [self._value(part) for part in node.values]
            return all(values) if isinstance(node.op, ast.And) else any(values)
        if isinstance(node, ast.List):
            return [_single(self._value(part)) for part in node.elts]
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and not node.keywords:
            return _known(_FUNCTIONS[node.func.id](*(self._value(part) for part in node.args)))
        raise Unreadable

    def _compared(self, node: ast.Compare) -> bool:
        values = [self._value(part) for part in (node.left, *node.comparators)]
        results = [
            _COMPARISONS[type(sign)](one, other) for sign, (one, other) in zip(node.ops, pairwise(values), strict=True)
        ]
        return all(results)


_STATEMENTS: dict[type[ast.stmt], Callable[[_Run, Any], None]] = {
    ast.Assign: _Run.assign,
    ast.AugAssign: _Run.add_to,
    ast.Expr: _Run.call,
    ast.If: _Run.branch,
    ast.While: _Run.repeat,
    ast.For: _Run.each,
    ast.Break: _Run.leave,
    ast.Continue: _Run.leave,
    ast.Pass: _Run.nothing,
}
_BINARY: dict[type[ast.operator], Callable[[Any, Any], Any]] = {
    ast.Add: operator.add,
    ast.Sub: operator.sub,
    ast.Mult: operator.mul,
    ast.Div: operator.truediv,
    ast.FloorDiv: operator.floordiv,
    ast.Mod: operator.mod,
    ast.Pow: operator.pow,
}
_UNARY: dict[type[ast.unaryop], Callable[[Any], Any]] = {
    ast.USub: operator.neg,
    ast.UAdd: operator.pos,
    ast.Not: operator.not_,
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
_FUNCTIONS: dict[str, Callable[..., Any]] = {"str": str, "int": int, "float": float, "len": len, "range": range}


def _combined(sign: ast.operator, one: Value, other: Value) -> Value:
    """Return what an operator makes of two values. Sizes are looked at first: a power fills the memory in one step."""
    numbers = isinstance(one, int | float) and isinstance(other, int | float)
    if isinstance(sign, ast.Mult) and not numbers:
        count = next((value for value in (one, other) if isinstance(value, int)), _SIZE_MAX + 1)
        if count > _SIZE_MAX:
            raise Unreadable
    elif not numbers and not isinstance(sign, ast.Add):  # "%d" % x may be asked to fill a page.
        raise Unreadable
    if isinstance(sign, ast.Pow) and not (isinstance(other, int | float) and abs(other) <= _POWER_MAX):
        raise Unreadable
    return _known(_BINARY[type(sign)](one, other))


def _known(value: object) -> Value:
    """Return a value of a kind that is known here; the root of a negative number is none."""
    if not isinstance(value, int | float | str | list | range):
        raise Unreadable
    return value


def _single(value: Value) -> Value:
    """Return a value that may stand in a list: lists of lists grow beyond all limits."""
    if isinstance(value, list | range):
        raise Unreadable
    return value
