"""Finds questions that ask the same thing in nearly the same words."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Duplicate:
    """Candidate ``candidate_id`` resembles ``existing_id``; ``similarity`` is 0..1.

    ``within_batch`` is true when the resembled question is an earlier candidate and not one of the bank.
    """

    candidate_id: str
    existing_id: str
    similarity: float
    within_batch: bool
