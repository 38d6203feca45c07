"""The demo's own questions hold what the product asks of every question."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

import pytest

from backend.curriculum.shipped import shipped_curriculum, shipped_misconceptions
from backend.demo.bank.form import DemoQuestion
from backend.demo.bank.questions import ALL
from backend.generation.linter import lint
from backend.questions.types import registry
from tests.questions.types import evidence
from tests.questions.types.evidence import evidence_for

OBJECTIVES = {
    objective.key for unit in shipped_curriculum().units for topic in unit.topics for objective in topic.objectives
}
MISCONCEPTIONS = {entry.slug for entry in shipped_misconceptions()}


@pytest.fixture(scope="module", autouse=True)
def runs_end() -> Iterator[None]:
    """Ends the runner that keys of programs were run by."""
    yield
    evidence.stop()


EACH = pytest.mark.parametrize("question", ALL, ids=lambda question: question.key)


def _slugs(question: DemoQuestion) -> set[str]:
    rows = [*question.content.get("options", ()), *question.content.get("accepted", ())]
    return {row["misconception"] for row in rows if row.get("misconception")}


@EACH
def test_a_question_is_readable_and_its_key_earns_everything(question: DemoQuestion) -> None:
    kind = registry.get_type(question.type)
    content = kind.parse_content(question.content)
    key = kind.key_view(content)
    result = kind.mark(content, key, evidence_for(kind, content, key))
    assert result.outcome == ("needs_marking" if question.type == "free_text" else "right")


@EACH
def test_the_linter_has_nothing_to_say(question: DemoQuestion) -> None:
    kind = registry.get_type(question.type)
    assert lint(kind.plain_content(kind.parse_content(question.content)), kind.key) == []


@EACH
def test_a_question_explains_itself_and_stands_in_the_curriculum(question: DemoQuestion) -> None:
    assert question.content["explanation"] and question.tags
    assert question.objectives and set(question.objectives) <= OBJECTIVES
    assert _slugs(question) <= MISCONCEPTIONS


@EACH
def test_known_mistakes_earn_less_than_the_key(question: DemoQuestion) -> None:
    kind = registry.get_type(question.type)
    content = kind.parse_content(question.content)
    assert bool(question.mistakes) == (question.type in {"short_text", "free_text"})
    assert bool(question.good) == (question.type == "free_text")
    for mistake in question.mistakes:
        assert kind.mark(content, {"text": mistake}).fraction < 1, mistake


@EACH
def test_wrong_options_say_what_to_think_of(question: DemoQuestion) -> None:
    if question.type == "multiple_choice":
        assert all(option["feedback"] for option in question.content["options"] if option["fraction"] < 1)


def test_the_bank_is_broad_enough_to_try_things_out() -> None:
    by_type = Counter(question.type for question in ALL)
    assert len(ALL) >= 35 and len({question.key for question in ALL}) == len(ALL)
    assert by_type.pop("free_text") >= 1
    programming = {kind: by_type.pop(kind) for kind in ("python_code", "parsons", "predict_output", "trace_table")}
    assert min(programming.values()) >= 1 and programming["python_code"] >= 2
    assert set(by_type) == {"multiple_choice", "multiple_response", "short_text", "ordering"}
    assert min(by_type.values()) >= 4
    assert len({slug for question in ALL for slug in _slugs(question)}) >= 30
