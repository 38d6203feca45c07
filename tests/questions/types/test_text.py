"""Folding, wildcards, spelling distance, and which accepted answer wins."""

from __future__ import annotations

import re
import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from backend.questions.types.base import FormatError
from backend.questions.types.registry import get_type
from backend.questions.types.text import (
    close_limit,
    fold_case,
    fold_text,
    regex_matches,
    spelling_distance,
    wildcard_matches,
)
from backend.questions.types.text_answers import AcceptedText, find_text_match, full_text

SHORT_TEXT = get_type("short_text")


def osa(left: str, right: str) -> int:
    """Optimal string alignment by its recurrence, on the full table (Damerau 1964, as restricted by Boytsov 2011)."""
    table = {(i, 0): i for i in range(len(left) + 1)} | {(0, j): j for j in range(len(right) + 1)}
    for i in range(1, len(left) + 1):
        for j in range(1, len(right) + 1):
            changed = left[i - 1] != right[j - 1]
            best = min(table[i - 1, j] + 1, table[i, j - 1] + 1, table[i - 1, j - 1] + changed)
            if i > 1 and j > 1 and left[i - 1] == right[j - 2] and left[i - 2] == right[j - 1]:
                best = min(best, table[i - 2, j - 2] + 1)
            table[i, j] = best
    return table[len(left), len(right)]


@given(st.text("abé", max_size=7), st.text("abé", max_size=7), st.integers(0, 3))
@settings(max_examples=200)
def test_spelling_distance(left: str, right: str, limit: int):
    assert spelling_distance(left, right, limit) == min(osa(left, right), limit + 1)


def test_spelling_distance_edits_no_letters_twice():
    assert spelling_distance("ca", "abc", 5) == 3  # unrestricted Damerau-Levenshtein would be 2


@pytest.mark.parametrize(("word", "limit"), [("byte", 1), ("mouse", 1), ("router", 2), ("a", 1)])
def test_close_limit(word: str, limit: int):
    assert close_limit(word) == limit


@pytest.mark.parametrize(
    ("typed", "folded"),
    [("  a \t b\n", "a b"), ("a\u00a0b", "a b"), ("e\u0301", "é"), ("", ""), (" \u2003", ""), ("A b", "A b")],
)
def test_fold_text(typed: str, folded: str):
    assert fold_text(typed) == folded


@given(st.text(max_size=20))
@settings(max_examples=100)
def test_folding_twice_changes_nothing(text: str):
    assert fold_text(fold_text(text)) == fold_text(text)
    assert unicodedata.is_normalized("NFC", fold_case(text))


def regex_of(pattern: str) -> str:
    """Read a wildcard pattern character by character into a regular expression."""
    out, place = "", 0
    while place < len(pattern):
        if pattern.startswith("\\*", place):
            out, place = out + re.escape("*"), place + 2
        else:
            out, place = out + (".*" if pattern[place] == "*" else re.escape(pattern[place])), place + 1
    return out


@given(st.text(r"ab*\ ", max_size=7), st.text(r"ab*\ ", max_size=8))
@settings(max_examples=400)
def test_wildcards(pattern: str, text: str):
    assert wildcard_matches(pattern, text) == bool(re.fullmatch(regex_of(pattern), text, re.DOTALL))


@pytest.mark.parametrize(
    ("pattern", "text", "matches"),
    [
        ("random access*", "random access memory", True),
        ("random access*", "random access", True),
        ("*cpu*", "the cpu", True),
        ("a*a", "a", False),
        (r"2 \* 3", "2 * 3", True),
        (r"2 \* 3", "2 x 3", False),
        ("a*b*c", "a c b", False),
        ("ab*ba", "aba", False),
    ],
)
def test_wildcard_examples(pattern: str, text: str, matches: bool):
    assert wildcard_matches(pattern, text) is matches


def test_regex_matches_all_of_the_text():
    assert regex_matches(r"(ran|ram)\w*", "RANDOM", case_sensitive=False)
    assert not regex_matches(r"(ran|ram)\w*", "RANDOM", case_sensitive=True)
    assert not regex_matches("ran", "random", case_sensitive=False)


