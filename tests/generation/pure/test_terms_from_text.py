"""What a lesson file says a word means, and which of its words matter."""

from __future__ import annotations

import pytest

from backend.generation.from_text.definitions import DEFINITIONS
from backend.generation.from_text.key_words import find_key_words
from backend.generation.from_text.term_pairs import find_term_pairs
from backend.generation.from_text.term_patterns import defined_by
from backend.generation.wording import as_singular
from tests.generation.pure.outlines import items, lesson, paragraph, table

# What a sentence defines


@pytest.mark.parametrize(
    ("sentence", "term", "definition"),
    [
        ("A variable is a named place in memory.", "variable", "a named place in memory"),
        ("An algorithm is a set of steps that solves a problem", "algorithm", "a set of steps that solves a problem"),
        ("Variables are named places that hold values.", "Variables", "named places that hold values"),
        ("Encryption means turning a message into secret code.", "Encryption", "turning a message into secret code"),
        ("Bandwidth refers to the amount of data per second.", "Bandwidth", "the amount of data per second"),
        ("Iteration is when instructions are repeated.", "Iteration", "when instructions are repeated"),
        ("Firewalls are used to block unwanted traffic.", "Firewalls", "block unwanted traffic"),
        ("Fixed values in a program are called “constants”.", "constants", "Fixed values in a program"),
        (
            "People who write programs are known as programmers, and they earn well.",
            "programmers",
            "People who write programs",
        ),
        ("concatenate = put together", "concatenate", "put together"),
        ("We use such names to help us (“mnemonic” = “memory aid”)", "mnemonic", "memory aid"),
        (
            "It says “syntax error” – this means the computer can’t read your line.",
            "syntax error",
            "the computer can’t read your line",
        ),
        ("A loop is a set of steps that repeats (循环).", "loop", "a set of steps that repeats"),
        ("Like a recipe, a program is a sequence of steps in order.", "program", "a sequence of steps in order"),
        (
            "A central processing unit (CPU) is the part that runs programs.",
            "central processing unit",
            "the part that runs programs",
        ),
        (
            "A variable is a named place where data is stored, using the variable’s name",
            "variable",
            "a named place where data is stored",
        ),
    ],
)
def test_a_definition_is_read(sentence, term, definition):
    found = defined_by(sentence)
    assert found is not None
    assert (found.term, found.words) == (term, definition)


@pytest.mark.parametrize(
    "sentence",
    [
        "It is a very useful part of the computer.",
        "This is a list of all the parts.",
        "These are called functions by most programmers.",
        "What is a variable in a program?",
        "My name is a secret that I keep.",
        "The next step is the one that matters most.",
        "Python is a language.",
        "Learning to code is a great way to have fun.",
        "The answer is the number of bits in a byte.",
        "There are a lot of people who use computers.",
        "We are a team that likes to write programs.",
        "A variable is a variable that holds a variable.",
        "x = x + 1",
        "RAM is fast.",
        "The most important thing is the way we use it.",
        "Indentation indent is when you add space before a line.",
    ],
)
def test_what_is_no_definition_is_left_alone(sentence):
    assert defined_by(sentence) is None


def test_a_short_form_in_brackets_is_another_right_answer():
    (pair,) = find_term_pairs(
        lesson(("CPU", paragraph("A central processing unit (CPU) is the part that runs programs.")))
    )
    assert (pair.term, pair.aliases) == ("central processing unit", ("CPU",))


@pytest.mark.parametrize(
    "passages",
    [
        [
            items(
                "Router",
                "A device that joins networks",
                "Switch",
                "A device that joins computers",
                "Server",
                "A computer that serves others",
                levels=[0, 1, 0, 1, 0, 1],
            )
        ],
    ],
)
def test_a_list_with_meanings_one_level_below_is_a_glossary(passages):
    pairs = find_term_pairs(lesson(("Networks", *passages)))
    assert [(pair.term, pair.definition) for pair in pairs] == [
        ("Router", "A device that joins networks"),
        ("Switch", "A device that joins computers"),
        ("Server", "A computer that serves others"),
    ]


def test_headings_above_their_meanings_are_a_glossary_only_where_there_are_several():
    sections = [
        ("Router", paragraph("A device that joins networks.")),
        ("Switch", paragraph("A device that joins the computers of one network.")),
        ("Server", paragraph("A computer that serves others.")),
    ]
    assert [pair.term for pair in find_term_pairs(lesson(*sections))] == ["Router", "Switch", "Server"]
    assert find_term_pairs(lesson(*sections[:2])) == []


def test_a_term_of_the_subject_that_comes_again_is_a_key_word_without_being_bold():
    texts = (
        "A program repeats its steps in a loop until the work is done.",
        "The loop ends when its condition is no longer true.",
        "Our cat is called Ginger and sleeps on the keyboard.",
    )
    words = {word.term: word for word in find_key_words(lesson(("Again", *(paragraph(text) for text in texts))))}
    assert not words["loop"].flagged
    assert words["loop"].score > words["keyboard"].score
    assert "cat" not in words


def test_words_on_us_lose_their_whole_ending():
    assert [as_singular(word) for word in ("buses", "viruses", "houses", "cases")] == ["bus", "virus", "house", "case"]


def test_wrong_answers_are_terms_of_the_same_kind():
    outline = lesson(("Malware", paragraph("Spyware is software that secretly records what users do.")))
    (draft,) = (draft for draft in DEFINITIONS.make(outline, 1) if draft.type == "multiple_choice")
    assert {option["text"] for option in draft.content["options"] if not option["fraction"]} <= {
        "Virus",
        "Worm",
        "Trojan",
        "Ransomware",
        "Adware",
        "Keylogger",
        "Botnet",
    }


