"""The examples that every question type ships, as the tests use them."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from backend.questions import types
from backend.questions.types.base import Example, MarkResult, QuestionType
from backend.questions.types.registry import ALL
from tests.questions.types.evidence import evidence_for

FOLDER = Path(types.__file__).parent


@dataclass(frozen=True)
class Shipped:
    """One content with its responses and expected results."""

    type: QuestionType
    name: str
    raw: dict[str, Any]
    responses: tuple[Example, ...]

    @cached_property
    def content(self) -> Any:
        return self.type.parse_content(self.raw)

    def mark(self, response: Any) -> MarkResult:
        """Mark a response to the content, by real runs where its type needs them."""
        return self.type.mark(self.content, response, evidence_for(self.type, self.content, response))

    def __str__(self) -> str:
        return f"{self.type.key}/{self.name}"


def _read(question_type: QuestionType, path: Path) -> Shipped:
    document = json.loads(path.read_text(encoding="utf-8"))
    responses = tuple(Example(**response) for response in document["responses"])
    return Shipped(question_type, path.stem, document["content"], responses)


SHIPPED = tuple(
    _read(question_type, path)
    for question_type in ALL
    for path in sorted((FOLDER / question_type.key / "examples").glob("*.json"))
)

BY_KEY = {question_type.key: [shipped for shipped in SHIPPED if shipped.type is question_type] for question_type in ALL}
