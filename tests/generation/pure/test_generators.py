"""The gates that every generator must pass (500 seeds by default, 10,000 with ``-m long``).

Of a generator that runs programs fewer seeds by default: its programs are run by bare Python, some milliseconds each.
What is said of options holds for drafts of multiple choice; those of other types are read by their type, and their key
is marked by it.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from functools import lru_cache
from itertools import chain, product
from pathlib import Path

import pytest

from backend.generation.generators.base import (
    GeneratorExhaustedError,
    Problem,
    WrongAnswer,
    choose_distractors,
)
from backend.generation.generators.binary_conversion import remainders_of
from backend.generation.generators.registry import ALL, find_generator
from backend.generation.linter import lint
from backend.generation.makers import Order
from backend.generation.showing import tagged
from backend.questions.types.registry import get_type
from tests.generation.pure.bare_python import draft_of, drafts_of_order, run_bare
from tests.generation.pure.solvers import JUDGES, SOLVERS

pytestmark = pytest.mark.slow

SEEDS = range(500)
SEEDS_WITH_PROGRAMS = range(100)
LINTED = 100
"""Drafts a level that the linter reads by default: it takes ten times as long as making them."""
CHI_SQUARED_1_PERCENT = {1: 6.635, 2: 9.210, 3: 11.345}
"""Critical values at p = 0.01 by degrees of freedom (NIST/SEMATECH e-Handbook of Statistical Methods, 1.3.6.7.4)."""

CATALOGUE = {
    entry["slug"]: entry
    for entry in json.loads(Path("backend/curriculum/data/misconceptions.json").read_text(encoding="utf-8"))
}

GENERATORS = [pytest.param(generator, id=generator.key) for generator in ALL]
# The module's scope sorts the tests by generator, so that all gates of one share its drafts.
EACH_GENERATOR = pytest.mark.parametrize("generator", GENERATORS, scope="module")


def seeds_of(generator):
    return SEEDS_WITH_PROGRAMS if generator.runs_programs else SEEDS


@lru_cache(maxsize=1)
def drafts_of(generator):
    """Return a generator's drafts by level, a seed each."""
    return {level: [draft_of(generator, seed, level) for seed in seeds_of(generator)] for level in generator.levels}


def all_drafts(generator):
    return chain.from_iterable(drafts_of(generator).values())


def choices_of(generator):
    """Return a generator's drafts of multiple choice by level; no level that has other types."""
    choices = {level: [draft for draft in drafts if is_choice(draft)] for level, drafts in drafts_of(generator).items()}
    return {level: drafts for level, drafts in choices.items() if drafts}


def all_choices(generator):
    return chain.from_iterable(choices_of(generator).values())


def is_choice(draft):
    return draft.type == "multiple_choice"


def read(draft):
    kind = get_type(draft.type)
    return kind, kind.parse_content(draft.content)


def asked(draft):
    """Return what a draft asks: the stem, and where there are no options all other words of the question."""
    if is_choice(draft):
        return draft.content["stem"]
    kind, content = read(draft)
    return kind.plain_text(content)


def options_of(draft):
    return draft.content["options"]


def key_place(draft):
    return next(place for place, option in enumerate(options_of(draft)) if option["fraction"] == 1.0)


def check_key(draft):
    if not is_choice(draft):
        check_key_earns_full_marks(draft)
        return
    maker, stem = draft.maker.removeprefix("generator."), draft.content["stem"]
    texts = [option["text"] for option in options_of(draft)]
    right = [text for text in texts if JUDGES[maker](stem, text)] if maker in JUDGES else [SOLVERS[maker](stem)]
    assert right == [texts[key_place(draft)]], stem


def check_key_earns_full_marks(draft):
    kind, content = read(draft)
    response = kind.key_view(content)
    evidence = [run_bare(request) for request in kind.plan_runs(content, response)]
    assert kind.mark(content, response, evidence or None).fraction == 1.0, draft.content


def check_options(generator, draft):
    options = options_of(draft)
    wrong = [option for option in options if option["fraction"] != 1.0]
    assert len(options) == 4
    assert len(wrong) == 3, "exactly one key"
    assert len({option["text"] for option in options}) == 4
    assert len({option["id"] for option in options}) == 4
    for option in wrong:
        assert option["fraction"] == 0.0
        assert option["misconception"] in generator.misconceptions
        assert option["feedback"]


