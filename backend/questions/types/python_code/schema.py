"""Content of python_code: a program is written or mended, and tests run it."""

from __future__ import annotations

import re
from functools import cached_property
from typing import Annotated, Any, Literal, Self

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, StrictBool, StringConstraints, model_validator

from backend.questions.types.base import Content, ElementId, FormatError, MisconceptionSlug
from backend.questions.types.numbers_in_text import numbers_in
from backend.questions.types.program_output import Compare, tidy, with_plain_newlines
from backend.questions.types.programs import CODE_MAX_CHARS
from backend.questions.types.python_code.literals import read_literal
from backend.questions.types.python_code.source import changed_lines
from backend.questions.types.reading import require_unique_ids
from backend.questions.types.text import regex_matches
from backend.sandbox.protocol import Limits

Show = Literal["example", "always", "on_failure", "never"]
"""Who sees a test: from the start, as an example to run; its result in any case; only where it failed; nobody."""

TESTS_MAX = 30
_USUAL = Limits()

CONSTRUCTS = {
    "for": "a for loop",
    "while": "a while loop",
    "if": "if",
    "elif": "elif",
    "else": "else",
    "def": "a function of your own (def)",
    "return": "return",
    "recursion": "a function that calls itself",
    "list": "a list",
    "dict": "a dictionary",
    "tuple": "a tuple",
    "set": "a set",
    "comprehension": "a list comprehension",
    "f-string": "an f-string",
    "try": "try and except",
    "class": "a class",
    "lambda": "lambda",
    "with": "with",
    "match": "match",
    "slice": "a slice",
    "boolean": "and, or or not",
    "augmented assignment": "an assignment such as +=",
    "break": "break",
    "continue": "continue",
    "global": "global",
}
"""What a rule can name, in the words that pupils read."""

_NAMED_USE = re.compile(r"(?P<kind>import|name|call) (?P<name>[^\W\d]\w*(?:\.[^\W\d]\w*)*)")

Program = Annotated[str, StringConstraints(max_length=CODE_MAX_CHARS), AfterValidator(with_plain_newlines)]
TypedLines = Annotated[str, StringConstraints(max_length=4_000), AfterValidator(with_plain_newlines)]
FileName = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9_][A-Za-z0-9_.-]{0,59}$")]


class ProgramTest(BaseModel):
    """One run of the program. ``stdin`` is what is typed, a line an ``input()``; ``files`` are there to be opened.

    ``stdio`` looks at what was printed. ``call`` and ``expression`` look at the value of ``code`` once the program has
    ended; ``expected`` is then that value as Python writes it. ``sample`` is what pupils are shown in the place of a
    regular expression. ``misconception`` is what failing this test shows.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    id: ElementId
    name: Annotated[str, StringConstraints(strip_whitespace=True, max_length=80)] = ""
    kind: Literal["stdio", "call", "expression"] = "stdio"
    stdin: TypedLines = ""
    code: Annotated[str, StringConstraints(strip_whitespace=True, max_length=500)] = ""
    expected: Annotated[str, StringConstraints(max_length=10_000), AfterValidator(with_plain_newlines)]
    compare: Compare = "exact"
    tolerance: float = Field(default=0.0, ge=0, allow_inf_nan=False)
    sample: Annotated[str, StringConstraints(max_length=10_000), AfterValidator(with_plain_newlines)] | None = None
    show: Show = "always"
    marks: int = Field(default=1, ge=1, le=20)
    files: Annotated[dict[FileName, Program], Field(max_length=5)] = Field(default_factory=dict)
    misconception: MisconceptionSlug | None = None

    @property
    def is_example(self) -> bool:
        """Whether pupils may see all of it, and run it, before anything is marked."""
        return self.show == "example"

    @cached_property
    def expected_value(self) -> Any:
        """The value that ``code`` has to have."""
        return read_literal(self.expected)

    @model_validator(mode="after")
    def _can_be_run(self) -> Self:
        if self.kind == "stdio" and self.code:
            raise ValueError("a test of what is printed has no call; take it out, or test a call")
        if self.kind != "stdio" and not self.code:
            raise ValueError("write the call or the expression whose value is tested")
        if self.kind == "call" and not re.fullmatch(r"[^\W\d][\w.]*\s*\(.*\)", self.code, re.DOTALL):
            raise ValueError("write a call, such as area(3, 4)")
        return self

    @model_validator(mode="after")
    def _can_be_passed(self) -> Self:
        if self.compare == "regex":
            try:
                matches = regex_matches(self.expected, tidy(self.sample or ""), case_sensitive=True)
            except FormatError as exc:
                raise ValueError(exc.message) from exc
            if self.sample is not None and not matches:
                raise ValueError("the sample doesn't match the test's regular expression")
        elif self.kind != "stdio":
            read_literal(self.expected)
        elif self.compare == "number" and not numbers_in(self.expected):
            raise ValueError("a test that compares numbers expects at least one number")
        return self


class CodeRule(BaseModel):
    """What the program has to use, or may not: a construct, or ``import random``, ``name total``, ``call print``.

    ``message`` is what a pupil reads who broke it.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    kind: Literal["must", "must_not"]
    use: Annotated[str, StringConstraints(strip_whitespace=True, max_length=80)]
    message: Annotated[str, StringConstraints(strip_whitespace=True, max_length=300)] = ""

    @model_validator(mode="after")
    def _names_a_use(self) -> Self:
        if self.use not in CONSTRUCTS and not _NAMED_USE.fullmatch(self.use):
            known = ", ".join(CONSTRUCTS)
            raise ValueError(f"name one of {known}, or write import, name or call with a name, such as call print")
        return self

    @property
    def named(self) -> tuple[str, str]:
        """What is looked for: ``("construct", "for")``, ``("import", "random")``, ``("call", "print")``."""
        match = _NAMED_USE.fullmatch(self.use)
        return (match["kind"], match["name"]) if match else ("construct", self.use)

    @property
    def sentence(self) -> str:
        """What pupils are told before they begin."""
        kind, name = self.named
        must = self.kind == "must"
        match kind:
            case "construct":
                return f"Use {CONSTRUCTS[name]}." if must else f"Don't use {CONSTRUCTS[name]}."
            case "import":
                return f"Import {name}." if must else f"Don't import {name}."
            case "call":
                return f"Call {name}()." if must else f"Don't call {name}()."
        return f"Use the name {name}." if must else f"Don't use the name {name}."


