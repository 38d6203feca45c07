"""Content of predict_output: a program is read, and what it prints is written down."""

from __future__ import annotations

from typing import Annotated, Self

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, model_validator

from backend.questions.types.base import Content, MisconceptionSlug
from backend.questions.types.predict_output.typed_lines import typed_lines
from backend.questions.types.programs import Program, ProgramInput, output_lines
from backend.questions.types.reading import RESPONSE_MAX_CHARS

OUTPUT_MAX_LINES = 40
"""As much as a pupil can be asked to write."""


def _output(text: str) -> str:
    lines = output_lines(text)
    if not lines:
        raise ValueError("nothing is printed; ask about a program that prints something")
    if len(lines) > OUTPUT_MAX_LINES:
        raise ValueError(f"more than {OUTPUT_MAX_LINES} lines are printed; ask about a program that prints fewer")
    if not all(sign.isprintable() for line in lines for sign in line):
        raise ValueError("a sign is printed that pupils can't type, such as a tab; print spaces in its place")
    return "\n".join(lines)


Output = Annotated[str, Field(max_length=RESPONSE_MAX_CHARS), AfterValidator(_output)]


class KnownOutput(BaseModel):
    """A wrong output that is looked for, because it shows a wrong idea."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    text: Output
    misconception: MisconceptionSlug


class PredictOutput(Content):
    """``expected`` is what ``code`` really prints when it reads ``stdin``; ``known`` are outputs of wrong ideas."""

    code: Program
    stdin: ProgramInput = ""
    expected: Output
    known: Annotated[tuple[KnownOutput, ...], Field(max_length=20)] = ()

    @model_validator(mode="after")
    def _tells_outputs_apart(self) -> Self:
        seen = {typed_lines(self.expected): "what the program prints"}
        for index, known in enumerate(self.known):
            lines = typed_lines(known.text)
            if lines in seen:
                raise ValueError(f"known wrong output {index + 1} is {seen[lines]}; change it or take it out")
            seen[lines] = f"number {index + 1} again"
        return self
