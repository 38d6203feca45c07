"""Words: folded, then the first listed answer that fits."""

from __future__ import annotations

import re
import unicodedata
from fractions import Fraction
from typing import Any

from tests.questions.second_marker.picks import exactly
from tests.questions.second_marker.reading import field_of, text_of


def short_text(content: Any, response: Any) -> Fraction | None:
    text = text_of(field_of(response, "text"))
    return None if text is None else earned(content["accepted"], text)


def earned(accepted: list[dict[str, Any]], text: str) -> Fraction:
    """What the first answer that matches is worth; nothing when none does."""
    for answer in accepted:
        if _is_itself(answer, text) or (answer.get("kind") == "close" and _is_near(answer, text, accepted)):
            return exactly(answer.get("fraction", 1))
    return Fraction(0)


def folded(text: str, answer: dict[str, Any]) -> str:
    """NFC, no white space at the ends, each run of it one space; without case unless the answer says otherwise."""
    spaced = re.sub(r"\s+", " ", unicodedata.normalize("NFC", text)).strip()
    return spaced if answer.get("case_sensitive") else unicodedata.normalize("NFC", spaced.casefold())


def _is_itself(answer: dict[str, Any], text: str) -> bool:
    """Say whether a text is one that the answer lists, without any slip of spelling."""
    match answer.get("kind", "wildcard"):
        case "regex":
            how = re.ASCII if answer.get("case_sensitive") else re.ASCII | re.IGNORECASE
            return re.fullmatch(answer["pattern"], folded(text, {"case_sensitive": True}), how) is not None
        case "wildcard":
            pieces = re.findall(r"\\\*|.", folded(answer["pattern"], answer), re.DOTALL)
            shape = "".join(".*" if piece == "*" else re.escape(piece[-1]) for piece in pieces)
            return re.fullmatch(shape, folded(text, answer), re.DOTALL) is not None
        case _:
            return folded(text, answer) == folded(answer["pattern"], answer)


def _is_near(answer: dict[str, Any], text: str, accepted: list[dict[str, Any]]) -> bool:
    pattern = folded(answer["pattern"], answer)
    if slips(folded(text, answer), pattern) > (1 if len(pattern) <= 5 else 2):
        return False
    return not any(_is_itself(other, text) for other in accepted if other is not answer and not _takes_anything(other))


def _takes_anything(answer: dict[str, Any]) -> bool:
    return answer.get("kind", "wildcard") == "wildcard" and set(answer["pattern"].strip()) == {"*"}


def slips(left: str, right: str) -> int:
    """Optimal string alignment distance, by its recurrence from the ends of the texts."""
    known: dict[tuple[int, int], int] = {}

    def away(i: int, j: int) -> int:
        if not (i and j):
            return i + j
        if (i, j) not in known:
            ways = [away(i - 1, j) + 1, away(i, j - 1) + 1, away(i - 1, j - 1) + (left[i - 1] != right[j - 1])]
            if i > 1 and j > 1 and left[i - 2 : i] == right[j - 2 : j][::-1]:
                ways.append(away(i - 2, j - 2) + 1)
            known[i, j] = min(ways)
        return known[i, j]

    return away(len(left), len(right))