class RunLimits(BaseModel):
    """What one run of the program may use."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    cpu_ms: int = Field(default=_USUAL.cpu_ms, ge=100, le=10_000)
    wall_ms: int = Field(default=_USUAL.wall_ms, ge=200, le=20_000)
    memory_mb: int = Field(default=_USUAL.memory_mb, ge=16, le=256)

    @model_validator(mode="after")
    def _leaves_time(self) -> Self:
        if self.wall_ms < self.cpu_ms:
            raise ValueError("the time on the clock is at least the time of the processor; raise wall_ms")
        return self


class PythonCode(Content):
    """A program to write or, with ``edit_limit_lines``, to mend by changing at most so many lines of the starter.

    With ``ignore_prompts`` what ``input()`` asks isn't part of what the program prints. With ``own_code_questions``
    the pupil is asked about the program once it passes.
    """

    starter: Program = ""
    solution: Program
    tests: Annotated[tuple[ProgramTest, ...], Field(min_length=1, max_length=TESTS_MAX)]
    all_or_nothing: StrictBool = False
    rules: Annotated[tuple[CodeRule, ...], Field(max_length=12)] = ()
    edit_limit_lines: int | None = Field(default=None, ge=1, le=200)
    ignore_prompts: StrictBool = True
    limits: RunLimits = RunLimits()
    own_code_questions: StrictBool = False

    @property
    def marks(self) -> int:
        """What all tests bring together: the whole of the fraction."""
        return sum(test.marks for test in self.tests)

    @model_validator(mode="after")
    def _has_key(self) -> Self:
        require_unique_ids(test.id for test in self.tests)
        if not self.solution.strip():
            raise ValueError("write a solution: a program that passes every test")
        if tidy(self.solution) == tidy(self.starter):
            raise ValueError("the solution is the starter as it stands; take out of the starter what is to be done")
        return self

    @model_validator(mode="after")
    def _can_be_mended(self) -> Self:
        if self.edit_limit_lines is None:
            return self
        if not self.starter.strip():
            raise ValueError("only a starter can be mended: write one, or take the limit of changed lines out")
        changed = changed_lines(self.starter, self.solution)
        if changed > self.edit_limit_lines:
            raise ValueError(f"the solution changes {changed} lines of the starter, more than the limit")
        return self
