"""Figures over marks. Pure."""

from __future__ import annotations

import statistics
from collections.abc import Sequence


def facility_index(fractions: Sequence[float]) -> float | None:
    """Return the mean fraction of an item's marks, 0..1 (1 is easy); None without responses.

    Source: classical test theory; Crocker and Algina, Introduction to Classical and Modern Test Theory, ch. 14.
    """
    return statistics.fmean(fractions) if fractions else None


def mean(values: Sequence[float]) -> float | None:
    """Return the arithmetic mean, or None of nothing."""
    return statistics.fmean(values) if values else None


def median(values: Sequence[float]) -> float | None:
    """Return the median, or None of nothing."""
    return statistics.median(values) if values else None


def on_scale(score: float, marks_max: float, scale: float) -> float:
    """Return a score out of ``marks_max`` as it would be out of ``scale``; 0 of 0."""
    if marks_max == scale:
        return score
    return score * scale / marks_max if marks_max else 0.0


def percent(score: float, marks_max: float) -> int:
    """Return a score as whole percent of the marks, half up; 0 of 0."""
    return int(100 * score / marks_max + 0.5) if marks_max else 0