@EACH_GENERATOR
def test_a_second_implementation_finds_the_same_key(generator):
    for draft in all_drafts(generator):
        check_key(draft)


@EACH_GENERATOR
def test_there_are_three_distinct_distractors_with_a_misconception_each(generator):
    for draft in all_choices(generator):
        check_options(generator, draft)


@pytest.mark.long
@EACH_GENERATOR
def test_ten_thousand_seeds_keep_key_and_distractors(generator):
    for level, seed in product(generator.levels, range(10_000)):
        draft = draft_of(generator, seed, level)
        check_key(draft)
        if is_choice(draft):
            check_options(generator, draft)


@EACH_GENERATOR
def test_each_place_of_the_key_is_equally_likely(generator):
    for level, drafts in choices_of(generator).items():
        expected = len(drafts) / 4
        places = Counter(map(key_place, drafts))
        chi_squared = sum((places[place] - expected) ** 2 / expected for place in range(4))
        assert chi_squared < CHI_SQUARED_1_PERCENT[3], f"level {level}: {places}"


@EACH_GENERATOR
def test_the_longest_option_is_the_key_in_at_most_thirty_percent(generator):
    for level, drafts in choices_of(generator).items():
        longest = 0
        for draft in drafts:
            lengths = [len(option["text"]) for option in options_of(draft)]
            key = lengths.pop(key_place(draft))
            longest += key > max(lengths)
        assert longest <= 0.3 * len(drafts), f"level {level}"


@EACH_GENERATOR
def test_there_are_two_hundred_different_questions(generator):
    assert len(set(map(asked, all_drafts(generator)))) >= 200


@pytest.mark.parametrize(
    ("key", "level", "space"),
    [
        ("binary_to_denary", 1, 15),
        ("binary_to_denary", 2, 27),
        ("denary_to_binary", 1, 15),
        ("denary_to_binary", 2, 59),
        ("colour_depth", 1, 9 * 9),
        ("colour_depth", 2, 9 * 8),
        ("gate_truth_table", 2, 45),
    ],
)
def test_levels_with_few_questions_use_their_whole_space(key, level, space):
    assert len({draft_of(find_generator(key), seed, level).content["stem"] for seed in SEEDS}) == space


def findings_of(draft):
    kind, content = read(draft)
    return lint(kind.plain_content(content), kind.key)


@pytest.mark.parametrize("count", [LINTED, pytest.param(len(SEEDS), marks=pytest.mark.long)])
@EACH_GENERATOR
def test_the_linter_finds_something_in_at_most_one_percent(generator, count):
    for level, drafts in drafts_of(generator).items():
        looked_at = drafts[:count]
        found = [findings for draft in looked_at if (findings := findings_of(draft))]
        assert len(found) <= 0.01 * len(looked_at), f"level {level}: {found[:3]}"


@EACH_GENERATOR
def test_whole_numbers_are_sorted_and_everything_else_is_shuffled(generator):
    for draft in all_choices(generator):
        texts = [option["text"] for option in options_of(draft)]
        if not draft.content["shuffle"]:
            assert [int(text) for text in texts] == sorted(int(text) for text in texts)


@EACH_GENERATOR
def test_the_same_seed_gives_the_same_draft(generator):
    for level, drafts in drafts_of(generator).items():
        for draft in drafts[:50]:
            again = draft_of(generator, draft.seed, level)
            assert again == draft
        first, second = draft_of(generator, 1, level), draft_of(generator, 2, level)
        assert first.content != second.content, f"level {level}"


@EACH_GENERATOR
def test_three_hints_a_worked_solution_and_a_difficulty(generator):
    for draft in chain.from_iterable(drafts[:100] for drafts in drafts_of(generator).values()):
        hints = draft.content["hints"]
        assert len(hints) == 3
        assert len(set(hints)) == 3
        assert draft.content["explanation"] == draft.worked_solution
        assert 1 <= draft.content["difficulty"] <= 5
        assert draft.worked_solution
        if is_choice(draft):
            key = options_of(draft)[key_place(draft)]["text"]
            assert key.split(", ")[-1] in draft.worked_solution


