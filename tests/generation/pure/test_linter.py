"""Each rule on a question that has the flaw and on one that only looks like it."""

from __future__ import annotations

import pytest

from backend.generation.linter import RULES, lint
from backend.questions.types.base import PlainContent
from backend.questions.types.registry import get_type


def question(stem, *options, keys=(0,), ordered=False):
    return PlainContent(stem, options, keys, ordered)


SOUND = question("What does RAM hold?", "Programs in use", "Deleted files", "Printed pages", "Old passwords")


def rules_of(plain, type_key="multiple_choice"):
    return [finding.rule for finding in lint(plain, type_key)]


def test_a_sound_question_has_no_findings():
    assert lint(SOUND, "multiple_choice") == []


FLAWED = [
    ("key_count", question("Which is a bit?", "0", "1", "2", keys=(0, 1)), "options"),
    ("key_count", question("Which is a bit?", "0", "2", "3", keys=()), "options"),
    ("duplicate_options", question("What runs programs?", "A CPU", "A key", "a  CPU."), "option:2"),
    ("duplicate_options", question("Which word is a Boolean?", "True", "true", "yes"), "option:1"),
    (
        "all_or_none_of_the_above",
        question("Which is an input device?", "Mouse", "Screen", "All of the above"),
        "option:2",
    ),
    ("all_or_none_of_the_above", question("Which is an input device?", "Mouse", "Screen", "None of these"), "option:2"),
    ("all_or_none_of_the_above", question("Which is an input device?", "Mouse", "Screen", "A and B"), "option:2"),
    ("negative_stem", question("Which of these is not an input device?", "Screen", "Mouse", "Keyboard"), "stem"),
    ("negative_stem", question("Which device isn’t for input?", "Screen", "Mouse", "Keyboard"), "stem"),
    ("negative_stem", question("Select every answer except the wrong one.", "Screen", "Mouse", "Keys"), "stem"),
    ("absolute_term", question("What do packets do?", "Take routes", "Always arrive", "Carry parts"), "option:1"),
    (
        "longest_is_key",
        question("What is a router?", "A device that sends packets on towards their network", "A cable", "A web page"),
        "option:0",
    ),
    ("grammar_cue", question("The brain of the computer is a", "processor", "input", "output"), "option:1"),
    ("grammar_cue", question("Devices that show results are called", "outputs", "input", "processor"), "option:1"),
    ("stem_word_in_key", question("What does a network switch do?", "Switches packets", "Prints", "Draws"), "option:0"),
    ("numbers_unsorted", question("How many bits make a byte?", "8", "2", "16", ordered=True), "options"),
    ("numbers_unsorted", question("How large is it?", "1,000 MB", "2 MB", "30 MB", ordered=True), "options"),
]


@pytest.mark.parametrize(("rule", "plain", "place"), FLAWED)
def test_a_flaw_is_found_in_its_place(rule, plain, place):
    found = [finding for finding in lint(plain, "multiple_choice") if finding.rule == rule]
    assert [finding.place for finding in found] == [place]
    assert found[0].message
    assert found[0].why
    assert found[0].fix


INNOCENT = [
    ("duplicate_options", question("Which word is a Boolean?", "True", "Truth", "yes")),
    ("duplicate_options", question("Which operator means “equal to”?", "==", "=", "!=")),
    ("all_or_none_of_the_above", question("What does the loop print?", "All of the names in the list", "Nothing")),
    ("negative_stem", question("Which of these is **NOT** an input device?", "Screen", "Mouse", "Keyboard")),
    ("negative_stem", question("Which of these is **not** an input device?", "Screen", "Mouse", "Keyboard")),
    ("negative_stem", question("Sam’s program does not run. What should Sam do first?", "Read the error", "Cry")),
    ("negative_stem", question("What is the output of P AND (NOT Q)?", "0, 0", "0, 1")),
    ("absolute_term", question("What is stored?", "Data", "No cables at all", "Ink")),
    ("absolute_term", question("What does AND need?", "All inputs at 1", "All inputs at 0", "All inputs alike")),
    ("longest_is_key", question("What is 5 in binary?", "101", "10", "11")),
    ("longest_is_key", question("Who?", "Ada Lovelace", "Tim Berners-Lee", "Alan Turing")),
    ("grammar_cue", question("The brain of the computer is a", "processor", "screen", "mouse")),
    ("grammar_cue", question("Pages are written in an", "HTML file", "SQL file", "XML file")),
    ("grammar_cue", question("What is it called?", "Output", "Inputs", "Processor")),
    ("stem_word_in_key", question("What does a network switch do?", "Joins devices", "Prints", "Draws")),
    ("stem_word_in_key", question("Sam has 5 points, Kim has 7. Who has more?", "Kim", "Sam", "Neither")),
    ("stem_word_in_key", question("What is a router for?", "Sending packets to a router", "A router’s power", "Ink")),
    ("numbers_unsorted", question("How many bits make a byte?", "2", "8", "16", ordered=True)),
    ("numbers_unsorted", question("How many bits make a byte?", "16", "8", "2", ordered=True)),
    ("numbers_unsorted", question("How many bits make a byte?", "8", "2", "16")),
    ("numbers_unsorted", question("Which is largest?", "2 kB", "1 MB", "3 bits", ordered=True)),
]


