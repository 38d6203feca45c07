"""Questions made from lesson text: what is asked, what it stands on, and what is left alone."""

from __future__ import annotations

import pytest

from backend.generation.from_text.definitions import DEFINITIONS
from backend.generation.from_text.key_terms import BLANK, KEY_TERMS
from backend.generation.from_text.ordered_steps import ORDERED_STEPS
from backend.generation.from_text.registry import MAKERS, find_maker
from backend.generation.from_text.term_pairs import find_term_pairs
from backend.questions.types.registry import get_type
from tests.generation.pure.drafts import all_drafts, check_drafts
from tests.generation.pure.outlines import GLOSSARY, NETWORKS, items, lesson, paragraph, table


def stems(drafts, question_type):
    return [draft.content["stem"] for draft in drafts if draft.type == question_type]


def key_of(draft):
    return next(option["text"] for option in draft.content["options"] if option["fraction"] == 1)


def distractors_of(draft):
    return [option["text"] for option in draft.content["options"] if option["fraction"] == 0]


# Definitions


def test_a_glossary_gives_a_choice_and_a_short_answer_for_each_word():
    outline = lesson(("Key words", table(*GLOSSARY)))
    drafts = DEFINITIONS.make(outline, 1)
    check_drafts(outline, drafts)
    words = [row[0] for row in GLOSSARY[1:]]
    assert stems(drafts, "multiple_choice") == [f"What is meant by “{word.lower()}”?" for word in words]
    assert len(stems(drafts, "short_text")) == len(words)
    meanings = {row[1] for row in GLOSSARY[1:]}
    for draft in drafts:
        if draft.type == "multiple_choice":
            assert {key_of(draft), *distractors_of(draft)} <= meanings
            assert len(set(distractors_of(draft))) == 3


def test_the_short_answer_takes_the_word_and_small_slips():
    drafts = DEFINITIONS.make(lesson(("Key words", table(*GLOSSARY))), 1)
    draft = next(draft for draft in drafts if draft.type == "short_text")
    short_text = get_type("short_text")
    content = short_text.parse_content(draft.content)
    assert draft.content["stem"] == "Which word means “a device that sends packets towards other networks”?"
    assert [short_text.mark(content, {"text": text}).fraction for text in ("router", "Routers", "switch")] == [1, 1, 0]


def test_a_table_with_other_headings_asks_in_its_own_words():
    rows = (
        ("Operator", "Operation"),
        ("+", "Addition"),
        ("-", "Subtraction"),
        ("*", "Multiplication"),
        ("/", "Division"),
    )
    outline = lesson(("Sums in Python", table(*rows)))
    drafts = DEFINITIONS.make(outline, 1)
    check_drafts(outline, drafts)
    assert stems(drafts, "multiple_choice") == [f"Which operation belongs to `{sign}`?" for sign, _ in rows[1:]]
    assert [key_of(draft) for draft in drafts] == [name for _, name in rows[1:]]
    assert stems(drafts, "short_text") == []


def test_rows_that_hold_one_another_are_different_answers():
    rows = (
        ("Python", "Meaning"),
        ("<", "Less than"),
        ("<=", "Less than or equal to"),
        (">", "Greater than"),
        (">=", "Greater than or equal to"),
        ("!=", "Not equal to"),
    )
    drafts = DEFINITIONS.make(lesson(("Comparing", table(*rows))), 1)
    assert stems(drafts, "multiple_choice") == [f"What does `{sign}` mean?" for sign, _ in rows[1:]]


def test_the_explanation_tells_what_the_lesson_says():
    definition, gap = DEFINITIONS.make(NETWORKS, 1)[0], KEY_TERMS.make(NETWORKS, 1)[0]
    assert definition.content["explanation"] == "Router: A device that sends packets towards other networks."
    assert gap.content["explanation"] == "Large messages are split into packets before they leave the computer."


def test_with_too_few_definitions_the_word_is_asked_with_other_key_words_beside_it():
    outline = lesson(
        ("Variables", paragraph("A variable is a named place in memory.")),
        ("Loops", paragraph("Every program can repeat its steps in loops or in a function.", bold=("function",))),
        ("Input", paragraph("An operator works on two values.", bold=("operator",))),
        ("Comments", paragraph("Python leaves out comments when it runs.", bold=("comments",))),
    )
    drafts = DEFINITIONS.make(outline, 1)
    check_drafts(outline, drafts)
    (draft,) = drafts
    assert draft.content["stem"] == "Which word means “a named place in memory”?"
    assert key_of(draft) == "Variable"
    assert set(distractors_of(draft)) <= {"Function", "Operator", "Comment", "Loop"}


def test_a_table_of_deeds_asks_for_the_deed_and_for_the_thing():
    rows = (
        ("Defence", "What it does"),
        ("Firewall", "Blocks dangerous traffic"),
        ("Antivirus software", "Finds and removes harmful programs"),
        ("Encryption", "Turns data into a secret code"),
        ("Backup", "Keeps a second copy of your files"),
    )
    outline = lesson(("Staying safe", table(*rows)))
    drafts = DEFINITIONS.make(outline, 1)
    check_drafts(outline, drafts)
    assert stems(drafts, "multiple_choice") == [f"{name}: what does it do?" for name, _ in rows[1:]]
    assert stems(drafts, "short_text")[0] == "Which defence blocks dangerous traffic?"


