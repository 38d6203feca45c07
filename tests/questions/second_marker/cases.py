"""Random questions and answers to them: near the truth, often on a bound, and now and then not readable at all."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterable, Iterator
from typing import Any

from tests.questions.second_marker.number_cases import number_rules, typed_number
from tests.questions.second_marker.program_cases import predict_output, trace_table
from tests.questions.second_marker.word_cases import accepted_texts, typed_text

Json = Any

MULTIPLE_RESPONSE = ("all_or_nothing", "net_correct", "each_option", "weights", None)
ORDERING = (
    "all_or_nothing", "absolute", "relative_next", "concordant_pairs", "longest_subset", "longest_run", None,
)  # fmt: skip
LETTERS = "abcdefghijkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789"
ANSWERS_PER_QUESTION = 12


def ids(rng: random.Random, count: int) -> list[str]:
    """Fresh element ids."""
    found: dict[str, None] = {}
    while len(found) < count:
        found["".join(rng.choices(LETTERS, k=6))] = None
    return list(found)


def elements(names: list[str]) -> list[Json]:
    return [{"id": name, "text": f"text of {name}"} for name in names]


def _multiple_choice(rng: random.Random) -> Iterator[tuple[Json, Json]]:
    names = ids(rng, rng.randint(2, 8))
    fractions = [1, *(rng.choice([0, 0, 0.5, 1, 0.3333, 1.5, -0.25, None]) for _ in names[1:])]
    rng.shuffle(fractions)
    options = [
        element | ({} if fraction is None else {"fraction": fraction})
        for element, fraction in zip(elements(names), fractions, strict=True)
    ]
    for _ in range(ANSWERS_PER_QUESTION):
        yield {"options": options}, {"choice": rng.choice([*names, *names, *names, None, "", "zzzzzz", 5, [names[0]]])}


def _multiple_response(rng: random.Random) -> Iterator[tuple[Json, Json]]:
    scoring = rng.choice(MULTIPLE_RESPONSE)
    names = ids(rng, rng.randint(2, 9))
    right = rng.randint(1, len(names))
    options = [element | {"correct": place < right} for place, element in enumerate(elements(names))]
    if scoring == "weights":
        right = min(right, len(names) - 1)
        shares = [round(rng.choice([1 / right, rng.random()]), 5) for _ in range(right)]
        shares[0] = round(max(shares[0], 1 - sum(shares[1:])), 5)
        cost = -round(sum(shares) / (len(names) - right) + 0.00001, 5)
        for place, option in enumerate(options):
            option["fraction"] = shares[place] if place < right else cost
            option["correct"] = place < right
    rng.shuffle(options)
    content = {"options": options} | ({"scoring": scoring} if scoring else {})
    key = [option["id"] for option in options if option["correct"]]
    for _ in range(ANSWERS_PER_QUESTION):
        ticked = rng.sample(names, rng.randint(0, len(names)))
        odd: Json = rng.choice([None, "abcdef", [*key, "zzzzzz"], [3], {}, {names[0]: True}])
        yield content, {"choices": rng.choice([ticked, ticked, ticked + ticked[:1], key, [*key, names[0]], names, odd])}


def _true_false(rng: random.Random) -> Iterator[tuple[Json, Json]]:
    content = {"answer": rng.random() < 0.5} | ({"reason_required": True} if rng.random() < 0.3 else {})
    values: tuple[Json, ...] = (True, False, None, "true", 1, 0, "", [], True, False)
    for value in values:
        given: dict[str, Json] = {"value": value}
        if rng.random() < 0.4:
            given["reason"] = rng.choice(["because", "", None, 7])
        yield content, given


def _ordering(rng: random.Random) -> Iterator[tuple[Json, Json]]:
    names = ids(rng, rng.randint(2, 10))
    scoring = rng.choice(ORDERING)
    content = {"items": elements(names)} | ({"scoring": scoring} if scoring else {})
    for _ in range(ANSWERS_PER_QUESTION):
        order = list(names)
        for _ in range(rng.choice([0, 1, 1, 2, 9])):
            order.insert(rng.randrange(len(order)), order.pop(rng.randrange(len(order))))
        odd: Json = rng.choice([None, [], "".join(names), [*names, "zzzzzz"], {}, [1]])
        some = order[: rng.randint(1, len(order))]
        yield content, {"order": rng.choice([order, order, order, some, order + some, order[::-1], odd])}


def _given(rng: random.Random, wanted: dict[str, str], partners: list[str]) -> Json:
    """Some pairs right, some wrong, some left out, now and then one that can't be; sometimes all right or all wrong."""
    # By chance alone twenty pairs would never all be right, nor all wrong.
    chance = rng.random()
    if chance < 0.05:
        return dict(wanted)
    if chance < 0.08:
        return {name: rng.choice([other for other in partners if other != right]) for name, right in wanted.items()}
    given: dict[str, Json] = {}
    for element, partner in wanted.items():
        chosen = rng.choice([partner, partner, rng.choice(partners), None, "", "left out"])
        if chosen != "left out":
            given[element] = chosen
    if rng.random() < 0.15:
        given[rng.choice([*wanted, "zzzzzz", partners[0]])] = rng.choice(["zzzzzz", 3, [], next(iter(wanted))])
    return rng.choice([given, given, given, given, given, given, None, {}, list(given), "all"])


