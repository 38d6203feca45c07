"""What the content of the questions on logic shares: an expression and the inputs it is about."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property, lru_cache
from typing import Annotated, Self

from pydantic import AfterValidator, Field, StringConstraints, model_validator

from backend.questions.types.base import Content, FormatError
from backend.questions.types.logic import (
    INPUTS_MAX,
    LENGTH_MAX,
    Term,
    inputs_of,
    is_input_name,
    read_logic,
    same_name,
    words_list,
)


@lru_cache(maxsize=2048)
def expression_of(source: str, names: tuple[str, ...] | None = None) -> Term:
    """Read an author's expression, which is marked against again and again. Raises FormatError."""
    return read_logic(source, names)


def _readable(source: str) -> str:
    try:
        expression_of(source)
    except FormatError as exc:
        raise ValueError(exc.message) from exc
    return source


Expression = Annotated[
    str, StringConstraints(strip_whitespace=True, min_length=1, max_length=LENGTH_MAX), AfterValidator(_readable)
]


class LogicContent(Content):
    """``expression`` is the right one. ``inputs`` puts its inputs in order, and may add some that it doesn't need."""

    expression: Expression
    inputs: tuple[str, ...] = Field(default=(), max_length=INPUTS_MAX)

    @cached_property
    def names(self) -> tuple[str, ...]:
        """The inputs from left to right: as the author listed them, or by the alphabet."""
        return self.inputs or inputs_of(expression_of(self.expression))

    @cached_property
    def term(self) -> Term:
        """The right expression, read."""
        return expression_of(self.expression, self.names)

    @model_validator(mode="after")
    def _has_inputs(self) -> Self:
        bad = [name for name in self.inputs if not is_input_name(name)]
        if bad:
            raise ValueError(f"{bad[0]} can't be the name of an input; use a letter or a word of up to 20 letters")
        if len({same_name(name) for name in self.inputs}) < len(self.inputs):
            raise ValueError("two inputs have the same name; give each its own")
        require_known_inputs(self.expression, self.names)
        if not 1 <= len(self.names) <= INPUTS_MAX:
            raise ValueError(f"use from 1 to {INPUTS_MAX} inputs")
        return self


def require_known_inputs(source: str, names: Sequence[str]) -> None:
    """Raise ValueError where an expression has an input that isn't one of ``names``."""
    known = {same_name(name) for name in names}
    unknown = [name for name in inputs_of(expression_of(source)) if same_name(name) not in known]
    if unknown:
        raise ValueError(f"{words_list(unknown)} in “{source}” must be among the inputs {words_list(list(names))}")
