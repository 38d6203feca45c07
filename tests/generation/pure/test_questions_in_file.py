"""Questions that a file asks already: recognised, taken over word for word, and never given a key that isn't there."""

from __future__ import annotations

import pytest

from backend.documents.document_parser.outline import DocumentOutline, ListItem, Location, Passage, Section
from backend.generation.from_text.key_terms import KEY_TERMS
from backend.generation.from_text.questions_in_file import QUESTIONS_IN_FILE
from backend.questions.types.registry import get_type
from tests.generation.pure.drafts import all_drafts, passages_of
from tests.generation.pure.outlines import lesson, paragraph, table


def labelled(*pairs):
    """A list whose labels ("1.", "a)") Word shows and the text doesn't hold."""

    def make(ident):
        found = tuple(ListItem(text, 0, label) for label, text in pairs)
        return Passage(
            ident, "list", "\n".join(text for _, text in pairs), Location(paragraph=1), items=found, ordered=True
        )

    return make


def asked(outline):
    """(type, stem, key) of each draft, after what must hold for all of them."""
    found = []
    for draft in QUESTIONS_IN_FILE.make(outline, 1):
        passage = passages_of(outline)[draft.evidence.passage_id]
        assert passage.text[draft.evidence.start : draft.evidence.end] == draft.evidence.quote
        assert 0 < len(draft.evidence.quote.split()) <= 25
        kind = get_type(draft.type)
        content = kind.parse_content(draft.content)
        assert kind.mark(content, kind.key_view(content)).fraction == 1
        found.append((draft.type, draft.content["stem"], key_of(draft)))
    return found


def key_of(draft):
    content = draft.content
    if draft.type == "true_false":
        return content["answer"]
    if draft.type == "numeric":
        return content["answers"][0]["value"]
    if draft.type == "short_text":
        return [accepted["pattern"] for accepted in content["accepted"]]
    right = [option["text"] for option in content["options"] if option.get("correct") or option.get("fraction") == 1]
    return right[0] if draft.type == "multiple_choice" else right


ROUTER = "1. Which device joins two networks?"
OPTIONS = ("A. Switch", "B. Router", "C. Monitor", "D. Cable")
ROUTER_QUESTION = [("multiple_choice", "Which device joins two networks?", "Router")]


@pytest.mark.parametrize(
    "passages",
    [
        [paragraph("\n".join((ROUTER, *OPTIONS, "Answer: B")))],
        [paragraph("\n".join((ROUTER, *OPTIONS, "Answer: B – Router")))],
        [paragraph("\n".join((ROUTER, *OPTIONS, "Correct answer: Router")))],
        [paragraph("\n".join((ROUTER, "A. Switch", "B. Router *", "C. Monitor", "D. Cable")))],
        [paragraph("\n".join((ROUTER, "A. Switch", "*B. Router", "C. Monitor", "D. Cable")))],
        [paragraph("\n".join((ROUTER, "a) Switch", "b) Router (correct)", "c) Monitor", "d) Cable")))],
        [paragraph("\n".join((ROUTER, "(a) Switch", "(b) Router ✓", "(c) Monitor", "(d) Cable")))],
        [paragraph("\n".join((ROUTER, *OPTIONS)), bold=("Router",))],
        [paragraph(ROUTER), paragraph("A. Switch   B. Router   C. Monitor   D. Cable"), paragraph("Ans: b")],
        [*(paragraph(line) for line in (ROUTER, *OPTIONS)), paragraph("Answers"), paragraph("1. B")],
        [*(paragraph(line) for line in (ROUTER, *OPTIONS)), paragraph("Answer key:"), paragraph("1 B, 2 C, 3 A")],
        [*(paragraph(line) for line in (ROUTER, *OPTIONS)), paragraph("Mark scheme"), table(("1", "B", "1 mark"))],
        [*(paragraph(line) for line in (ROUTER, *OPTIONS)), paragraph("Answers"), labelled(("1.", "Router"))],
        [
            labelled(("1.", ROUTER.removeprefix("1. "))),
            labelled(*((f"{option[0].lower()})", option[3:]) for option in OPTIONS)),
            paragraph("Answer: b"),
        ],
        [paragraph("\n".join(("Which device joins two networks?", *OPTIONS, "Answer: B")))],
    ],
)
def test_a_lettered_question_is_taken_over_with_the_answer_that_the_file_marks(passages):
    outline = lesson(("Quiz", *passages))
    assert asked(outline) == ROUTER_QUESTION
    (draft,) = QUESTIONS_IN_FILE.make(outline, 1)
    assert [option["text"] for option in draft.content["options"]] == ["Switch", "Router", "Monitor", "Cable"]
    assert "Which device joins two networks?" in draft.evidence.quote


