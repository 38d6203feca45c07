"""Rules that catch weak questions: the same for generated, imported and hand-made ones."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True, slots=True)
class Finding:
    """One weakness. ``rule`` is stable; ``place`` is ``stem``, ``options`` or ``option:<index from 0>``.

    ``message`` says what was found, ``why`` what harm it does, ``fix`` what to do; all three are for the teacher.
    """

    rule: str
    level: Literal["warning", "error"]
    place: str
    message: str
    why: str
    fix: str
