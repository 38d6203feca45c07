"""What an invented pupil answers: better pupils are right more often, and wrong answers come from wrong ideas. Pure."""

from __future__ import annotations

import math
import random
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from backend.demo.bank.form import DemoQuestion
from backend.questions.types import registry

SLOPE = 1.3
"""How sharply a question parts able pupils from weak ones (discrimination of a two-parameter logistic model)."""

HARDNESS = {1: -1.9, 2: -0.9, 3: 0.1, 4: 0.9, 5: 1.7}
"""Where on the scale of ability a pupil has an even chance, by a question's difficulty."""

_CURRENT_IDEAS = {
    "binary.largest_is_the_power": 4.0,
    "binary.carry_lost": 4.0,
    "binary.place_values_reversed": 2.0,
    "hardware.clock_speed_is_everything": 4.0,
    "hardware.ram_is_permanent": 2.0,
    "networks.web_is_internet": 3.0,
}
"""Wrong ideas that go round in these classes count more often than others."""

_SLIP_CHANCE = 0.15
_BLANK_CHANCE = 0.08


@dataclass(frozen=True, slots=True)
class InventedPupil:
    """A pupil as the answers see them: ability about 0 with a spread of 1, and chance of their own."""

    ability: float
    rng: random.Random


def invent_pupil(name: str) -> InventedPupil:
    """Return the same pupil each time for the same name."""
    rng = random.Random(f"pupil:{name}")  # noqa: S311 - believable, not secret
    return InventedPupil(rng.gauss(0.1, 0.9), rng)


def chance_right(ability: float, difficulty: int) -> float:
    """Return the chance 0..1 of a right answer (logistic model of item response theory)."""
    return 1 / (1 + math.exp(-SLOPE * (ability - HARDNESS[difficulty])))


def answer(pupil: InventedPupil, question: DemoQuestion) -> Any | None:
    """Return a response as the pupil's page would send it, or None for a question left blank."""
    rng = pupil.rng
    if rng.random() < chance_right(pupil.ability, question.content["difficulty"]):
        return right_answer(question, rng)
    if rng.random() < _BLANK_CHANCE:
        return None
    return wrong_answer(question, rng)


def right_answer(question: DemoQuestion, rng: random.Random) -> Any:
    """Return a response that earns full marks, or all but: a word may be misspelt where that is forgiven."""
    if question.good:
        return {"text": rng.choice(question.good)}
    kind = registry.get_type(question.type)
    response = kind.key_view(kind.parse_content(question.content))
    if question.type != "short_text":
        return response
    text = str(response["text"])
    if question.content["accepted"][0]["kind"] == "close" and len(text) > 5 and rng.random() < _SLIP_CHANCE:
        place = rng.randrange(2, len(text) - 1)
        text = text[:place] + text[place] + text[place:]
    return {"text": rng.choice((text, text, text.lower(), text.capitalize()))}


def wrong_answer(question: DemoQuestion, rng: random.Random) -> Any:
    """Return a response that a pupil who can't answer the question might give."""
    return _WRONG[question.type](question, rng)


def _wrong_choice(question: DemoQuestion, rng: random.Random) -> Any:
    wrong = [option for option in question.content["options"] if option["fraction"] < 1]
    (picked,) = rng.choices(wrong, weights=[_pull(option) for option in wrong])
    return {"choice": picked["id"]}


def _pull(option: Mapping[str, Any]) -> float:
    """Return how strongly a wrong option draws: most if it fits a wrong idea that goes round."""
    idea = option["misconception"]
    return _CURRENT_IDEAS.get(idea, 2.0) if idea else 1.0


def _wrong_ticks(question: DemoQuestion, rng: random.Random) -> Any:
    options = question.content["options"]
    right = {option["id"] for option in options if option["correct"]}
    while True:
        ticked = {option["id"] for option in options if rng.random() < (0.65 if option["correct"] else 0.4)}
        if ticked and ticked != right:
            return {"choices": [option["id"] for option in options if option["id"] in ticked]}


def _wrong_text(question: DemoQuestion, rng: random.Random) -> Any:
    accepted = question.content.get("accepted", ())
    known = {row["pattern"]: _pull(row) for row in accepted if row["fraction"] == 0}
    weights = [known.get(mistake, 1.0) for mistake in question.mistakes]
    return {"text": rng.choices(question.mistakes, weights=weights)[0]}


def _wrong_order(question: DemoQuestion, rng: random.Random) -> Any:
    right = [item["id"] for item in question.content["items"]]
    order = list(right)
    while order == right:
        place = rng.randrange(len(order) - 1)
        order[place], order[place + 1] = order[place + 1], order[place]
        if rng.random() < 0.4:
            order.append(order.pop(rng.randrange(len(order))))
    return {"order": order}


_WRONG: dict[str, Callable[[DemoQuestion, random.Random], Any]] = {
    "multiple_choice": _wrong_choice,
    "multiple_response": _wrong_ticks,
    "short_text": _wrong_text,
    "free_text": _wrong_text,
    "ordering": _wrong_order,
}
