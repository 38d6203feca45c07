"""Questions that ask the same thing are found; questions that only sound alike are kept."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backend.generation.duplicates import DEFAULT_THRESHOLD, find_duplicates, similarity, words_to_compare
from backend.generation.generators.registry import ALL
from backend.questions.types.base import PlainContent
from tests.generation.pure.bare_python import draft_of

SAME = [
    ("What is a variable? A named place in memory", "What is meant by a variable? A named place in the memory."),
    ("Which device sends packets to other networks?", "Which of these devices sends packets to other networks?"),
    ("Name the part that carries out instructions.", "Name the part which carries out the instructions"),
    ("Loops repeat a group of instructions.", "A loop repeats a group of instructions"),
]

DIFFERENT = [
    ("What is the binary number 1011 in denary?", "What is the binary number 1101 in denary?"),
    ("What does RAM stand for?", "What does ROM stand for?"),
    ("What does x < 5 mean?", "What does x <= 5 mean?"),
    ("Which column belongs to P AND Q?", "Which column belongs to P OR Q?"),
    ("Which of these is an input device?", "Which of these is not an input device?"),
    ("What is a variable? A named place in memory", "What is a constant? A value that can't change"),
    ("What is a router?", "What is a router, and why do schools need one to reach the Internet?"),
]


@pytest.mark.parametrize(("one", "other"), SAME)
def test_rewordings_are_duplicates(one, other):
    assert similarity(one, other) >= DEFAULT_THRESHOLD


@pytest.mark.parametrize(("one", "other"), DIFFERENT)
def test_other_questions_are_not(one, other):
    assert similarity(one, other) < DEFAULT_THRESHOLD


def test_a_candidate_is_compared_with_the_bank_and_with_earlier_candidates():
    candidates = {"a": SAME[0][0], "b": SAME[1][0], "c": SAME[1][1], "d": "What does a compiler translate?"}
    found = find_duplicates(candidates, {"bank-1": SAME[0][1], "bank-2": "What is a switch?"})
    assert [(hit.candidate_id, hit.existing_id, hit.within_batch) for hit in found] == [
        ("a", "bank-1", False),
        ("c", "b", True),
    ]
    assert all(DEFAULT_THRESHOLD <= hit.similarity <= 1 for hit in found)


def test_the_most_alike_question_is_named():
    bank = {"near": "Which device sends packets to the other networks nearby?", "same": SAME[1][0]}
    (hit,) = find_duplicates({"a": SAME[1][1]}, bank)
    assert (hit.existing_id, hit.similarity) == ("same", 1.0)


def test_the_threshold_decides():
    assert find_duplicates({"a": DIFFERENT[5][0]}, {"b": DIFFERENT[5][1]}, threshold=0.99) == []
    assert find_duplicates({"a": SAME[0][0]}, {"b": SAME[0][1]}, threshold=1.0) != []


def test_other_distractors_make_no_other_question():
    one = PlainContent("What is a router?", ("A device that joins networks", "A cable", "A page"), (0,))
    same = PlainContent("What is a router?", ("A printer", "A device that joins networks", "A code"), (1,))
    other = PlainContent("What is a router?", ("A printer", "A device that joins networks", "A code"), (2,))
    steps = PlainContent("Put these in order.", ("Fetch", "Decode", "Execute"))
    assert words_to_compare(one) == words_to_compare(same) == "What is a router? A device that joins networks"
    assert words_to_compare(other) != words_to_compare(one)
    assert words_to_compare(steps) == "Put these in order. Fetch Decode Execute"


def test_variants_of_one_generator_are_different_questions():
    stems = {str(seed): draft_of(ALL[0], seed, 3).content["stem"] for seed in range(40)}
    different = {stem: key for key, stem in stems.items()}
    assert find_duplicates({key: stem for stem, key in different.items()}, {}) == []


@given(st.text(max_size=80), st.text(max_size=80))
def test_similarity_is_symmetric_and_between_0_and_1(one, other):
    assert similarity(one, other) == similarity(other, one)
    assert 0 <= similarity(one, other) <= 1


@given(st.text(max_size=80))
def test_a_text_is_wholly_like_itself(text):
    assert similarity(text, text) == 1
