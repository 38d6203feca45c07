"""Near-same answers, so that whoever marks sees them together. Pure."""

from __future__ import annotations

import re
from collections.abc import Sequence

from rapidfuzz import fuzz

from backend.questions.types.text import fold_case

ALIKE = 80
"""From 0 to 100, of the words in any order: one word in five or six may differ, or be misspelled."""

_WORD = re.compile(r"[\w']+")
_TURNS = frozenset({"no", "not", "never", "none", "without", "only", "more", "less", "before", "after"})
"""Words that turn an answer round: two answers that differ in one of them aren't near."""


def clusters(texts: Sequence[str]) -> list[int]:
    """Return a number for each text; near-same ones have the same. Compares each with each: not for the event loop."""
    words = [_WORD.findall(fold_case(text).replace("’", "'")) for text in texts]
    joined = [" ".join(sorted(each)) for each in words]
    turns = [sorted(word for word in each if word in _TURNS or word[-3:] == "n't" or word.isdigit()) for each in words]
    found: list[int] = []
    for here, text in enumerate(joined):
        near = (
            found[there]
            for there in range(here)
            if turns[there] == turns[here] and fuzz.ratio(joined[there], text, score_cutoff=ALIKE)
        )
        found.append(next(near, here))
    return found
