"""Content of a Parsons problem: blocks of code that become a program when they are put in order and indented."""

from __future__ import annotations

from collections import Counter
from typing import Annotated, Literal, Self

from pydantic import (
    AfterValidator,
    BaseModel,
    ConfigDict,
    Field,
    StrictBool,
    StringConstraints,
    field_validator,
    model_validator,
)

from backend.questions.types.base import Content, ElementId, FormatError
from backend.questions.types.numbers_in_text import numbers_in
from backend.questions.types.program_output import Compare, with_plain_newlines
from backend.questions.types.reading import require_unique_ids
from backend.questions.types.text import regex_matches

INDENT_MAX = 8
"""Steps of four spaces."""

Grading = Literal["sequence", "dependency", "execution"]
Lines = Annotated[str, StringConstraints(max_length=10_000), AfterValidator(with_plain_newlines)]
Name = Annotated[str, StringConstraints(min_length=1, max_length=40)]


class Block(BaseModel):
    """One or more lines of code that move together; ``indent`` is that of its first line, in steps of four spaces.

    A ``distractor`` isn't part of the program. Blocks of one ``pair`` are shown together; one of them is right. Blocks
    of one ``group`` stand together, and every block comes after those that it ``depends`` on: both are for programs
    that may be written in several orders.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    id: ElementId
    code: str = Field(min_length=1, max_length=2_000)
    indent: int = Field(default=0, ge=0, le=INDENT_MAX, strict=True)
    distractor: StrictBool = False
    pair: Name | None = None
    group: Name | None = None
    depends: tuple[ElementId, ...] = ()

    @field_validator("code")
    @classmethod
    def _begins_with_code(cls, code: str) -> str:
        if code != code.strip() or "\t" in code:
            raise ValueError("begin and end it with code, without tabs; how far in it stands is its indent")
        return code


class OutputTest(BaseModel):
    """A program that reads ``stdin`` prints ``expected``; what ``input()`` asks isn't part of what it prints."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    stdin: Lines = ""
    expected: Lines
    compare: Compare = "exact"
    tolerance: float = Field(default=0.0, ge=0, allow_inf_nan=False)

    @model_validator(mode="after")
    def _can_be_passed(self) -> Self:
        if self.compare == "regex":
            try:
                regex_matches(self.expected, "", case_sensitive=True)
            except FormatError as exc:
                raise ValueError(exc.message) from exc
        elif self.compare == "number" and not numbers_in(self.expected):
            raise ValueError("a test that compares numbers expects at least one number")
        return self


class Parsons(Content):
    """Blocks of the program in a right order, with the distractors anywhere among them.

    ``given`` indentation comes with the blocks; where it is ``required``, pupils indent them.
    """

    blocks: tuple[Block, ...] = Field(min_length=2, max_length=30)
    grading: Grading = "sequence"
    indentation: Literal["given", "required"] = "required"
    tests: tuple[OutputTest, ...] = Field(default=(), max_length=20)

    @property
    def solution(self) -> tuple[Block, ...]:
        """The blocks of the program, in the author's order."""
        return tuple(block for block in self.blocks if not block.distractor)

    @property
    def stdin(self) -> str:
        """What a pupil's own runs read to begin with: the input of the first test that the program is marked by."""
        return self.tests[0].stdin if self.grading == "execution" else ""

    @property
    def by_dependency(self) -> bool:
        """Say whether other orders than the author's are right, too."""
        return self.grading != "sequence" and any(block.depends or block.group for block in self.solution)

    def look(self, block: Block) -> tuple[str, int]:
        """Return what pupils can tell a block from others by."""
        return block.code, block.indent if self.indentation == "given" else 0

    @model_validator(mode="after")
    def _has_a_program(self) -> Self:
        require_unique_ids(block.id for block in self.blocks)
        if len(self.solution) < 2:
            raise ValueError("a program needs at least two lines that aren't distractors")
        right = {self.look(block) for block in self.solution}
        for block in self.blocks:
            if block.distractor and self.look(block) in right:
                raise ValueError(f"the distractor “{block.code}” is a line of the program, too; change it or remove it")
        return self

    @model_validator(mode="after")
    def _every_pair_has_one_right_block(self) -> Self:
        names = Counter(block.pair for block in self.blocks if block.pair)
        right = Counter(block.pair for block in self.solution if block.pair)
        for name, count in names.items():
            if count < 2 or right[name] != 1:
                raise ValueError(f"the pair “{name}” needs a line of the program and at least one distractor")
        return self

    @model_validator(mode="after")
    def _the_order_is_right(self) -> Self:
        """The author's own order is what full marks are shown by, so that it must keep every rule."""
        before: set[str] = set()
        group: str | None = None
        left: set[str] = set()
        for block in self.solution:
            for needed in block.depends:
                if needed not in before:
                    raise ValueError(
                        f"“{block.code}” depends on something that isn't a line of the program before it; move it "
                        "down, or take that away"
                    )
            if block.group != group:
                left |= {group} if group else set()
                group = block.group
            if group in left:
                raise ValueError(f"the lines of the group “{group}” don't stand together")
            before.add(block.id)
        return self

    @model_validator(mode="after")
    def _can_be_graded(self) -> Self:
        if self.grading == "dependency" and not self.by_dependency:
            raise ValueError("say which lines depend on which; as it is, any order would be right")
        if self.grading == "execution" and not self.tests:
            raise ValueError("a program that is graded by running it needs a test")
        return self
