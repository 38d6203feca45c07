"""Which of a pupil's attempts at an assessment counts, and with what total (docs/decisions/0004)."""

from __future__ import annotations

import uuid
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Generic, NamedTuple, TypeVar

from backend.analytics.queries import Total
from backend.analytics.statistics import mean, on_scale
from backend.attempts.models import Attempt
from backend.attempts.service import AttemptSeen

Seen = TypeVar("Seen", Attempt, AttemptSeen)


class Counted(NamedTuple, Generic[Seen]):
    """What counts of one pupil: the attempt whose answers are shown, and the total, None without marks.

    ``mean_of``: how many attempts the total is the mean of, 1 where it is that of the attempt itself.
    """

    attempt: Seen
    total: Total | None
    mean_of: int = 1


def handed_in_ids(attempts: Iterable[Seen]) -> list[uuid.UUID]:
    """Return the attempts whose marks say something: one that was opened again keeps its marks, and is not done."""
    return [attempt.id for attempt in attempts if attempt.state != "open"]


def by_assignment(attempts: Sequence[Seen]) -> Mapping[uuid.UUID, list[Seen]]:
    """Return attempts by their assignment, in the order they come."""
    found: dict[uuid.UUID, list[Seen]] = defaultdict(list)
    for attempt in attempts:
        found[attempt.assignment_id].append(attempt)
    return found


def what_counts(
    attempts: Sequence[Seen], totals: Mapping[uuid.UUID, Total], rule: str
) -> dict[uuid.UUID, Counted[Seen]]:
    """Return what counts of each pupil, by pupil. ``attempts``: at one assignment, the oldest first.

    ``rule``: best (the later of equals), last, first, or mean: the mean of the totals, beside the newest answers. Only
    what was handed in is looked at, and the open attempt only while there is nothing else.
    """
    by_pupil: dict[uuid.UUID, list[Seen]] = defaultdict(list)
    for attempt in attempts:
        by_pupil[attempt.pupil_id].append(attempt)
    return {pupil_id: _counted(of, totals, rule) for pupil_id, of in by_pupil.items()}


def _counted(attempts: Sequence[Seen], totals: Mapping[uuid.UUID, Total], rule: str) -> Counted[Seen]:
    handed_in = [attempt for attempt in attempts if attempt.state != "open"]
    if len(handed_in) < 2:
        only = handed_in[0] if handed_in else attempts[-1]
        return Counted(only, totals.get(only.id))
    if rule == "best":
        _, at = max((_share(totals.get(attempt.id)), at) for at, attempt in enumerate(handed_in))
    else:
        at = 0 if rule == "first" else -1
    chosen = handed_in[at]
    total = totals.get(chosen.id)
    if rule != "mean" or total is None:
        return Counted(chosen, total)
    marked = [totals[each.id] for each in handed_in if each.id in totals and totals[each.id].marks_max]
    # Nothing of the newest may be marked yet: what the others got is still the mean so far.
    scale = total.marks_max or max((each.marks_max for each in marked), default=0.0)
    score = mean([on_scale(each.score, each.marks_max, scale) for each in marked])
    return Counted(chosen, Total(score or 0.0, scale), len(marked))


def _share(total: Total | None) -> float:
    return total.share if total else 0.0
