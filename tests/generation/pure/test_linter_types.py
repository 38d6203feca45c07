"""Rules about typed answers, gaps, pairs and reading, each in its place and each beside what only looks like it."""

from __future__ import annotations

import pytest

from backend.generation.draft import Draft
from backend.generation.duplicates import find_duplicates, words_to_compare
from backend.generation.linter import check_names, lint
from backend.generation.linter.reading_age import reading_age, syllables_of
from backend.questions.types.base import PlainContent
from backend.questions.types.registry import get_type
from tests.generation.planted import forms


def findings(draft):
    kind = get_type(draft.type)
    return [
        (finding.rule, finding.place)
        for finding in lint(kind.plain_content(kind.parse_content(draft.content)), kind.key)
    ]


def gap(draft):
    return next(iter(draft.content["gaps"]))


def test_typed_answers_are_named_by_their_place_in_the_form():
    caught = forms.typed("Name a part that repeats.", ("*loop*", "wildcard"), ("for loop", "exact", 0.5))
    assert findings(caught) == [("answer_unreachable", "accepted.1.pattern")]
    anything = forms.typed("Name an input device.", "mouse", ("*", "wildcard"))
    assert findings(anything) == [("accepts_anything", "accepted.1.pattern")]
    given = forms.typed("A router joins networks. What joins networks?", "hub", "router")
    assert findings(given) == [("answer_in_stem", "accepted.1.pattern")]
    slip = forms.typed("Which memory is emptied without power?", ("RAM", "close"))
    assert findings(slip) == [("close_to_another_term", "accepted.0.pattern")]
    steps = forms.order("Put these in order.", "Open it", "Step 2: read it", "Close it")
    assert findings(steps) == [("order_given_away", "items.1.text")]
    pairs = forms.matching("Match.", ("disk", "keeps files"), ("web browser", "shows pages of the web"))
    assert findings(pairs) == [("stem_word_in_key", "prompts.1.text")]
    groups = forms.categorise("Sort these.", Output=("screen", "printer"), Input_devices=("mouse", "pointing devices"))
    assert findings(groups) == [("stem_word_in_key", "items.3.text")]
    twins = forms.categorise("Sort these.", Output=("screen", "mouse"), Input=("keyboard", "mouse"), output=())
    assert findings(twins) == [("duplicate_options", "items.3.text"), ("duplicate_options", "categories.2.text")]


def test_gaps_are_named_by_their_place_in_the_form():
    chosen = forms.cloze("An {} is what you send into a computer.", ["input", "printer", "screen"])
    assert findings(chosen) == [("grammar_cue", f"gaps.{gap(chosen)}.options.1.text")]
    typed = forms.cloze("A byte has eight bits. Eight bits make a {}.", "byte")
    assert findings(typed) == [("answer_in_stem", f"gaps.{gap(typed)}.accepted.0.pattern")]


def logic(type_key, stem, expression):
    return Draft(type_key, {"stem": stem, "expression": expression}, "test", 1)


def test_an_expression_that_stands_in_its_question_is_found():
    copied = logic("boolean_expression", "A lamp is on when A AND B are. Write it.", "A AND B")
    assert findings(copied) == [("answer_in_stem", "expression")]
    assert findings(logic("boolean_expression", "Write NOT A AND NOT B with one NOT.", "NOT (A OR B)")) == []
    # There the expression is the question.
    assert findings(logic("truth_table", "Complete the table of A AND B.", "A AND B")) == []


def test_tables_of_other_expressions_are_other_questions():
    drafts = [logic("truth_table", "Complete the truth table.", source) for source in ("A AND B", "A OR B")]
    kind = get_type("truth_table")
    words = {
        draft.content["expression"]: words_to_compare(kind.plain_content(kind.parse_content(draft.content)))
        for draft in drafts
    }
    assert find_duplicates(words, {}) == []


def test_a_number_with_a_wide_tolerance_is_found():
    draft = forms.number("How many bits?", ("8", 1.0, "absolute", "8"), ("7", 0.0, "absolute", "0"))
    assert findings(draft) == [
        ("accepts_anything", "answers.0.tolerance.amount"),
        ("answer_unreachable", "answers.1.value"),
    ]


@pytest.mark.parametrize(
    "draft",
    [
        forms.typed("Which gate turns 1 into 0?", "NOT", ("*", "wildcard", 0.0)),
        forms.typed("Which memory is emptied without power?", ("RAM", "close"), ("ROM", "exact", 0.0)),
        forms.typed("Is RAM or ROM emptied without power?", "RAM"),
        forms.typed("What does `print('router')` print?", "router"),
        forms.typed("Name the loop.", ("for*", "wildcard"), "for loop"),
        forms.number("How many bits?", ("8", 1.0, "absolute", "0"), ("7", 0.0, "absolute", "0")),
        forms.cloze("{} joins two networks.", ["A router", "A mouse", "A printer"]),
        forms.order("Put the lines in order.", "`try:`", "`x = 1`", "`finally:`"),
        forms.matching("Match.", ("5", "`101`"), ("6", "`110`")),
        forms.categorise("Sort these.", Input=("mouse", "keyboard"), Output=("screen",), Neither=()),
        forms.statement("A byte always has 8 bits.", True),
        forms.choice("What happens if the disk is not plugged in?", "An error is shown", "The disk melts"),
        forms.choice("What is printed?", "5", "an error", "2 + 3"),
    ],
    ids=lambda draft: draft.content["stem"],
)
def test_what_only_looks_like_a_flaw_passes(draft):
    assert findings(draft) == []


def test_the_reading_age_is_the_formula_plus_five_years():
    """Five sentences of eight words, eleven syllables each: 0.39 * 8 + 11.8 * 55 / 40 - 15.59 is grade 3.76."""
    words = ["The", "happy", "rabbit", "ran", "to", "the", "little", "hill"]
    assert sum(map(syllables_of, words)) == 11
    text = f"{' '.join(words)}. " * 5
    assert reading_age(text) == pytest.approx(0.39 * 8 + 11.8 * 55 / 40 - 15.59 + 5)


@pytest.mark.parametrize(
    ("word", "count"),
    [("cat", 1), ("table", 2), ("make", 1), ("computer", 3), ("jumped", 1), ("wanted", 2), ("video", 3), ("queue", 1)],
)
def test_syllables_are_counted_as_they_are_spoken(word, count):
    assert syllables_of(word) == count


def test_words_that_the_subject_teaches_and_words_explained_there_weigh_nothing():
    hard = "Which ramifications does it have? "
    assert reading_age("Which authentication does it have? ") < reading_age(hard)
    assert reading_age("Which ramifications (what comes of it) are meant?") < reading_age(
        "Which ramifications are meant?"
    )


def names(*stems):
    return check_names(PlainContent(stem) for stem in stems)


def test_a_batch_about_one_half_of_the_class_is_found_and_small_ones_are_left_alone():
    boys = [f"{name} saves a file. Where is it?" for name in ("Tom", "Ali", "Ben", "Leo", "Adam", "Noah")]
    girls = [f"Later {name} opens it." for name in ("Aisha", "Emma", "Mia")]
    found = names(*boys)
    assert found is not None
    assert (found.rule, found.place) == ("names_unbalanced", "batch")
    assert "boys" in found.message and "girls" in found.fix
    assert names(*boys[:5]) is None
    assert names(*boys, *girls) is None


def test_people_of_history_are_nobodys_choice():
    assert names(*["What did Alan Turing work on?", "When did George Boole live?"] * 4) is None