def test_distractors_begin_like_the_key():
    texts = (
        "Phishing means sending fake messages to people.",
        "Sampling means measuring a sound many times.",
        "Shoulder surfing is when somebody watches you type.",
        "A firewall is a program that blocks traffic.",
        "A router is a device that joins networks.",
        "A worm is a program that spreads by itself.",
        "A backup is a copy that is kept elsewhere.",
    )
    drafts = DEFINITIONS.make(lesson(("Safety", *(paragraph(text) for text in texts))), 1)
    asked = [draft for draft in drafts if draft.content["stem"].startswith("What is ")]
    assert len(asked) == 4
    for draft in asked:
        assert all(option["text"].startswith("A ") for option in draft.content["options"])


@pytest.mark.parametrize("lead", ["Match each word to its meaning.", "Draw lines between the boxes."])
def test_a_jumbled_table_of_a_task_is_no_glossary(lead):
    outline = lesson(("Key words", paragraph(lead), table(*GLOSSARY)))
    assert find_term_pairs(outline) == []


def test_a_heading_that_only_names_a_task_word_is_no_task():
    assert len(find_term_pairs(lesson(("Bubble sort and link layers", table(*GLOSSARY))))) == len(GLOSSARY) - 1


def test_without_three_fair_distractors_only_a_short_answer_is_asked():
    drafts = DEFINITIONS.make(lesson(("Trees", paragraph("A leaf node is an end point of a tree."))), 1)
    assert [draft.type for draft in drafts] == ["short_text"]


def test_distractors_are_neither_part_of_the_key_nor_also_right():
    rows = (
        *GLOSSARY[:4],
        ("Web server", "A computer that sends out web pages"),
        ("Server", "A computer that provides services to others"),
        ("Host", "A computer that provides services to other computers"),
        ("Hub", "A box that repeats data to every cable"),
    )
    for seed in range(30):
        for draft in DEFINITIONS.make(lesson(("Key words", table(*rows))), seed):
            if draft.type == "multiple_choice" and "“server”" in draft.content["stem"]:
                assert "A computer that sends out web pages" not in distractors_of(draft), "contains the key's term"
                assert rows[6][1] not in distractors_of(draft), "means the same"


def test_colon_lines_are_a_glossary_only_where_there_are_several():
    lines = (
        "RAM: memory that is emptied without power",
        "ROM: memory that keeps its contents",
        "Cache: memory inside the processor",
    )
    assert len(find_term_pairs(lesson(("Memory", items(*lines))))) == 3
    assert find_term_pairs(lesson(("Memory", items(lines[0])))) == []
    assert len(find_term_pairs(lesson(("Memory", paragraph(lines[0], bold=("RAM",)))))) == 1


def test_credits_notices_and_objectives_are_not_asked_about():
    pairs = {pair.term for pair in find_term_pairs(NETWORKS)}
    assert "licence" not in pairs
    assert pairs == {"packet", *(row[0] for row in GLOSSARY[1:])}


# Key words in sentences


def test_a_key_word_becomes_a_gap_in_its_sentence():
    drafts = KEY_TERMS.make(NETWORKS, 1)
    check_drafts(NETWORKS, drafts)
    (draft,) = drafts
    assert draft.content["stem"] == (
        "Complete the sentence with the missing word.\n\n"
        f"Large messages are split into {BLANK} before they leave the computer."
    )
    assert draft.content["accepted"][0]["pattern"] == "packets"


@pytest.mark.parametrize(
    "text",
    [
        "It sends packets to all of the other networks nearby.",
        "Now open the packets on your own computer and count them.",
        "In the picture above you can see packets on their way.",
        "Why do packets travel on different routes through the network?",
        "Copyright 2020 by the packets company of the United Kingdom.",
        "Packets are small.",
        "The packets of one message are packets with the same number.",
        "packets = split(message, size=1500)",
        "Packets travel on many routes and arrive at the",
    ],
)
def test_sentences_that_cannot_stand_alone_are_left_out(text):
    assert (
        KEY_TERMS.make(
            lesson(("Networks", paragraph(text, bold=("ackets",)), paragraph("Packets", bold=("Packets",)))), 1
        )
        == []
    )


def test_a_sentence_over_a_line_break_is_read_whole():
    outline = lesson(
        ("Loops", paragraph("A program carries out the loop again\nwhile its condition is true.", bold=("loop",)))
    )
    (draft,) = KEY_TERMS.make(outline, 1)
    assert f"A program carries out the {BLANK} again while its condition is true." in draft.content["stem"]
    check_drafts(outline, [draft])


@pytest.mark.parametrize(
    "text",
    [
        "In Python, packets and messages have a number of their own.",
        "Computers send messages, packets and other data over the network.",
        "Large messages travel between packets and computers on the network.",
    ],
)
def test_one_of_several_words_in_a_row_is_no_gap_as_another_would_fit(text):
    assert KEY_TERMS.make(lesson(("Our lesson", paragraph(text, bold=("packets",)))), 1) == []