@EACH_GENERATOR
def test_feedback_on_a_distractor_never_tells_the_key(generator):
    for draft in all_choices(generator):
        # An output stands in code marks, which feedback wouldn't have.
        key = options_of(draft)[key_place(draft)]["text"].strip("`\n")
        if len(key) > 2:  # A 0 or a 1 is a digit of many hints, and no answer by itself.
            for option in options_of(draft):
                feedback = option.get("feedback", "")
                told = key in feedback and re.search(rf"\b{re.escape(key)}\b", feedback)
                assert not told, draft.content["stem"]


@EACH_GENERATOR
def test_every_misconception_is_in_the_catalogue_and_is_really_used(generator):
    assert set(generator.misconceptions) <= CATALOGUE.keys()
    used = {slug for draft in all_drafts(generator) for _, _, slug in tagged(draft.content)}
    assert used == set(generator.misconceptions)


@EACH_GENERATOR
def test_objectives_are_those_of_the_shipped_curriculum(generator):
    curriculum = Path("backend/curriculum/data/curriculum.json").read_text(encoding="utf-8")
    keys = set(re.findall(r'"key": "([^"]+)"', curriculum))
    assert generator.objectives
    assert set(generator.objectives) <= keys
    assert draft_of(generator, 1, 1).objectives == generator.objectives


def test_keys_name_one_generator_each_and_numbers_are_in_the_order_of_the_catalogue():
    assert len({generator.key for generator in ALL}) == len(ALL)
    numbers = [generator.number for generator in ALL]
    assert numbers == sorted(numbers), "a number may come twice: units in steps of 1000, and of 1024"
    assert set(numbers) <= set(range(1, 52)), "the catalogue of generators has 51"
    assert not SOLVERS.keys() & JUDGES.keys()
    assert SOLVERS.keys() | JUDGES.keys() == {
        generator.key for generator in ALL if is_choice(draft_of(generator, 1, 1))
    }
    assert find_generator("no_such_generator") is None


@EACH_GENERATOR
def test_different_drafts_differ_in_their_stems(generator):
    for level in generator.levels:
        drafts = drafts_of_order(Order(f"generator.{generator.key}", 8, level), seed=7)
        assert len(set(map(asked, drafts))) == len(drafts) == 8, f"level {level}"


@pytest.mark.parametrize(
    ("key", "level", "count"),
    # Three gates, and a NOT before the first input, the second or the bracket; other letters make no other question.
    [("generator.binary_to_denary", 1, 15), ("generator.gate_truth_table", 2, 9)],
)
def test_a_small_level_gives_all_that_it_has(key, level, count):
    assert len(drafts_of_order(Order(key, 40, level), seed=1)) == count


def test_an_unknown_level_is_refused():
    with pytest.raises(ValueError, match="no level 4"):
        ALL[0].plan(1, 4)


def test_what_collides_with_the_key_or_an_earlier_slip_is_dropped():
    import random

    def problem(*values):
        wrong = tuple(WrongAnswer(value, "topic.slip", "Look again.") for value in values)
        return Problem("?", 5, wrong, ("a", "b", "c"), "", 1)

    rng = random.Random(1)
    assert choose_distractors(problem(5, 4, 4, 6), 1, rng) is None
    chosen = choose_distractors(problem(5, 4, 4, 6, 7), 1, rng)
    assert [wrong.value for wrong in chosen] == [4, 6, 7]
    assert choose_distractors(problem(4, 6, 7), 2, rng) is None, "only one value lies below the key"


def test_a_generator_without_enough_slips_says_so():
    from dataclasses import replace

    poor = replace(ALL[0], draw=lambda rng, level: Problem("?", 5, (), ("a", "b", "c"), "", 1))
    with pytest.raises(GeneratorExhaustedError):
        poor.plan(1, 1)


@pytest.mark.parametrize(("value", "digits"), [(0, "0"), (1, "1"), (6, "011"), (25, "10011")])
def test_remainders_come_up_lowest_column_first(value, digits):
    assert remainders_of(value) == digits
