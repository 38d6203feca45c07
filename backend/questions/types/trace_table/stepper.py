"""Steps through a teacher's short program: what its variables hold each time that a line has been carried out.

Nothing is executed by Python: the syntax tree becomes a list of instructions, and a state says which is next, so that a
program can be taken up anywhere, also with other values in its variables. Known are assignments to names, ``print``,
``if``, ``while``, ``for`` over a range or a text, ``break``, ``continue``, ``pass``, ``input`` and a few functions, on
whole numbers, exact decimals, text, True and False. Anything else, and whatever grows too long, is Unsteppable.
"""

from __future__ import annotations

import ast
import warnings
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from backend.questions.types.trace_table.cell_values import Value, shown
from backend.questions.types.trace_table.expressions import Reckoning, Unknown, combined, kept, unknown

STEPS_MAX = 2_000
"""Of one program up to its next row."""
_INSTRUCTIONS_MAX = 200


class Unsteppable(Exception):
    """The program uses what isn't known here, fails, or runs for too long. Its message is for the teacher."""


@dataclass(frozen=True, slots=True)
class State:
    """How things stand between two instructions.

    ``at`` is the next one, ``line`` the line that was carried out last, ``loops`` what each loop goes through with how
    much of it is taken, ``read`` how many inputs were read, ``printed`` what was printed since the row before.
    """

    at: int = 0
    line: int = 0
    variables: Mapping[str, Value] = field(default_factory=dict)
    loops: Mapping[int, tuple[tuple[Value, ...], int]] = field(default_factory=dict)
    read: int = 0
    printed: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Instruction:
    """``do`` carries it out and says where to go on, None for the next one; ``acts`` where it sets or prints."""

    line: int
    do: Callable[[_Run], int | None]
    acts: bool = False


class SteppedProgram:
    """A program that can be stepped through. Raises Unsteppable."""

    def __init__(self, source: str, inputs: Sequence[str] = ()) -> None:
        try:
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")
                tree = ast.parse(source)
        except (SyntaxError, ValueError, RecursionError, MemoryError) as exc:
            line = getattr(exc, "lineno", None)
            raise Unsteppable(f"line {line}: this isn't Python" if line else "this isn't Python") from exc
        writing = _Writing()
        writing.block(tree.body)
        self.inputs = tuple(inputs)
        self.code = tuple(writing.code)
        self.variables = frozenset(writing.names)
        self.acting_lines = frozenset(instruction.line for instruction in self.code if instruction.acts)

    def next_row(self, state: State, lines: Collection[int]) -> State | None:
        """Return the state once one of ``lines`` has set or printed something; None at the program's end."""
        run = _Run(self, state)
        while run.at < len(self.code):
            instruction = self.code[run.at]
            run.begin(instruction)
            try:
                after = instruction.do(run)
            except (ArithmeticError, TypeError, ValueError, LookupError, RecursionError) as exc:
                raise Unsteppable(f"line {instruction.line}: {_in_words(exc)}") from exc
            run.at = run.at + 1 if after is None else after
            if run.acted and instruction.line in lines:
                return run.state()
        return None


def _in_words(error: Exception) -> str:
    if isinstance(error, ZeroDivisionError):
        return "something is divided by nought"
    return str(error) or "this can't be worked out"


class _Run(Reckoning):
    """A state in the making."""

    def __init__(self, program: SteppedProgram, state: State) -> None:
        super().__init__(state.variables, program.inputs, state.read)
        self._steps = 0
        self._line = state.line
        self.at = state.at
        self.loops = dict(state.loops)
        self.printed: list[str] = []
        self.acted = False

    def begin(self, instruction: _Instruction) -> None:
        """Count a step."""
        self._steps += 1
        if self._steps > STEPS_MAX:
            raise Unsteppable(f"line {instruction.line}: the program goes on for too long")
        self._line = instruction.line
        self.acted = False

    def state(self) -> State:
        """Return it as it stands."""
        return State(self.at, self._line, self.variables, self.loops, self.inputs_read, tuple(self.printed))

    def put(self, name: str, value: Value) -> None:
        """Set a variable."""
        self.variables[name] = value
        self.acted = True

    def write(self, words: str) -> None:
        """Print."""
        self.printed.append(words)
        self.acted = True