def test_a_heading_above_a_whole_sentence_is_not_what_the_sentence_defines():
    outline = lesson(
        ("Text", paragraph("A character set is a list of characters and the numbers that stand for them.")),
        ("Images", paragraph("A pixel is the smallest dot of colour in an image.")),
        ("Sound", paragraph("A sample is a measurement of a sound wave.")),
    )
    assert [pair.term for pair in find_term_pairs(outline)] == ["character set", "pixel", "sample"]


# What texts by other people showed


def glossary_of(*lines):
    """{term: definition} of labelled lines in one list."""
    return {pair.term: pair.definition for pair in find_term_pairs(lesson(("Networks", items(*lines))))}


def test_a_label_whose_words_point_back_at_it_is_told_plainly():
    found = glossary_of(
        "Routers: These devices direct traffic between networks.",
        "Servers: These are powerful computers that provide services to other devices.",
        "Virus - a program that copies itself - you may not notice it",
        "CPU - Central Processing Unit - carries out the instructions of a program",
    )
    assert found == {
        "Routers": "devices that direct traffic between networks",
        "Servers": "powerful computers that provide services to other devices",
        "Virus": "a program that copies itself",
        "CPU": "carries out the instructions of a program",
    }


def test_a_name_that_stands_before_the_meaning_of_its_letters_counts_as_right_too():
    outline = lesson(
        (
            "Parts",
            items(
                "CPU - Central Processing Unit - carries out the instructions of a program",
                "RAM - Random Access Memory - memory that forgets when the power goes",
                "ROM - Read Only Memory - memory that the maker has filled",
            ),
        )
    )
    assert [pair.aliases for pair in find_term_pairs(outline)] == [
        ("Central Processing Unit",),
        ("Random Access Memory",),
        ("Read Only Memory",),
    ]


def test_properties_and_clauses_are_no_definitions():
    assert (
        glossary_of(
            "Ownership: owned and managed entirely by the school itself",
            "Speed: typically fast and easy to use for all",
            "Weakness: the whole network fails when the cable breaks",
            "Star topology: simple to set up in a school",
            "Bus topology: if the cable breaks, the whole network fails",
            "ROM - Read-Only Memory contains data that never changes",
        )
        == {}
    )


@pytest.mark.parametrize(
    "sentence",
    [
        "Make sure there is a period between example and length.",
        "Well it is the duration of the whole sleep.",
        "A longer duration means you hear the sound for longer.",
        "The variable i is used to track how many times the loop has run.",
        "Making mistakes is how you learn the quickest of all.",
    ],
)
def test_what_only_looks_like_a_term_is_none(sentence):
    assert find_term_pairs(lesson(("Sound", paragraph(sentence)))) == []


@pytest.mark.parametrize("term", ["IT support", "NOT gate", "AND gate"])
def test_names_in_capitals_are_told_from_small_words(term):
    found = find_term_pairs(lesson(("Work", paragraph(f"The {term} is a part that joins two circuits of a machine."))))
    assert [pair.term for pair in found] == [term]
    assert (
        find_term_pairs(
            lesson(("Work", paragraph(f"{term.capitalize()} is a part that joins two circuits of a machine.")))
        )
        == []
    )


THREATS = (
    ("Type", "What it does", "How it spreads"),
    ("Virus", "Attaches itself to files", "In attachments of messages"),
    ("Ransomware", "Encrypts files and demands a payment", "Through false links"),
    ("Adware", "Displays unwanted advertising", "With free software"),
    ("Worm", "Copies itself to other computers", "Over the network"),
)


def test_further_columns_of_a_table_of_terms_stay_aside():
    outline = lesson(("Malware", table(*THREATS)))
    assert [(pair.term, pair.definition) for pair in find_term_pairs(outline)] == [row[:2] for row in THREATS[1:]]
    first, *_ = DEFINITIONS.make(outline, 1)
    assert first.content["stem"] == "Virus: what does it do?"
    assert all(option["text"] in {row[1] for row in THREATS[1:]} for option in first.content["options"])


def test_a_table_of_three_columns_without_such_headings_is_no_glossary():
    rows = [("Monday", *row[1:]) for row in THREATS]
    assert find_term_pairs(lesson(("Week", table(*rows)))) == []


def test_another_name_that_the_definition_tells_is_an_alias_and_never_a_wrong_answer():
    outline = lesson(
        (
            "Keywords",
            items(
                "Pixel - a single element of an image on a screen",
                "Colour depth - the number of bits for the colour of each pixel, which is also known as bit depth",
                "Resolution - the number of dots in each row and column",
                "Bit depth - the same as another word on this list",
            ),
        )
    )
    pair = next(pair for pair in find_term_pairs(outline) if pair.term == "Colour depth")
    assert (pair.definition, pair.aliases) == ("the number of bits for the colour of each pixel", ("bit depth",))
    for seed in range(10):
        for draft in DEFINITIONS.make(outline, seed):
            if draft.type == "multiple_choice" and "bits for the colour" in draft.content["stem"]:
                assert "Bit depth" not in {option["text"] for option in draft.content["options"]}


def test_facts_and_figures_are_no_deed():
    outline = lesson(
        (
            "Data",
            table(
                ("Keyword", "Definition"),
                ("data", "facts and figures"),
                ("usage", "how data is used"),
                ("access", "who may see data"),
                ("backup", "a second copy of files"),
            ),
        )
    )
    stems = [draft.content["stem"] for draft in DEFINITIONS.make(outline, 1)]
    assert "Which word means “facts and figures”?" in stems