# Steps


def test_a_numbered_list_that_is_said_to_be_in_order_becomes_an_ordering():
    drafts = ORDERED_STEPS.make(NETWORKS, 1)
    check_drafts(NETWORKS, drafts)
    (draft,) = drafts
    assert (
        draft.content["stem"] == "Put these steps in the right order, from first to last: How a web page reaches you."
    )
    assert [item["text"] for item in draft.content["items"]] == [
        "The browser asks for the address of the server",
        "The server sends the page in packets",
        "The browser puts the packets together",
        "The page appears on the screen",
    ]


def test_bulleted_ranks_under_their_lead_become_an_ordering():
    lead = "Largest unit to smallest unit:"
    outline = lesson(("Units", items(lead, "One terabyte", "One gigabyte", "One megabyte", levels=[0, 1, 1, 1])))
    (draft,) = ORDERED_STEPS.make(outline, 1)
    check_drafts(outline, [draft])
    assert draft.content["stem"] == "Put these in the right order: largest unit to smallest unit."
    assert draft.evidence.quote == "One terabyte\nOne gigabyte\nOne megabyte"


def test_ranks_may_be_single_words():
    ranks = items("Bit", "Nibble", "Byte", "Kilobyte")
    (draft,) = ORDERED_STEPS.make(lesson(("Units", paragraph("Smallest unit to largest unit:"), ranks)), 1)
    assert [item["text"] for item in draft.content["items"]] == ["Bit", "Nibble", "Byte", "Kilobyte"]


def test_labelled_steps_lose_their_numbers():
    texts = ["Step 1: Fetch the instruction", "Step 2: decode the instruction", "Step 3 - Carry the instruction out"]
    outline = lesson(("The CPU at work", *(paragraph(text) for text in texts), paragraph("Then it starts again.")))
    (draft,) = ORDERED_STEPS.make(outline, 1)
    check_drafts(outline, [draft])
    assert [item["text"] for item in draft.content["items"]] == [
        "Fetch the instruction",
        "Decode the instruction",
        "Carry the instruction out",
    ]


def test_told_steps_lose_the_words_that_tell_their_place():
    text = (
        "First, the sensor measures the light. Then the value is turned into bits. Finally the bits are stored. Good!"
    )
    outline = lesson(("Sampling", paragraph(text)))
    (draft,) = ORDERED_STEPS.make(outline, 1)
    check_drafts(outline, [draft])
    assert [item["text"] for item in draft.content["items"]] == [
        "The sensor measures the light",
        "The value is turned into bits",
        "The bits are stored",
    ]


@pytest.mark.parametrize(
    ("heading", "passage"),
    [
        ("Homework", items("Open the file", "Save the file", "Close the file", ordered=True)),
        ("Steps", items("Explain what RAM is", "List three devices", "What is a bit?", ordered=True)),
        ("Devices", items("A keyboard", "A mouse", "A screen", ordered=True)),
        ("Steps to take", items("A keyboard", "A mouse", "A screen")),
        ("Steps to take", items("Open the file", "Close the file", ordered=True)),
        ("Steps to take", items("Open the file", "Close the file", "Open the file", ordered=True)),
        ("Steps to take", items("x = 1", "x = x + 1", "print(x)", ordered=True)),
        ("Steps to take", items(*(f"Do part {number} of it" for number in range(9)), ordered=True)),
    ],
)
def test_lists_that_are_no_steps_are_left_alone(heading, passage):
    assert ORDERED_STEPS.make(lesson((heading, passage)), 1) == []


# All makers


def test_makers_are_found_by_key():
    assert [maker.key for maker in MAKERS] == [
        "questions_in_file",
        "definitions",
        "key_terms",
        "cloze",
        "matching",
        "contrasts",
        "odd_one_out",
        "ordered_steps",
        "program_outputs",
    ]
    assert find_maker("definitions") is DEFINITIONS
    assert find_maker("no_such_maker") is None


def test_the_same_seed_gives_the_same_drafts_and_another_seed_other_options():
    assert all_drafts(NETWORKS, 1) == all_drafts(NETWORKS, 1)
    assert all_drafts(NETWORKS, 1) != all_drafts(NETWORKS, 2)


def test_an_empty_file_gives_nothing():
    assert all_drafts(lesson()) == []
    assert all_drafts(lesson(("Questions?", paragraph("")))) == []


def test_signs_of_markup_in_a_lesson_are_shown_as_they_are():
    outline = lesson(("Python", paragraph("A star * is a sign that [multiplies] two `numbers` in Python.")))
    pairs = find_term_pairs(outline)
    assert pairs == []
    outline = lesson(("Python", paragraph("A product is a number made with the * sign and [two] numbers.")))
    (draft,) = DEFINITIONS.make(outline, 1)
    short_text = get_type("short_text")
    shown = short_text.pupil_view(short_text.parse_content(draft.content), 1)["stem"]
    assert shown[0]["children"][0]["text"] == "Which word means “a number made with the * sign and [two] numbers”?"