def _matching(rng: random.Random) -> Iterator[tuple[Json, Json]]:
    names = ids(rng, rng.randint(3, 14))
    prompts = rng.randint(1, len(names) - 2)
    partners = names[prompts:]
    pairs = {name: rng.choice(partners) for name in names[:prompts]}
    content = {"prompts": elements(names[:prompts]), "options": elements(partners), "pairs": pairs}
    for _ in range(ANSWERS_PER_QUESTION):
        yield content, {"pairs": _given(rng, pairs, partners)}


def _categorise(rng: random.Random) -> Iterator[tuple[Json, Json]]:
    count = rng.randint(2, 6)
    names = ids(rng, count + rng.randint(2, 20))
    categories = names[:count]
    wanted = {name: rng.choice(categories) for name in names[count:]}
    items = [element | {"category": wanted[element["id"]]} for element in elements(names[count:])]
    for _ in range(ANSWERS_PER_QUESTION):
        yield (
            {"categories": elements(categories), "items": items},
            {"placements": _given(rng, wanted, categories)},
        )


def _short_text(rng: random.Random) -> Iterator[tuple[Json, Json]]:
    accepted = accepted_texts(rng)
    for _ in range(ANSWERS_PER_QUESTION):
        yield {"accepted": accepted}, {"text": typed_text(rng, accepted)}


def _numeric(rng: random.Random) -> Iterator[tuple[Json, Json]]:
    rules = number_rules(rng)
    for _ in range(ANSWERS_PER_QUESTION):
        yield rules, {"text": typed_number(rng, rules)}


def _cloze(rng: random.Random) -> Iterator[tuple[Json, Json]]:
    count = rng.randint(1, 5)
    names = ids(rng, count * 4)
    gaps: dict[str, Json] = {}
    for place, name in enumerate(names[:count]):
        kind = rng.choice(["short_text", "numeric", "choice"])
        weight = {} if rng.random() < 0.4 else {"weight": rng.choice([2, 0.5, 3, 1.25])}
        choices = elements(names[count + 3 * place : count + 3 * place + 3])
        for choice, fraction in zip(choices, rng.sample([1, 0.5, 0], 3), strict=True):
            choice["fraction"] = fraction
        gaps[name] = {"type": kind, **weight}
        if kind == "choice":
            gaps[name]["options"] = choices
        else:
            gaps[name] |= {"accepted": accepted_texts(rng)} if kind == "short_text" else number_rules(rng)
    content = {"passage": " and ".join(f"[[{name}]]" for name in gaps), "gaps": gaps}
    for _ in range(ANSWERS_PER_QUESTION):
        given = {name: _in_gap(rng, gap) for name, gap in gaps.items() if rng.random() < 0.85}
        odd: Json = rng.choice([None, {}, [], "text", {"zzzzzz": "x"}, dict.fromkeys(gaps, 7)])
        yield content, {"gaps": odd if rng.random() < 0.1 else given}