@pytest.mark.parametrize("pattern", ["(?=a)b", r"(a)\1", "(", "((a{1000}){1000}){1000}"])
def test_regex_refuses_what_is_not_linear(pattern: str):
    with pytest.raises(FormatError) as error:
        regex_matches(pattern, "a", case_sensitive=False)
    assert error.value.code == "bad_pattern"
    with pytest.raises(FormatError) as error:
        SHORT_TEXT.parse_content({"stem": "?", "accepted": [{"pattern": pattern, "kind": "regex"}]})
    assert error.value.code == "bad_content"


def accepted(*rows: dict) -> list[AcceptedText]:
    return [AcceptedText.model_validate(row) for row in rows]


def matched(answers: list[AcceptedText], text: str) -> str | None:
    match = find_text_match(answers, text)
    return match.accepted.pattern if match else None


def test_first_match_wins():
    answers = accepted({"pattern": "a*"}, {"pattern": "ab", "fraction": 0})
    assert matched(answers, "AB") == "a*"
    assert matched(answers, "b") is None


@pytest.mark.parametrize(
    ("typed", "pattern"),
    [
        ("router", "router"),
        ("ruoter", "router"),
        ("rout", "router"),
        ("rooter", "rooter"),  # known wrong, so never a slip
        ("router is", None),
        ("mouse", "mouse"),
        ("mose", "mouse"),
        ("moos", None),  # two slips, and mouse has five letters
        ("house", "house"),  # another accepted answer, though one slip from mouse
    ],
)
def test_close_never_reaches_another_listed_answer(typed: str, pattern: str | None):
    answers = accepted(
        {"pattern": "router", "kind": "close"},
        {"pattern": "mouse", "kind": "close"},
        {"pattern": "rooter", "fraction": 0, "misconception": "networks.rooter"},
        {"pattern": "house", "kind": "close", "fraction": 0.5},
    )
    assert matched(answers, typed) == pattern


def test_a_catch_all_is_no_answer_of_its_own():
    answers = accepted({"pattern": "router", "kind": "close"}, {"pattern": "*", "fraction": 0})
    assert matched(answers, "ruoter") == "router"
    assert matched(answers, "modem") == "*"


def test_case_matters_only_where_asked():
    assert matched(accepted({"pattern": "HTTP", "case_sensitive": True}), "http") is None
    assert matched(accepted({"pattern": "HTTP"}), "http") == "HTTP"
    assert matched(accepted({"pattern": "straße", "kind": "exact"}), "STRASSE") == "straße"
    assert matched(accepted({"pattern": "café", "kind": "exact"}), "CAFE\u0301") == "café"


@pytest.mark.parametrize(
    ("row", "typed", "reason"),
    [
        ({"pattern": "random access*"}, "random access memory", "matched pattern 'random access*'"),
        ({"pattern": "cpu"}, "CPU", "matched 'cpu'"),
        ({"pattern": "router", "kind": "close"}, "ruoter", "close to 'router' (1 slip of spelling)"),
        ({"pattern": "c.u", "kind": "regex"}, "cpu", "matched the regular expression 'c.u'"),
        ({"pattern": "gpu", "fraction": 0}, "gpu", "matched 'gpu', a known wrong answer"),
    ],
)
def test_reasons_say_what_was_matched(row: dict, typed: str, reason: str):
    match = find_text_match(accepted(row), typed)
    assert match is not None
    assert match.reason == reason


@pytest.mark.parametrize(
    ("rows", "text"),
    [
        ([{"pattern": "random access*"}], "random access"),
        ([{"pattern": r"2 \* 3"}], "2 * 3"),
        ([{"pattern": "no", "fraction": 0}, {"pattern": "*yes*"}], "yes"),
        ([{"pattern": "c?pu", "kind": "regex", "sample": "CPU"}], "CPU"),
        ([{"pattern": "(a|b)+", "kind": "regex"}, {"pattern": "ab", "kind": "exact"}], "ab"),
        ([{"pattern": "x", "fraction": 0.5}, {"pattern": "x"}, {"pattern": "y"}], "y"),
    ],
)
def test_full_text_is_what_pupils_see_as_the_answer(rows: list[dict], text: str):
    assert full_text(accepted(*rows)) == text


def test_a_catch_all_alone_still_has_a_text_that_earns_marks():
    answers = accepted({"pattern": "*"})
    assert matched(answers, full_text(answers)) == "*"
