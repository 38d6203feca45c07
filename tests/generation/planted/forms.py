"""How the planted drafts are written down."""

from __future__ import annotations

import copy
from dataclasses import dataclass
from itertools import count
from typing import Any

from backend.demo.bank.questions import BY_KEY
from backend.generation.draft import Draft

_ids = count()


@dataclass(frozen=True)
class Planted:
    """A draft with one defect. ``expected`` is the rule, or what else of the pipeline, that has to name it."""

    kind: str
    expected: str
    draft: Draft


def new_id() -> str:
    return f"e{next(_ids):05d}"


def draft(type_key: str, content: dict[str, Any]) -> Draft:
    return Draft(type_key, content, "generator.planted", 1)


def choice(stem: str, key: str, *wrong: str, at: int = 0, shuffle: bool = True) -> Draft:
    """One answer; the key stands at place ``at``."""
    texts = list(wrong)
    texts.insert(at, key)
    options = [{"id": new_id(), "text": text, "fraction": float(n == at)} for n, text in enumerate(texts)]
    return draft("multiple_choice", {"stem": stem, "options": options, "shuffle": shuffle})


def ticks(stem: str, right: list[str], wrong: list[str]) -> Draft:
    options = [{"id": new_id(), "text": text, "correct": True} for text in right]
    options += [{"id": new_id(), "text": text, "correct": False} for text in wrong]
    return draft("multiple_response", {"stem": stem, "options": options})


def typed(stem: str, *accepted: str | tuple[str, str] | tuple[str, str, float]) -> Draft:
    """Each answer is a pattern, (pattern, kind) or (pattern, kind, fraction)."""
    rows = [row if isinstance(row, tuple) else (row, "exact") for row in accepted]
    answers = [{"pattern": row[0], "kind": row[1], "fraction": row[2] if len(row) > 2 else 1.0} for row in rows]
    return draft("short_text", {"stem": stem, "accepted": answers})


def number(stem: str, *answers: tuple[str, float, str, str]) -> Draft:
    """Each answer is (value, fraction, kind of tolerance, amount)."""
    rows = [
        {"value": value, "fraction": fraction, "tolerance": {"kind": kind, "amount": amount}}
        for value, fraction, kind, amount in answers
    ]
    return draft("numeric", {"stem": stem, "answers": rows})


def statement(stem: str, answer: bool) -> Draft:
    return draft("true_false", {"stem": stem, "answer": answer})


def order(stem: str, *items: str) -> Draft:
    return draft("ordering", {"stem": stem, "items": [{"id": new_id(), "text": item} for item in items]})


def matching(stem: str, *pairs: tuple[str, str], spare: tuple[str, ...] = ()) -> Draft:
    prompts = [{"id": new_id(), "text": prompt} for prompt, _ in pairs]
    options = [{"id": new_id(), "text": option} for option in (*(option for _, option in pairs), *spare)]
    partners = {prompt["id"]: option["id"] for prompt, option in zip(prompts, options, strict=False)}
    return draft("matching", {"stem": stem, "prompts": prompts, "options": options, "pairs": partners})


def categorise(stem: str, **groups: tuple[str, ...]) -> Draft:
    """``groups`` are the items of each category; an underscore in its name stands for a space."""
    categories = [{"id": new_id(), "text": name.replace("_", " ")} for name in groups]
    items = [
        {"id": new_id(), "text": text, "category": category["id"]}
        for category, texts in zip(categories, groups.values(), strict=True)
        for text in texts
    ]
    return draft("categorise", {"stem": stem, "categories": categories, "items": items})


def cloze(passage: str, *gaps: list[str] | str, stem: str = "Fill the gaps.") -> Draft:
    """``passage`` has ``{}`` for each gap; a list is a drop-down whose first entry is right, a text is typed."""
    made = {}
    for gap in gaps:
        if isinstance(gap, str):
            made[new_id()] = {"type": "short_text", "accepted": [{"pattern": gap, "kind": "exact"}]}
        else:
            options = [{"id": new_id(), "text": text, "fraction": float(not n)} for n, text in enumerate(gap)]
            made[new_id()] = {"type": "choice", "options": options}
    return draft("cloze", {"stem": stem, "passage": passage.format(*(f"[[{gap}]]" for gap in made)), "gaps": made})


def of_bank(key: str) -> Draft:
    """A sound question of the demo's bank, free to be damaged."""
    question = BY_KEY[key]
    return draft(question.type, copy.deepcopy(question.content))


def bank_choices() -> list[str]:
    """The keys of the bank's questions with one answer."""
    return [key for key, question in BY_KEY.items() if question.type == "multiple_choice"]
