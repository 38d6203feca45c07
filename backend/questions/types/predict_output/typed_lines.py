"""What a pupil typed as the output of a program, as lines that are compared; and how many of them are right."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence

from backend.questions.types.programs import output_lines

_BY_THE_KEYBOARD = str.maketrans(
    {"‘": "'", "’": "'", "“": '"', "”": '"', "…": "...", "—": "--", "–": "-", "−": "-", "\xa0": " "}
)
"""What tablets make of quotation marks, dots and dashes while somebody types."""


def typed_lines(text: str) -> tuple[str, ...]:
    """Return the lines of a typed output in NFC, with the signs that a keyboard has."""
    return output_lines(unicodedata.normalize("NFC", text).translate(_BY_THE_KEYBOARD))


def common_lines(expected: Sequence[str], typed: Sequence[str]) -> list[tuple[int, int]]:
    """Return a longest common subsequence as (line of ``expected``, line of ``typed``), both from 0."""
    longest = [[0] * (len(typed) + 1) for _ in range(len(expected) + 1)]
    for i in reversed(range(len(expected))):
        for j in reversed(range(len(typed))):
            same = expected[i] == typed[j]
            longest[i][j] = 1 + longest[i + 1][j + 1] if same else max(longest[i + 1][j], longest[i][j + 1])
    pairs = []
    i = j = 0
    while i < len(expected) and j < len(typed):
        if expected[i] == typed[j]:
            pairs.append((i, j))
            i, j = i + 1, j + 1
        elif longest[i + 1][j] >= longest[i][j + 1]:
            i += 1
        else:
            j += 1
    return pairs