def _in_gap(rng: random.Random, gap: Json) -> Json:
    if rng.random() < 0.1:
        return rng.choice([None, ""])
    if gap["type"] == "choice":
        return rng.choice([option["id"] for option in gap["options"]]) if rng.random() < 0.96 else "zzzzzz"
    return typed_text(rng, gap["accepted"]) if gap["type"] == "short_text" else typed_number(rng, gap, tidy=True)


def _program(rng: random.Random) -> Json:
    """A program of a few lines, some of which look the same, with groups and distractors."""
    names = ids(rng, 8)
    count = rng.randint(2, 5)
    pool = [f"line {rng.randint(1, 9)}" for _ in range(count)]
    blocks: list[Json] = []
    group = None
    for at, name in enumerate(names[:count]):
        group = rng.choice([None, group, f"group {at}"])
        needed = rng.sample(names[:at], rng.randint(0, min(at, 2)))
        blocks.append({"id": name, "code": pool[at], "indent": rng.choice([0, 0, 1]), "depends": needed})
        blocks[-1] |= {"group": group} if group else {}
    # With nothing to depend on, any order would be right; such a question is refused.
    blocks[-1]["depends"] = blocks[-1]["depends"] or names[:1]
    for name in names[count : count + rng.randint(0, 3)]:
        blocks.insert(rng.randint(0, len(blocks)), {"id": name, "code": f"not {name}", "distractor": True})
    fields = {"grading": ["sequence", "dependency", "dependency", None], "indentation": ["given", "required", None]}
    chosen = {name: rng.choice(values) for name, values in fields.items()}
    return {"blocks": blocks} | {name: value for name, value in chosen.items() if value}


def _parsons(rng: random.Random) -> Iterator[tuple[Json, Json]]:
    content = _program(rng)
    distractors = [block for block in content["blocks"] if block.get("distractor")]
    for _ in range(ANSWERS_PER_QUESTION):
        order = [block for block in content["blocks"] if not block.get("distractor")]
        for _ in range(rng.choice([0, 0, 1, 1, 2])):
            order.insert(rng.randrange(len(order)), order.pop(rng.randrange(len(order))))
        for block in rng.sample(distractors, rng.choice([0, 0, 0, len(distractors)])):
            order.insert(rng.randint(0, len(order)), block)
        lines = [{"id": block["id"], "indent": block.get("indent", 0)} for block in order]
        if rng.random() < 0.3:
            rng.choice(lines)["indent"] = rng.randint(0, 3)
        first = lines[0]
        odd: Json = rng.choice([
            None, [], "all", {}, [first["id"]], [*lines, {"id": "zzzzzz"}], [{"id": first["id"]}, first],
            [{**first, "indent": rng.choice([-1, 9, "1", True])}], [{**first, "code": "x"}], [{"id": ""}],
        ])  # fmt: skip
        some = lines[rng.randint(0, 1) : rng.randint(1, len(lines))]
        yield content, {"lines": rng.choice([lines, lines, lines, lines, some, lines + lines[:1], lines[::-1], odd])}


MAKERS: dict[str, Callable[[random.Random], Iterable[tuple[Json, Json]]]] = {
    "multiple_choice": _multiple_choice,
    "multiple_response": _multiple_response,
    "true_false": _true_false,
    "short_text": _short_text,
    "numeric": _numeric,
    "ordering": _ordering,
    "matching": _matching,
    "categorise": _categorise,
    "cloze": _cloze,
    "parsons": _parsons,
    "predict_output": predict_output,
    "trace_table": trace_table,
}


def cases(key: str, count: int, seed: int) -> list[dict[str, Json]]:
    """Return ``count`` cases of a type as the command line reads them."""
    rng = random.Random(f"{key}:{seed}")
    made: list[dict[str, Json]] = []
    while len(made) < count:
        for content, response in MAKERS[key](rng):
            odd = rng.random() < 0.03
            given = rng.choice([None, {}, {**response, "more": 1}, 5, "text", [1]]) if odd else response
            made.append({"type": key, "content": content, "response": given})
    return made[:count]