@pytest.mark.parametrize(
    "passages",
    [
        [paragraph("\n".join((ROUTER, *OPTIONS)))],
        [paragraph("\n".join((ROUTER, *OPTIONS, "Answer: E")))],
        [paragraph("\n".join((ROUTER, *OPTIONS, "Answer: see page 4")))],
        [paragraph("\n".join((ROUTER, *OPTIONS, "Answer: B – Switch")))],
        [paragraph("\n".join((ROUTER, "A. Switch *", *OPTIONS[1:], "Answer: B")))],
        [paragraph("\n".join((ROUTER, *OPTIONS)), bold=("Switch", "Router", "Monitor", "Cable"))],
        [paragraph("\n".join((ROUTER, *OPTIONS))), paragraph("Answers"), paragraph("2. B")],
        [paragraph("\n".join((ROUTER, *OPTIONS))), paragraph("Answers"), paragraph("1. B\n1. C")],
        [
            *(paragraph("\n".join((ROUTER, *OPTIONS))) for _ in range(2)),
            paragraph("Answers"),
            paragraph("1. B"),
        ],
        [paragraph("1. What is a router?\nName: ________")],
        [paragraph("1. Explain how a router works. [4 marks]\nAnswer: It sends packets")],
        [paragraph("1. State two input devices. [2 marks]\nAnswer: mouse, keyboard")],
        [paragraph("1. What is a router?\nAnswer: a device that reads where each packet goes and sends it on")],
        [paragraph("1. Name an input device.\nAnswer: any suitable device")],
        [paragraph("Q: Is this clear?\nTell your teacher.")],
    ],
)
def test_without_a_sure_answer_there_is_no_question(passages):
    assert asked(lesson(("Quiz", *passages))) == []


def test_several_right_letters_make_a_question_with_several_answers():
    text = "2) Which of these are input devices?\nA) Mouse\nB) Printer\nC) Keyboard\nD) Speaker\nAnswer: A and C"
    assert asked(lesson(("Quiz", paragraph(text)))) == [
        ("multiple_response", "Which of these are input devices?", ["Mouse", "Keyboard"])
    ]


@pytest.mark.parametrize(
    ("text", "statement", "answer"),
    [
        ("1. RAM is volatile memory. True / False\nAnswer: True", "RAM is volatile memory.", True),
        ("True or false: RAM keeps its contents.\nAnswer: F", "RAM keeps its contents.", False),
        ("4) A byte is eight bits. (True)", "A byte is eight bits.", True),
        ("4) A nibble is eight bits – False", "A nibble is eight bits", False),
        ("3. A nibble is four bits.\nTrue ✓\nFalse", "A nibble is four bits.", True),
        ("3. A nibble is four bits.\na) True\nb) False\nAnswer: a", "A nibble is four bits.", True),
    ],
)
def test_statements_with_their_truth_are_taken_over(text, statement, answer):
    assert asked(lesson(("Quiz", paragraph(text)))) == [("true_false", statement, answer)]


def test_the_reason_after_true_or_false_is_told():
    outline = lesson(
        ("Quiz", paragraph("1. RAM keeps data. (T/F)"), paragraph("Answers"), paragraph("1. False: ROM does"))
    )
    (draft,) = QUESTIONS_IN_FILE.make(outline, 1)
    assert (draft.content["answer"], draft.content["explanation"]) == (False, "ROM does")


@pytest.mark.parametrize(
    ("text", "kind", "stem", "key"),
    [
        ("Q: What does CPU stand for?\nA: Central processing unit", "short_text", "What does CPU stand for?", None),
        ("5. A ________ joins networks. [1 mark]\nAnswer: router", "short_text", "A ________ joins networks.", None),
        ("Q2. How many bits are in a byte?\nAnswer: 8", "numeric", "How many bits are in a byte?", "8"),
        ("6. Name the brain of the computer.\nAns: CPU / processor", "short_text", None, ["CPU", "processor"]),
        ("6. How many bits are in a byte?\nAns: 8 bits", "short_text", None, ["8 bits", "8"]),
        ("7. Convert 5 to binary.\nAnswer: 101", "short_text", "Convert 5 to binary.", ["101"]),
    ],
)
def test_short_answers_are_taken_over(text, kind, stem, key):
    ((found_kind, found_stem, found_key),) = asked(lesson(("Worksheet", paragraph(text))))
    assert found_kind == kind
    assert stem is None or found_stem == stem
    assert key is None or found_key == key


