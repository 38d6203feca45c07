"""Source text as pupils and teachers type it: tidied and compared line by line; never parsed."""

from __future__ import annotations

import hashlib

from rapidfuzz.distance import LCSseq

from backend.questions.types.program_output import tidy


def changed_lines(before: str, after: str) -> int:
    """Return how many lines differ: those of the longer program that aren't in their longest common subsequence.

    A line that was changed, put in, taken out or moved counts once. Blank lines and white space at the ends of lines
    don't count; how far a line is indented does.
    """
    numbers: dict[str, int] = {}
    old, new = (
        [numbers.setdefault(line, len(numbers)) for line in tidy(source).split("\n") if line]
        for source in (before, after)
    )
    return max(len(old), len(new)) - int(LCSseq.similarity(old, new))


def fingerprint(source: str) -> str:
    """Return a short name that two programs share only where they are the same but for white space at line ends."""
    return hashlib.sha256(tidy(source).encode()).hexdigest()[:32]
