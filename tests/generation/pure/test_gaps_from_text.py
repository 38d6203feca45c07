"""Passages with gaps: which sentences stand together, what is left out of them, and what there is to choose from."""

from __future__ import annotations

import re

import pytest

from backend.generation.from_text.cloze import CLOZE
from backend.generation.from_text.key_terms import KEY_TERMS
from backend.generation.from_text.sentence_gaps import find_gap
from backend.questions.types.registry import get_type
from tests.generation.pure.drafts import check_drafts
from tests.generation.pure.ks3_lessons import KS3_LESSONS
from tests.generation.pure.outlines import lesson, paragraph

NETWORKS = lesson(
    (
        "Parts of a network",
        paragraph("A router is a device that joins two networks."),
        paragraph("A protocol is a set of rules for sending data."),
        paragraph("A switch is a device that joins the computers of one network."),
        paragraph("Messages are split into packets before they travel to their goal.", bold=("packets",)),
    ),
)


def key_of(gap):
    if gap["type"] == "choice":
        return next(option["text"] for option in gap["options"] if option["fraction"] == 1)
    return gap["accepted"][0]["pattern"]


def filled(draft):
    """The passage with its gaps filled by the key."""
    return re.sub(r"\[\[(\w+)\]\]", lambda match: key_of(draft.content["gaps"][match[1]]), draft.content["passage"])


def test_sentences_of_a_section_become_one_passage_with_a_gap_each():
    (draft,) = CLOZE.make(NETWORKS, 1)
    check_drafts(NETWORKS, [draft])
    assert draft.type == "cloze"
    assert filled(draft).split("\n\n") == [passage.text for passage in NETWORKS.sections[0].passages]
    keys = [key_of(draft.content["gaps"][gap]) for gap in re.findall(r"\[\[(\w+)\]\]", draft.content["passage"])]
    assert keys == ["router", "protocol", "switch", "packets"]


def test_a_list_to_choose_from_holds_no_word_that_grammar_rules_out():
    (draft,) = CLOZE.make(NETWORKS, 1)
    for gap in draft.content["gaps"].values():
        if gap["type"] == "choice":
            texts = [option["text"] for option in gap["options"]]
            assert len(texts) >= 3
            assert len(set(texts)) == len(texts)
            assert {text.endswith("s") for text in texts} == {key_of(gap).endswith("s")}


def test_too_few_words_to_choose_from_make_a_gap_to_type_in():
    (draft,) = CLOZE.make(NETWORKS, 1)
    kinds = {key_of(gap): gap["type"] for gap in draft.content["gaps"].values()}
    assert kinds == {"router": "choice", "protocol": "choice", "switch": "choice", "packets": "short_text"}


@pytest.mark.parametrize("outline", KS3_LESSONS, ids=["memory", "safety", "data"])
def test_no_passage_gives_away_a_word_that_it_leaves_out(outline):
    drafts = CLOZE.make(outline, 1)
    assert drafts
    for draft in drafts:
        gaps = draft.content["gaps"]
        assert 2 <= len(gaps) <= 4
        shown = re.sub(r"\[\[\w+\]\]", " ", draft.content["passage"]).lower()
        for gap in gaps.values():
            assert not re.search(rf"\b{re.escape(key_of(gap).lower())}\b", shown)


def test_one_sentence_alone_is_no_passage():
    assert CLOZE.make(lesson(("Parts", paragraph("A router is a device that joins two networks."))), 1) == []
    outline = lesson(
        ("Router", paragraph("A router is a device that joins two networks.")),
        ("Protocol", paragraph("A protocol is a set of rules for sending data.")),
    )
    assert CLOZE.make(outline, 1) == []


def test_pupils_who_choose_all_wrong_earn_nothing():
    (draft,) = CLOZE.make(NETWORKS, 1)
    cloze = get_type("cloze")
    content = cloze.parse_content(draft.content)
    wrong = {
        ident: next(option["id"] for option in gap["options"] if option["fraction"] == 0)
        for ident, gap in draft.content["gaps"].items()
        if gap["type"] == "choice"
    }
    assert cloze.mark(content, {"gaps": wrong}).fraction == 0


@pytest.mark.parametrize(
    ("term", "words", "found"),
    [
        ("packet", "A message is split into packets before it travels.", "packets"),
        ("packet", "Packets of a message and packets of a file travel.", None),
        ("text file", "A text file holds the same letters as any other file.", None),
        ("library", "Programmers share their useful code in libraries on the web.", "libraries"),
        ("packet", "Packets are small.", None),
        ("packet", "Computers send frames and packets over the whole network.", None),
        ("program", "Conditions are used to control program flow in most languages.", None),
        ("variable", "A short variable name is quick to type and hard to read.", None),
        ("CPU", "The CPU carries out instructions of a program.", "CPU"),
    ],
)
def test_a_word_is_left_out_where_the_sentence_fixes_it(term, words, found):
    gap = find_gap(term, words)
    assert (gap and gap.match[0]) == found


@pytest.mark.parametrize(
    "sentence",
    [
        "On each round of the loop, add the variable to the total.",
        "Define a second variable that holds the name of the player.",
        "In that file, the variable is given the value of the total.",
        "The name of the variable's value is shown on the screen.",
    ],
)
def test_what_to_do_and_what_points_elsewhere_is_never_asked(sentence):
    outline = lesson(
        ("Variables", paragraph(sentence, bold=("variable",)), paragraph("A router joins two networks of a school."))
    )
    assert KEY_TERMS.make(outline, 1) == []


def test_a_term_that_a_file_keeps_using_is_asked_where_a_sentence_is_about_it():
    outline = lesson(
        (
            "Memory",
            paragraph("RAM loses its contents when the computer is switched off."),
            paragraph("Programs are copied to RAM while the computer runs them."),
            paragraph("More RAM lets a computer run more programs at the same time."),
        )
    )
    (draft,) = KEY_TERMS.make(outline, 1)
    assert draft.content["stem"].endswith("________ loses its contents when the computer is switched off.")
    assert draft.content["accepted"][0]["pattern"] == "RAM"


def test_a_number_word_may_be_written_in_digits():
    outline = lesson(("Data", paragraph("A byte holds eight bits, enough for a letter of text.", bold=("eight bits",))))
    (draft,) = KEY_TERMS.make(outline, 1)
    kind = get_type("short_text")
    content = kind.parse_content(draft.content)
    assert [kind.mark(content, {"text": told}).fraction for told in ("eight bits", "8 bits", "9 bits")] == [1, 1, 0]
