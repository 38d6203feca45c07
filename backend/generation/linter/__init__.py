"""Rules that catch weak questions: the same for generated, imported and hand-made ones.

The rules follow the item-writing guidelines that studies of multiple-choice flaws agree on (Haladyna, Downing and
Rodriguez 2002), kept to those that a program can check without guessing. Each finding says what was found, why it
matters and how to mend it. One module a family of rules.
"""

from __future__ import annotations

from backend.generation.linter.cues import (
    check_grammar_cue,
    check_longest_is_key,
    check_order_given_away,
    check_stem_word_in_key,
)
from backend.generation.linter.finding import Finding, Rule
from backend.generation.linter.keys import check_duplicate_options, check_key_count
from backend.generation.linter.names import check_names
from backend.generation.linter.options import check_mixed_options, check_numbers_sorted
from backend.generation.linter.reading_age import check_reading_age
from backend.generation.linter.typed_answers import (
    check_accepts_anything,
    check_answer_in_stem,
    check_answer_unreachable,
    check_close_to_another_term,
)
from backend.generation.linter.words import (
    check_absolute_terms,
    check_all_or_none,
    check_negative_stem,
    check_vague_terms,
)
from backend.questions.types.base import PlainContent

__all__ = ["RULES", "Finding", "check_names", "lint"]

RULES: tuple[Rule, ...] = (
    check_key_count,
    check_accepts_anything,
    check_duplicate_options,
    check_all_or_none,
    check_negative_stem,
    check_absolute_terms,
    check_vague_terms,
    check_longest_is_key,
    check_grammar_cue,
    check_stem_word_in_key,
    check_mixed_options,
    check_numbers_sorted,
    check_order_given_away,
    check_answer_in_stem,
    check_answer_unreachable,
    check_close_to_another_term,
    check_reading_age,
)
"""Every rule about one question, errors first."""


def lint(plain: PlainContent, type_key: str) -> list[Finding]:
    """Return what is weak about a question, in the order of RULES; an empty list means that nothing was found.

    ``plain`` is the question flattened by its type; ``plain.ordered`` says that pupils see the options in this order.
    """
    return [finding for rule in RULES for finding in rule(plain, type_key)]
