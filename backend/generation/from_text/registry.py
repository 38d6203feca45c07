"""Every maker of questions from lesson text. A new one is added here, by hand, so that the list can be read."""

from __future__ import annotations

from backend.generation.from_text.base import Maker
from backend.generation.from_text.cloze import CLOZE
from backend.generation.from_text.contrasts import CONTRASTS
from backend.generation.from_text.definitions import DEFINITIONS
from backend.generation.from_text.key_terms import KEY_TERMS
from backend.generation.from_text.matching import MATCHING
from backend.generation.from_text.odd_one_out import ODD_ONE_OUT
from backend.generation.from_text.ordered_steps import ORDERED_STEPS
from backend.generation.from_text.program_outputs import PROGRAM_OUTPUTS
from backend.generation.from_text.questions_in_file import QUESTIONS_IN_FILE

MAKERS: tuple[Maker, ...] = (
    QUESTIONS_IN_FILE,
    DEFINITIONS,
    KEY_TERMS,
    CLOZE,
    MATCHING,
    CONTRASTS,
    ODD_ONE_OUT,
    ORDERED_STEPS,
    PROGRAM_OUTPUTS,
)


def find_maker(key: str) -> Maker | None:
    """Return the maker called ``key`` (without the ``text.`` of a draft's maker), if there is one."""
    return next((maker for maker in MAKERS if maker.key == key), None)
