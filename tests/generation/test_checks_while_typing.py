"""What the linter finds reaches the page with the place of the control that it is about."""

from __future__ import annotations

import pytest

from backend.generation.draft import Draft
from tests.generation.planted import forms
from tests.school import Person, SchoolMaker

pytestmark = pytest.mark.database

LOOPS = forms.typed("Name a part that repeats.", ("*loop*", "wildcard"), ("for loop", "exact", 0.5))
PAIRS = forms.matching("Match.", ("disk", "keeps files"), ("web browser", "shows pages of the web"))
STEPS = forms.order("Put these in order.", "Open it", "Step 2: read it", "Close it")
GAPS = forms.cloze("An {} is what you send into a computer.", ["input", "printer", "screen"])
WIDE = forms.number("How many bits make a byte?", ("8", 1.0, "absolute", "8"))
VAGUE = forms.statement("Computers are often fast.", True)


@pytest.fixture
async def teacher(maker: SchoolMaker) -> Person:
    return await maker.person(await maker.school(), "teacher", "Ruth")


@pytest.mark.parametrize(
    ("draft", "rule", "place"),
    [
        (LOOPS, "answer_unreachable", "accepted.1.pattern"),
        (PAIRS, "stem_word_in_key", "prompts.1.text"),
        (STEPS, "order_given_away", "items.1.text"),
        (GAPS, "grammar_cue", f"gaps.{next(iter(GAPS.content['gaps']))}.options.1.text"),
        (WIDE, "accepts_anything", "answers.0.tolerance.amount"),
        (VAGUE, "vague_term", "stem"),
    ],
    ids=lambda value: value.type if isinstance(value, Draft) else "",
)
async def test_each_type_is_checked_with_places(teacher: Person, draft: Draft, rule: str, place: str) -> None:
    checked = await teacher.post("/api/question-check", {"type": draft.type, "content": draft.content})
    assert [(finding["rule"], finding["place"]) for finding in checked["problems"]] == [(rule, place)]
