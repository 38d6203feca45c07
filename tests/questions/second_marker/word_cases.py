"""Random accepted answers in words, and what pupils make of them."""

from __future__ import annotations

import random
from typing import Any

WORDS = (
    "router", "rooter", "mouse", "house", "Caf\u00e9", "cafe", "byte", "bit", "bits", "HTTP", "random access memory",
    "2 * 3", "stra\u00dfe", "a", "to be", "RAM", "rom", "\u00c9tude",
)  # fmt: skip
WILDCARDS = (
    "random access*", "*cpu*", r"2 \* 3", "r*t*r", "*", "**", "caf\u00e9*", r"\**", "a*a", "*b*t*",
    "*  access *", r"\a*",
)  # fmt: skip
EXPRESSIONS = ("(ran|ram)[a-z]*", "c.u", "[a-c]+", "colou?r", "b(it|yte)s?", r"\d+ ?kb", "(r|m)ouse", "HTTPS?")
SPACES = (" ", "  ", "\t", "\n", "\u00a0", "\u2003")


def accepted_texts(rng: random.Random) -> list[dict[str, Any]]:
    """One to five answers of every kind; at least one is worth full marks."""
    answers = []
    for _ in range(rng.randint(1, 5)):
        kind = rng.choice(["wildcard", "exact", "regex", "close", "close", None])
        source = {"regex": EXPRESSIONS, "close": WORDS, "exact": WORDS}.get(kind or "", (*WILDCARDS, *WORDS))
        answer: dict[str, Any] = {"pattern": _disturbed_spaces(rng, rng.choice(source)) if kind != "regex" else ""}
        answer["pattern"] = answer["pattern"] or rng.choice(EXPRESSIONS)
        if kind:
            answer["kind"] = kind
        if rng.random() < 0.25:
            answer["case_sensitive"] = True
        if rng.random() < 0.7:
            answer["fraction"] = rng.choice([1, 0.5, 0, 0.25, 0.3333])
        answers.append(answer)
    if all(answer.get("fraction", 1) < 1 for answer in answers):
        rng.choice(answers)["fraction"] = 1
    return answers


def typed_text(rng: random.Random, accepted: list[dict[str, Any]]) -> Any:
    """What might be typed: a listed answer, one with slips, another word, nothing, or no text at all."""
    pattern = rng.choice(accepted)["pattern"]
    text = rng.choice([pattern, pattern, pattern, rng.choice(WORDS), rng.choice(EXPRESSIONS)])
    if rng.random() < 0.6:
        filled = {"*": ("", "x", " y z", "*"), "?": ("", "a"), "+": ("", "a"), "\\": ("", "a")}
        text = "".join(rng.choice(filled.get(letter, letter)) for letter in text)
    for _ in range(rng.choice([0, 0, 0, 1, 1, 2, 3])):
        text = _slip(rng, text)
    text = rng.choice([text, text, text.upper(), text.lower(), text.title()])
    if rng.random() < 0.15:
        text = text.replace("\u00e9", "e\u0301").replace("\u00c9", "E\u0301")
    if rng.random() < 0.05:
        return rng.choice(["", "  ", None, 5, [text], {"text": text}, True])
    return _disturbed_spaces(rng, text)


def _slip(rng: random.Random, text: str) -> str:
    at = rng.randrange(len(text) + 1)
    letter = rng.choice("abcorstu\u00e9 ")
    swapped = text[at + 1 : at + 2] + text[at : at + 1]
    return rng.choice([
        text[:at] + text[at + 1 :], text[:at] + letter + text[at:], text[:at] + letter + text[at + 1 :],
        text[:at] + swapped + text[at + 2 :],
    ])  # fmt: skip


def _disturbed_spaces(rng: random.Random, text: str) -> str:
    """Other white space for spaces, and some at the ends."""
    if rng.random() < 0.7:
        return text
    inner = "".join(rng.choice(SPACES) * rng.randint(1, 2) if letter == " " else letter for letter in text)
    return rng.choice(["", *SPACES]) + inner + rng.choice(["", *SPACES])