class _Writing:
    """Turns statements into instructions."""

    def __init__(self) -> None:
        self.code: list[_Instruction] = []
        self.names: set[str] = set()
        self._loops: list[tuple[int, list[int]]] = []

    def block(self, body: Sequence[ast.stmt]) -> None:
        for statement in body:
            write = _STATEMENTS.get(type(statement))
            if write is None or (getattr(statement, "orelse", None) and not isinstance(statement, ast.If)):
                raise Unsteppable(f"line {statement.lineno}: {unknown(statement)}")
            write(self, statement)
            if len(self.code) > _INSTRUCTIONS_MAX:
                raise Unsteppable("the program is too long to be stepped through")

    def _add(self, node: ast.AST, do: Callable[[_Run], int | None], *, acts: bool = False) -> int:
        self.code.append(_Instruction(node.lineno, do, acts))  # type: ignore[attr-defined]
        return len(self.code) - 1

    def _goes_to(self, at: int, do: Callable[[_Run], int | None]) -> None:
        """Write an instruction again, now that it is known where it leads."""
        self.code[at] = replace(self.code[at], do=do)

    def assign(self, node: ast.Assign) -> None:
        targets = [self._target(node, target) for target in node.targets]

        def do(run: _Run) -> None:
            value = node.value
            if isinstance(value, ast.Tuple):
                found: Value | list[Value] = [run.value(part) for part in value.elts]
            else:
                found = run.value(value)
            for names in targets:
                if isinstance(names, str) and not isinstance(found, list):
                    run.put(names, found)
                elif isinstance(found, list) and len(names) == len(found) and not isinstance(names, str):
                    for name, each in zip(names, found, strict=True):
                        run.put(name, each)
                else:
                    raise Unknown("a tuple")

        self._add(node, do, acts=True)

    def _target(self, node: ast.stmt, target: ast.expr) -> str | list[str]:
        parts = target.elts if isinstance(target, ast.Tuple) else [target]
        names = [part.id for part in parts if isinstance(part, ast.Name)]
        if len(names) != len(parts):
            raise Unsteppable(f"line {node.lineno}: only variables can be set here, not parts of them")
        self.names |= set(names)
        return names if isinstance(target, ast.Tuple) else names[0]

    def add_to(self, node: ast.AugAssign) -> None:
        name = self._target(node, node.target)
        assert isinstance(name, str)

        def do(run: _Run) -> None:
            run.put(name, kept(combined(node.op, run.variable(name), run.value(node.value))))

        self._add(node, do, acts=True)

    def call(self, node: ast.Expr) -> None:
        call = node.value
        if isinstance(call, ast.Constant):
            return  # a note in quotation marks
        printing = isinstance(call, ast.Call) and isinstance(call.func, ast.Name) and call.func.id == "print"
        if not isinstance(call, ast.Call) or not printing or call.keywords:
            raise Unsteppable(f"line {node.lineno}: only a plain print() can stand alone here")
        self._add(node, lambda run: run.write(" ".join(shown(run.value(part)) for part in call.args)), acts=True)

    def branch(self, node: ast.If) -> None:
        test = self._add(node, _nothing)
        self.block(node.body)
        end = self._add(node, _nothing) if node.orelse else len(self.code) - 1
        otherwise = len(self.code)
        self._goes_to(test, lambda run: None if run.value(node.test) else otherwise)
        if node.orelse:
            self.block(node.orelse)
            after = len(self.code)
            self._goes_to(end, lambda _: after)

    def repeat(self, node: ast.While) -> None:
        test = self._add(node, _nothing)
        after = self._loop(node, test)
        self._goes_to(test, lambda run: None if run.value(node.test) else after)

    def each(self, node: ast.For) -> None:
        name = self._target(node, node.target)
        if not isinstance(name, str):
            raise Unsteppable(f"line {node.lineno}: a loop sets one variable here")
        enter = self._add(node, _nothing)
        take = self._add(node, _nothing, acts=True)
        after = self._loop(node, take)

        def begin(run: _Run) -> None:
            run.loops[enter] = (_items(run, node.iter), 0)

        def go_on(run: _Run) -> int | None:
            items, taken = run.loops[enter]
            if taken >= len(items):
                return after
            run.loops[enter] = (items, taken + 1)
            run.put(name, items[taken])
            return None

        self._goes_to(enter, begin)
        self._goes_to(take, go_on)

    def _loop(self, node: ast.While | ast.For, start: int) -> int:
        """Write a loop's body and the way back to ``start``; return where it goes on after the loop."""
        leaving: list[int] = []
        self._loops.append((start, leaving))
        self.block(node.body)
        self._loops.pop()
        self._add(node, lambda _: start)
        after = len(self.code)
        for at in leaving:
            self._goes_to(at, lambda _: after)
        return after

    def leave(self, node: ast.Break | ast.Continue) -> None:
        if not self._loops:
            raise Unsteppable(f"line {node.lineno}: this stands in no loop")
        start, leaving = self._loops[-1]
        at = self._add(node, lambda _: start)
        if isinstance(node, ast.Break):
            leaving.append(at)

    def nothing(self, node: ast.stmt) -> None:
        self._add(node, _nothing)


def _nothing(_: _Run) -> None:
    return None


def _items(run: _Run, node: ast.expr) -> tuple[Value, ...]:
    """Return what a loop goes through: the numbers of a range, the letters of a text."""
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "range" and not node.keywords:
        numbers = [run.value(part) for part in node.args]
        if not numbers or not all(isinstance(number, int) for number in numbers):
            raise TypeError("range() takes whole numbers")
        found = range(*(int(number) for number in numbers))
        if len(found) > STEPS_MAX:
            raise ValueError("the loop goes on for too long")
        return tuple(found)
    text = run.value(node)
    if not isinstance(text, str):
        raise Unknown("a loop over this")
    return tuple(text)


_STATEMENTS: dict[type[ast.stmt], Callable[[_Writing, Any], None]] = {
    ast.Assign: _Writing.assign,
    ast.AugAssign: _Writing.add_to,
    ast.Expr: _Writing.call,
    ast.If: _Writing.branch,
    ast.While: _Writing.repeat,
    ast.For: _Writing.each,
    ast.Break: _Writing.leave,
    ast.Continue: _Writing.leave,
    ast.Pass: _Writing.nothing,
}
