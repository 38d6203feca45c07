"""Boolean expressions as teachers and pupils write them: read, worked out, counted and written anew.

Operators are words (AND, OR, NOT, XOR, NAND, NOR, in any case) or signs: ``.`` and ``+``, the bar, those of logic
(∧ ∨ ¬ ⊕) and those of programs (& | ! ~ ^). ``^`` is XOR, as in Python. NOT is worked out first, then AND and NAND,
then XOR, then OR and NOR; operators of one rank from left to right.
"""

from __future__ import annotations

import itertools
import re
import unicodedata
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from operator import and_, or_, xor
from typing import Literal, get_args

from backend.questions.types.base import FormatError

LENGTH_MAX = 300
INPUTS_MAX = 8
DEPTH_MAX = 20
"""Brackets and NOTs inside each other."""
OPERATORS_MAX = 60

Operator = Literal["AND", "OR", "NOT", "XOR", "NAND", "NOR"]
ALL_OPERATORS: tuple[Operator, ...] = get_args(Operator)

OPERATORS: dict[str, Callable[[int, int], int]] = {"AND": and_, "OR": or_, "XOR": xor}
"""What the operators of two operands do to bits."""
INVERTED = {"NAND": "AND", "NOR": "OR"}
"""The operator whose output each of these turns over."""
PRECEDENCE: Mapping[str, int] = {"NOT": 4, "AND": 3, "NAND": 3, "XOR": 2, "OR": 1, "NOR": 1}
"""The higher, the sooner worked out."""

_CONSTANTS = ("0", "1")
_SIGNS = {
    **dict.fromkeys((".", "·", "⋅", "•", "∧", "&", "&&", "*"), "AND"),
    **dict.fromkeys(("+", "∨", "|", "||"), "OR"),
    **dict.fromkeys(("⊕", "⊻", "^"), "XOR"),
    **dict.fromkeys(("⊼", "↑"), "NAND"),
    **dict.fromkeys(("⊽", "↓"), "NOR"),
    **dict.fromkeys(("¬", "!", "~"), "NOT"),
}
_BEHIND = frozenset("'’‘′")
"""Signs of NOT that stand behind what they turn over."""
_BARS = frozenset("¯‾")
"""They stand before what they turn over, or behind it as when a bar is typed after its letter."""
_OVERLINES = re.compile("[\u0304\u0305]")
_OPENING, _CLOSING = {"(": "(", "[": "("}, {")": ")", "]": ")"}
BRACKETS = frozenset({*_OPENING, *_CLOSING})

_TOKEN = re.compile(r"\s*(?P<token>&&|\|\||[^\W\d_]\w*|\d\w*|\S)")
_NAME = re.compile(r"[^\W\d_]\w{0,19}")


@dataclass(frozen=True, slots=True)
class Operation:
    """An operator and what it works on: one operand for NOT, two for the others."""

    operator: str
    operands: tuple[Term, ...]


Term = Operation | str
"""An operation, the name of an input, or the constant ``0`` or ``1``."""


def negation(term: Term) -> Operation:
    """Return NOT before ``term``."""
    return Operation("NOT", (term,))


def output(term: Term, values: Mapping[str, int], ones: int = 1) -> int:
    """Return the output of ``term`` for the inputs' values: bits, or as many rows at once as ``ones`` has ones."""
    if isinstance(term, str):
        return ones * int(term) if term in _CONSTANTS else values[term]
    results = [output(operand, values, ones) for operand in term.operands]
    if term.operator == "NOT":
        return ones ^ results[0]
    if inverted := INVERTED.get(term.operator):
        return ones ^ OPERATORS[inverted](*results)
    return OPERATORS[term.operator](*results)


def input_rows(inputs: int) -> list[tuple[int, ...]]:
    """Return all rows of a truth table in counting order: 00, 01, 10, 11 for two inputs."""
    return list(itertools.product((0, 1), repeat=inputs))


def table(term: Term, names: Sequence[str]) -> tuple[int, ...]:
    """Return the output of ``term`` for each of ``input_rows``; ``names`` are the inputs from left to right."""
    rows = 2 ** len(names)
    values = {
        name: sum(1 << row for row in range(rows) if row >> place & 1)
        for name, place in zip(names, reversed(range(len(names))), strict=True)
    }
    whole = output(term, values, 2**rows - 1)
    return tuple(whole >> row & 1 for row in range(rows))


