"""How much of what is planted the pipeline catches, and how much of what is sound it lets pass."""

from __future__ import annotations

from collections import Counter, defaultdict

import pytest

from backend.generation.linter import check_names
from backend.generation.pipeline import check_batch
from backend.questions.types.registry import get_type
from tests.generation.planted import clean, in_answers, in_options, in_words, unseen
from tests.generation.planted.forms import Planted

PLANTED = [*in_options.defects(), *in_words.defects(), *in_answers.defects(), *unseen.defects()]
CLEAN = clean.drafts()
SHARE_MIN = 0.98


def caught_by(planted: Planted) -> set[str]:
    """Return everything that the pipeline says of a planted draft: rules, why it is dropped, what it resembles."""
    bank = in_answers.bank() if planted.expected == "bank" else []
    outcome = check_batch([planted.draft], in_answers.OUTLINE, bank)
    said = set(outcome.dropped)
    for kept in outcome.kept:
        said |= {finding["rule"] for finding in kept.checks}
        said |= {kept.duplicate_of["kind"]} if kept.duplicate_of else set()
    return said


def test_what_is_planted_is_caught_for_what_it_is():
    """A draft counts only where its own defect is named; other findings don't help."""
    table: dict[str, Counter[str]] = defaultdict(Counter)
    missed = []
    for planted in PLANTED:
        said = caught_by(planted)
        table[planted.kind].update(planted=1, caught=planted.expected in said)
        if planted.expected not in said:
            missed.append(f"{planted.kind}: {planted.draft.content.get('stem')} {sorted(said)}")
    rows = [f"{kind:<50}{row['planted']:>8}{row['caught']:>8}" for kind, row in sorted(table.items())]
    print("\n" + "\n".join([f"{'kind of defect':<50}{'planted':>8}{'caught':>8}", *rows, *missed]))
    assert len(PLANTED) >= 200 and len(table) >= 12
    assert min(row["planted"] for row in table.values()) >= 8
    assert len(PLANTED) - len(missed) >= SHARE_MIN * len(PLANTED), missed


def test_what_is_sound_passes():
    stopped, count = [], 0
    for batch in [CLEAN, *([draft] for draft in clean.one_by_one())]:
        outcome = check_batch(batch, in_answers.OUTLINE, [])
        count += len(batch)
        stopped += [f"dropped: {reason}" for reason in outcome.dropped]
        stopped += [
            f"{kept.draft.content['stem']} {[finding['rule'] for finding in kept.checks]} {kept.duplicate_of}"
            for kept in outcome.kept
            if kept.checks or kept.duplicate_of
        ]
    print("\n" + "\n".join([f"sound: {count}, stopped: {len(stopped)}", *stopped]))
    assert count >= 200
    assert len(stopped) <= (1 - SHARE_MIN) * count, stopped


@pytest.mark.parametrize("batch", in_answers.lopsided())
def test_a_batch_about_one_half_of_the_class_is_caught(batch):
    found = check_batch(batch, None, []).batch_checks
    assert [finding.rule for finding in found] == ["names_unbalanced"]


def test_a_batch_about_everybody_passes():
    plains = [get_type(draft.type).plain_content(get_type(draft.type).parse_content(draft.content)) for draft in CLEAN]
    assert check_names(plains) is None
