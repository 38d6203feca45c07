"""Content of boolean_expression: an expression is typed."""

from __future__ import annotations

from typing import Self

from pydantic import Field, StrictBool, model_validator

from backend.questions.types.logic import ALL_OPERATORS, Operator, operators_of
from backend.questions.types.logic_content import LogicContent


class BooleanExpression(LogicContent):
    """``simplest`` asks for no more operators than the key has; ``allowed_operators`` are those that may be used."""

    simplest: StrictBool = False
    allowed_operators: tuple[Operator, ...] = Field(default=ALL_OPERATORS, min_length=1)

    @property
    def operators(self) -> tuple[Operator, ...]:
        """The operators that may be used, each once, in their usual order."""
        return tuple(operator for operator in ALL_OPERATORS if operator in self.allowed_operators)

    @model_validator(mode="after")
    def _can_be_answered(self) -> Self:
        if forbidden := [operator for operator in operators_of(self.term) if operator not in self.allowed_operators]:
            raise ValueError(f"the expression itself uses {forbidden[0]}; allow it, or write the expression without it")
        return self