def inputs_of(term: Term) -> tuple[str, ...]:
    """Return the inputs of ``term`` by the alphabet."""
    return tuple(sorted({part for part in _parts(term) if isinstance(part, str) and part not in _CONSTANTS}))


def operators_of(term: Term) -> list[str]:
    """Return every operator of ``term``, as often as it stands there: A AND B AND C has two."""
    return [part.operator for part in _parts(term) if isinstance(part, Operation)]


def _parts(term: Term) -> Iterator[Term]:
    yield term
    if isinstance(term, Operation):
        for operand in term.operands:
            yield from _parts(operand)


def text(term: Term) -> str:
    """Return ``term`` as pupils read it, with brackets round each part."""
    if isinstance(term, str):
        return term
    parts = [operand if isinstance(operand, str) else f"({text(operand)})" for operand in term.operands]
    return f"NOT {parts[0]}" if term.operator == "NOT" else f"{parts[0]} {term.operator} {parts[1]}"


def is_input_name(name: str) -> bool:
    """Say whether ``name`` can be an input: a letter or a word of up to 20 letters, digits and ``_``."""
    return _NAME.fullmatch(name) is not None and name.upper() not in ALL_OPERATORS


def same_name(name: str) -> str:
    """Return what spellings of one input share: ``a`` is ``A``."""
    return unicodedata.normalize("NFC", name).casefold()


def words_list(words: Sequence[str], last: str = "and") -> str:
    """Return ``words`` as in "A, B and C"."""
    *others, final = words
    return f"{', '.join(others)} {last} {final}" if others else final


def tokens_of(source: str) -> list[str]:
    """Return what an expression is made of as it was written. Raises FormatError when it is too long."""
    if len(source) > LENGTH_MAX:
        raise FormatError("too_long", f"This expression is too long. Keep it to {LENGTH_MAX} signs.")
    # A bar typed over a letter is a sign of its own behind the letter, whatever the keyboard made of the two.
    taken_apart = _OVERLINES.sub("'", unicodedata.normalize("NFD", source))
    return [match["token"] for match in _TOKEN.finditer(unicodedata.normalize("NFC", taken_apart))]


def read_logic(
    source: str,
    names: Sequence[str] | None = None,
    operators: Sequence[str] = ALL_OPERATORS,
    precedence: Mapping[str, int] = PRECEDENCE,
) -> Term:
    """Read an expression; what stands before a leading ``=`` (the output's name) is left out.

    ``names`` are the inputs that it may have, whatever their case; None allows any. ``precedence`` ranks the operators
    in another order, as somebody does who doesn't know theirs. Raises FormatError, whose message says what to mend.
    """
    return read_tokens(tokens_of(source), names, operators, precedence)


def read_tokens(
    tokens: list[str],
    names: Sequence[str] | None = None,
    operators: Sequence[str] = ALL_OPERATORS,
    precedence: Mapping[str, int] = PRECEDENCE,
) -> Term:
    """Read what ``tokens_of`` took apart, as ``read_logic`` does. Raises FormatError."""
    # Q = A AND B: pupils copy the output's name from the table. An input can't be one.
    if (
        tokens[1:2] == ["="]
        and _kind(tokens[0]) == "operand"
        and same_name(tokens[0]) not in map(same_name, names or ())
    ):
        tokens = tokens[2:]
    return _Reader(tokens, names, operators, precedence).read()