def test_a_table_of_questions_and_answers_is_read_by_its_headings():
    rows = (
        ("No", "Question", "Answer", "Marks"),
        ("1", "What does LAN stand for?", "Local area network", "1"),
        ("2", "Why do we need rules?", "So that all devices understand one another", "2"),
        ("3", "What is the smallest unit of data?", "bit", "1"),
    )
    found = [
        ("short_text", "What does LAN stand for?", ["Local area network"]),
        ("short_text", "What is the smallest unit of data?", ["bit"]),
    ]
    assert asked(lesson(("Quiz", table(*rows)))) == found
    assert asked(lesson(("Mark scheme", table(*rows)))) == found
    assert asked(lesson(("Quiz", table(*rows)), ("Mark scheme", table(*rows)))) == found


def test_the_program_of_a_question_is_shown_with_it():
    def code(ident):
        return Passage(ident, "code", "x = 2\nprint(x * 3)", Location(paragraph=2))

    outline = lesson(("Quiz", paragraph("Q1) What does this print?"), code, paragraph("a) 23\nb) 6\nc) x3\nAnswer: b")))
    assert asked(outline) == [("multiple_choice", "What does this print?\n\n```python\nx = 2\nprint(x * 3)\n```", "6")]


def test_options_that_point_at_others_stay_in_their_order():
    text = "1. Which are devices?\nA. Mouse\nB. Printer\nC. Both A and B\nAnswer: C"
    (draft,) = QUESTIONS_IN_FILE.make(lesson(("Quiz", paragraph(text))), 1)
    assert draft.content["shuffle"] is False


def test_a_key_at_the_end_answers_each_question_by_its_number():
    outline = lesson(
        (
            "Quiz on networks",
            paragraph("1. What does a router join?\nA. Networks\nB. Screens\nC. Words"),
            paragraph("2. Which of these is a rule for sending data?\nA. Switch\nB. Cable\nC. Protocol"),
            paragraph("3. Wi-Fi needs a cable. True / False"),
            paragraph("4. What does LAN stand for?"),
            paragraph("5. Explain what a server does. [3 marks]"),
        ),
        ("Answers", paragraph("1. A\n2. C\n3. False\n4. Local area network\n5. It serves")),
    )
    assert asked(outline) == [
        ("multiple_choice", "What does a router join?", "Networks"),
        ("multiple_choice", "Which of these is a rule for sending data?", "Protocol"),
        ("true_false", "Wi-Fi needs a cable.", False),
        ("short_text", "What does LAN stand for?", ["Local area network"]),
    ]


def test_no_other_maker_takes_a_line_of_a_quiz_for_a_fact():
    outline = lesson(
        (
            "Quiz",
            paragraph("Storage keeps files for a long time.", bold=("Storage",)),
            paragraph("True or false?"),
            labelled(
                ("1.", "The hard disk loses all its files when the power goes off."),
                ("2.", "A printer is a device that sends data into the computer."),
            ),
            paragraph("3. A monitor is a device that reads your fingerprints. (False)"),
            paragraph("Q4) Memory is a part of the keyboard that stores letters for ever. T / F", bold=("Memory",)),
            paragraph("Which is right?\nA. A mouse is a device that prints out pages.\nB. A mouse has buttons."),
        ),
        ("Answers", paragraph("1. A scanner is a device that copies paper into the computer.")),
    )
    stems = [draft.content["stem"] for draft in all_drafts(outline) if draft.maker != "text.questions_in_file"]
    assert [stem for stem in stems if "Storage" not in stem and "________ keeps files" not in stem] == []
    assert KEY_TERMS.make(outline, 1) == []


def test_an_outline_without_questions_gives_none():
    empty = DocumentOutline("Empty", "docx", (Section("", 0, ()),))
    assert asked(empty) == []