@pytest.mark.parametrize(("rule", "plain"), INNOCENT)
def test_what_only_looks_like_a_flaw_passes(rule, plain):
    assert rule not in rules_of(plain)


def test_two_keys_and_equal_options_are_errors_and_the_rest_are_warnings():
    levels = {rule: lint(plain, "multiple_choice")[0].level for rule, plain, _ in FLAWED if rule != "duplicate_options"}
    assert {rule for rule, level in levels.items() if level == "error"} == {"key_count"}
    duplicates = [lint(plain, "multiple_choice")[0].level for rule, plain, _ in FLAWED if rule == "duplicate_options"]
    assert duplicates == ["error", "warning"]


def test_rules_about_options_leave_other_types_alone():
    words = question("Complete the sentence: RAM is ____.", "memory", "Memory", keys=(0, 1))
    assert lint(words, "short_text") == []
    steps = question("Put these in order.", "Always save", "Then close", keys=())
    assert lint(steps, "ordering") == []


def test_equal_steps_are_found_in_an_ordering():
    steps = question("Put these in order.", "Save", "Close", "save", "Save", keys=())
    assert rules_of(steps, "ordering") == ["duplicate_options", "duplicate_options"]


def test_twins_are_named_as_the_editors_label_them():
    options = question("Which is it?", "RAM", "ROM", "ROM", keys=(0,))
    assert [finding.message for finding in lint(options, "multiple_choice")] == ["“ROM” says the same as option B."]
    steps = question("Put these in order.", "Save", "save", keys=())
    (finding,) = lint(steps, "ordering")
    assert finding.message == "“save” differs from item 1 only in capital letters."


@pytest.mark.parametrize("type_key", ["multiple_choice", "multiple_response"])
@pytest.mark.parametrize(("shuffle", "rules"), [(True, []), (False, ["numbers_unsorted"])])
def test_numbers_need_an_order_only_where_pupils_see_it(type_key, shuffle, rules):
    key = "fraction" if type_key == "multiple_choice" else "correct"
    options = [{"id": f"aaaaa{n}", "text": str(n), key: n == 8} for n in (8, 2, 4)]
    kind = get_type(type_key)
    content = kind.parse_content({"stem": "How many bits make a byte?", "options": options, "shuffle": shuffle})
    assert rules_of(kind.plain_content(content), type_key) == rules


def test_several_keys_are_fine_where_several_may_be_ticked():
    plain = question("Which are input devices?", "Mouse", "Keyboard", "Screen", keys=(0, 1))
    assert lint(plain, "multiple_response") == []


def test_a_negative_stem_is_found_in_every_type():
    assert rules_of(question("Which of these isn't true?"), "short_text") == ["negative_stem"]


def test_markup_is_not_counted_as_words():
    plain = question("What is shown?", "`ab`", "`cd`", "**a very plain word here**", keys=(2,))
    longer = question("What is shown?", "`abcd`", "`cdef`", "**efgh**", keys=(2,))
    assert rules_of(plain) == ["longest_is_key"]
    assert rules_of(longer) == []


@pytest.mark.parametrize("rule", RULES)
@pytest.mark.parametrize("type_key", ["multiple_choice", "multiple_response", "ordering", "short_text", "true_false"])
def test_no_rule_stumbles_over_an_empty_question(rule, type_key):
    assert all(finding.rule == "key_count" for finding in rule(PlainContent(""), type_key))