class _Reader:
    """Reads the tokens of one expression by climbing the ranks of the operators."""

    def __init__(
        self, tokens: list[str], names: Sequence[str] | None, operators: Sequence[str], precedence: Mapping[str, int]
    ) -> None:
        self._tokens = tokens
        self._at = 0
        self._depth = -1  # An operand that stands by itself is inside nothing.
        self._count = 0
        self._any_name = names is None
        self._names = {same_name(name): name for name in names or ()}
        self._operators = operators
        self._precedence = precedence

    def read(self) -> Term:
        if not self._tokens:
            raise FormatError("empty_expression", "Write an expression, such as A AND NOT B.")
        term = self._expression(1)
        if (token := self._token()) is not None:
            raise FormatError("bracket", f"There is a bracket too many after {self._before()}: take out “{token}”.")
        return term

    def _token(self) -> str | None:
        return self._tokens[self._at] if self._at < len(self._tokens) else None

    def _before(self) -> str:
        return self._tokens[self._at - 1]

    def _expression(self, rank: int) -> Term:
        left = self._operand()
        while (operator := self._operator_here()) and self._precedence[operator] >= rank:
            self._take(operator)
            left = Operation(operator, (left, self._expression(self._precedence[operator] + 1)))
        return left

    def _operator_here(self) -> str | None:
        """Return the operator between two operands, None at the end or a closing bracket."""
        token = self._token()
        if token is None or token in _CLOSING:
            return None
        kind = _kind(token)
        if kind in self._precedence and kind != "NOT":
            return kind
        if kind in {"NOT", "operand", "("}:
            message = f"There is no operator between {self._before()} and {token}. Write one, such as AND."
            raise FormatError("operator_missing", message)
        raise _unknown_sign(token)

    def _take(self, operator: str) -> None:
        """Step over an operator that may be used, counting it."""
        if operator not in self._operators:
            raise FormatError("operator_not_allowed", f"Don't use {operator} here. {_only(self._operators)}")
        self._count += 1
        if self._count > OPERATORS_MAX:
            raise FormatError("too_long", f"This expression is too long. Use at most {OPERATORS_MAX} operators.")
        self._at += 1

    def _operand(self) -> Term:
        token = self._token()
        kind = None if token is None else _kind(token)
        if token is None or (kind in self._precedence and kind != "NOT") or kind in {")", "behind"}:
            raise self._missing(token)
        self._depth += 1
        if self._depth > DEPTH_MAX:
            message = f"There are too many brackets and NOTs inside each other. Keep it to {DEPTH_MAX}."
            raise FormatError("too_deep", message)
        if kind in {"NOT", "bar"}:
            self._take("NOT")
            term: Term = negation(self._expression(self._precedence["NOT"]))
        elif kind == "(":
            term = self._bracket()
        elif kind == "operand":
            self._at += 1
            term = self._named(token)
        else:
            raise _unknown_sign(token)
        self._depth -= 1
        while (token := self._token()) is not None and _kind(token) in {"behind", "bar"}:
            self._take("NOT")
            term = negation(term)
        return term

    def _bracket(self) -> Term:
        self._at += 1
        first = self._token()
        term = self._expression(1)
        if self._token() is None:
            raise FormatError("bracket", f"The bracket before {first} isn't closed. Add “)” where it ends.")
        self._at += 1
        return term

    def _missing(self, token: str | None) -> FormatError:
        """Return the error for a place where an input or a bracket should be."""
        if self._at == 0:
            return FormatError("input_missing", f"There is nothing before {token}. Write an input there, such as A.")
        before = self._before()
        if token is not None and _kind(token) == ")" and before in _OPENING:
            return FormatError("input_missing", "There is nothing in the brackets. Fill them, or take them out.")
        where = f"after {before}" if token is None else f"between {before} and {token}"
        return FormatError("input_missing", f"There is nothing {where}. Write an input there, such as A.")

    def _named(self, token: str) -> str:
        """Return the input or the constant that a token stands for."""
        if token[0].isdigit():
            if token not in _CONSTANTS:
                raise FormatError("unknown_input", f"Use only 0 and 1 as values: {token} isn't one.")
            return token
        known = self._names.get(same_name(token))
        if known is not None:
            return known
        if self._any_name:
            if not is_input_name(token):
                raise FormatError("unknown_input", f"The name {token[:20]}… is too long. Keep names to 20 letters.")
            return self._names.setdefault(same_name(token), token)
        raise self._unknown(token)

    def _unknown(self, token: str) -> FormatError:
        letters = [self._names.get(same_name(letter)) for letter in token]
        if all(letters) and len(letters) > 1:
            first, second = letters[:2]
            return FormatError(
                "operator_missing", f"There is no operator between {first} and {second}. Write one, such as AND."
            )
        known = list(self._names.values())
        hint = f"Use only {words_list(known)}." if known else "Use only 0 and 1."
        return FormatError("unknown_input", f"{token[:20]} isn't an input here. {hint}")


def _kind(token: str) -> str:
    """Return an operator, a bracket as ``(`` or ``)``, ``operand``, ``behind``, ``bar`` or ``?``."""
    if token.upper() in ALL_OPERATORS:
        return token.upper()
    if token[0].isalnum():
        return "operand"
    if token in _BEHIND:
        return "behind"
    if token in _BARS:
        return "bar"
    return _SIGNS.get(token) or _OPENING.get(token) or _CLOSING.get(token) or "?"


def _only(operators: Sequence[str]) -> str:
    return f"Use only {words_list(operators)}."


def _unknown_sign(token: str) -> FormatError:
    return FormatError("unknown_sign", f"We don't know the sign “{token}” here. Use AND, OR, NOT and brackets.")
