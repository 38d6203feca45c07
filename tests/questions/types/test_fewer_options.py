"""Fewer options: half of what is wrong is left out, what is right never, and always the same for the same seed."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backend.questions.types.registry import ALL, get_type
from tests.questions.types.examples import SHIPPED, Shipped

every_example = pytest.mark.parametrize("shipped", SHIPPED, ids=str)
seeds = st.integers(0, 2**31 - 1)


def lists_of(kind: str, raw: dict[str, Any]) -> Iterator[dict[str, bool]]:
    """Return each list of a question to choose from: the ids in it, and whether each could be left out as wrong."""
    match kind:
        case "multiple_choice":
            yield {option["id"]: option.get("fraction", 0) <= 0 for option in raw["options"]}
        case "multiple_response" if raw.get("scoring") != "weights":
            yield {option["id"]: not option["correct"] for option in raw["options"]}
        case "matching":
            yield {option["id"]: option["id"] not in raw["pairs"].values() for option in raw["options"]}
        case "parsons":
            yield {block["id"]: bool(block.get("distractor")) and "pair" not in block for block in raw["blocks"]}
        case "cloze":
            for gap in raw["gaps"].values():
                if gap["type"] == "choice":
                    yield {option["id"]: option.get("fraction", 0) <= 0 for option in gap["options"]}


def ids_in(value: Any) -> Iterator[str]:
    if isinstance(value, dict):
        if isinstance(value.get("id"), str):
            yield value["id"]
        value = list(value.values())
    for inner in value if isinstance(value, list) else ():
        yield from ids_in(inner)


@every_example
@given(seed=seeds)
def test_half_of_the_wrong_ones_are_left_out_and_no_right_one(shipped: Shipped, seed: int) -> None:
    narrowed = shipped.type.narrowed(shipped.content, seed)
    shown = set(ids_in(shipped.type.pupil_view(narrowed, seed)))
    whole = set(ids_in(shipped.type.pupil_view(shipped.content, seed)))
    left_out = 0
    for choices in lists_of(shipped.type.key, shipped.raw):
        wrong = {element_id for element_id, is_wrong in choices.items() if is_wrong}
        assert choices.keys() - wrong <= shown
        assert len(wrong & shown) == len(wrong) - len(wrong) // 2
        left_out += len(wrong) // 2
    assert shown <= whole and len(whole - shown) == left_out


@every_example
@given(seed=seeds)
def test_it_is_a_question_still_and_asks_the_same(shipped: Shipped, seed: int) -> None:
    narrowed = shipped.type.narrowed(shipped.content, seed)
    assert narrowed == shipped.type.narrowed(shipped.content, seed)
    again = shipped.type.parse_content(narrowed.model_dump(mode="json", exclude_unset=True))
    assert shipped.type.pupil_view(again, seed) == shipped.type.pupil_view(narrowed, seed)
    assert shipped.type.key_view(narrowed) == shipped.type.key_view(shipped.content)
    assert shipped.type.parse_content(shipped.raw) == shipped.content, "what is kept of a version was changed"


def test_types_without_anything_to_choose_from_stay_as_they_are() -> None:
    choosing = {shipped.type.key for shipped in SHIPPED if any(lists_of(shipped.type.key, shipped.raw))}
    assert choosing == {"multiple_choice", "multiple_response", "matching", "parsons", "cloze"}
    for shipped in SHIPPED:
        if shipped.type.key not in choosing:
            assert shipped.type.narrowed(shipped.content, 1) is shipped.content
    assert {kind.key for kind in ALL} > choosing


@given(wrong=st.integers(0, 9), right=st.integers(1, 4), partly=st.integers(0, 3), seed=seeds)
def test_any_choice_of_one(wrong: int, right: int, partly: int, seed: int) -> None:
    fractions = [1] * right + [0.5] * partly + [0] * wrong
    options = [
        {"id": f"id{at:04}", "text": f"Option {at}", "fraction": fraction} for at, fraction in enumerate(fractions)
    ]
    if len(options) < 2:
        options.append({"id": "second", "text": "Another right one", "fraction": 1})
    kind = get_type("multiple_choice")
    content = kind.parse_content({"stem": "Which?", "options": options})
    kept = kind.narrowed(content, seed).options
    assert sum(option.fraction <= 0 for option in kept) == (wrong + 1) // 2
    assert [option for option in kept if option.fraction > 0] == [o for o in content.options if o.fraction > 0]


def test_another_seed_leaves_others_out() -> None:
    options = [{"id": f"id{at:04}", "text": str(at), "fraction": int(at == 0)} for at in range(5)]
    kind = get_type("multiple_choice")
    content = kind.parse_content({"stem": "Which?", "options": options})
    kept = {frozenset(option.id for option in kind.narrowed(content, seed).options) for seed in range(60)}
    assert len(kept) == 6  # every two of the four wrong ones


def test_weights_that_balance_each_other_stay() -> None:
    options = [
        {"id": "aaaaaa", "text": "yes", "correct": True, "fraction": 1},
        *({"id": f"id{at:04}", "text": str(at), "correct": False, "fraction": -0.25} for at in range(4)),
    ]
    kind = get_type("multiple_response")
    content = kind.parse_content({"stem": "Which?", "scoring": "weights", "options": options})
    assert kind.narrowed(content, 3) is content
