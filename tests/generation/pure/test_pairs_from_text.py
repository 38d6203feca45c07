"""Questions made from what stands side by side in a lesson: pairs to match, and things set against each other."""

from __future__ import annotations

import pytest

from backend.generation.from_text.contrast_reading import find_contrast_sentences
from backend.generation.from_text.contrasts import CONTRASTS
from backend.generation.from_text.matching import MATCHING
from tests.generation.pure.drafts import all_drafts, check_drafts
from tests.generation.pure.ks3_lessons import DATA, KS3_LESSONS, MEMORY, SAFETY
from tests.generation.pure.outlines import GLOSSARY, items, lesson, paragraph, table


def pairs_of(draft):
    texts = {element["id"]: element["text"] for side in ("prompts", "options") for element in draft.content[side]}
    return {texts[left]: texts[right] for left, right in draft.content["pairs"].items()}


@pytest.mark.parametrize("outline", KS3_LESSONS, ids=["memory", "safety", "data"])
def test_drafts_of_a_whole_lesson_are_sound_and_many(outline):
    drafts = all_drafts(outline)
    check_drafts(outline, drafts)
    assert len(drafts) >= 16


# Matching


def test_a_glossary_becomes_one_matching_of_its_own_rows():
    outline = lesson(("Key words", table(*GLOSSARY)))
    (draft,) = MATCHING.make(outline, 1)
    check_drafts(outline, [draft])
    assert draft.content["stem"] == "Match each word to its meaning."
    rows = dict(GLOSSARY[1:])
    assert pairs_of(draft).items() <= rows.items()
    assert len(pairs_of(draft)) >= 4


def test_a_table_of_units_is_matched_in_the_words_of_its_headings():
    units = next(draft for draft in MATCHING.make(MEMORY, 1) if "unit" in draft.content["stem"])
    assert units.content["stem"] == "Match each unit to its size."
    assert pairs_of(units)["Kilobyte"] == "1,000 bytes"
    assert len(pairs_of(units)) == 6


def test_numbers_are_matched_as_numbers():
    found = [draft for draft in MATCHING.make(DATA, 1) if "denary" in draft.content["stem"]]
    assert [draft.content["stem"] for draft in found] == ["Match each denary number to its binary number."]
    assert {int(left): int(right, 2) for left, right in pairs_of(found[0]).items()} == {n: n for n in (2, 5, 9, 12, 15)}


@pytest.mark.parametrize(("count", "sizes"), [(3, []), (4, [4]), (6, [6]), (7, [6]), (8, [4, 4]), (11, [5, 6])])
def test_long_tables_are_cut_into_questions_of_four_to_six(count, sizes):
    rows = [(f"ALT+{letter}", f"Meaning number {letter * 3}") for letter in "ABCDEFGHIJK"[:count]]
    drafts = MATCHING.make(lesson(("Keys", table(("Shortcut", "Result"), *rows))), 1)
    assert [len(draft.content["prompts"]) for draft in drafts] == sizes


def test_definitions_of_other_kinds_are_not_mixed():
    for draft in MATCHING.make(SAFETY, 1):
        firsts = {option.split()[0].endswith("ing") for option in pairs_of(draft).values()}
        assert len(firsts) == 1


@pytest.mark.parametrize(
    ("rows", "lead"),
    [
        ((("Unit", "Size"), ("Bit", ""), ("Byte", "8 bits"), ("Nibble", "4 bits"), ("Kilobyte", "____")), "Units"),
        ((("Unit", "Size"), ("Bit", "1"), ("Byte", "8"), ("Nibble", "4"), ("Kilobyte", "9")), "Match up the units:"),
        ((("Week", "Topic"), ("1", "Binary"), ("2", "Images"), ("3", "Sound"), ("4", "Text")), "Our plan"),
        ((("A", "B"), ("x", "y"), ("z", "u"), ("v", "w"), ("r", "s")), "Letters"),
        ((("Unit", "Size"), ("Bit", "1"), ("Byte", "8")), "Units"),
    ],
)
def test_tables_that_say_nothing_sure_are_left_alone(rows, lead):
    assert MATCHING.make(lesson(("Lesson", paragraph(lead), table(*rows))), 1) == []


def test_the_same_table_on_two_slides_is_asked_once():
    outline = lesson(("Words", table(*GLOSSARY)), ("Words again", table(*GLOSSARY)))
    assert len(MATCHING.make(outline, 1)) == 1


def test_pairs_that_share_a_word_or_a_meaning_are_left_out():
    rows = (*GLOSSARY, ("Web page", "A page that a browser shows"), ("Gateway", "Device sending packets to networks"))
    (draft,) = MATCHING.make(lesson(("Words", table(*rows))), 1)
    assert "Web page" not in pairs_of(draft)
    assert not {"Router", "Gateway"} <= pairs_of(draft).keys()


# Contrasts


COMPARED = table(
    ("RAM", "ROM"),
    ("Loses its contents without power", "Keeps its contents without power"),
    ("Holds the programs in use", "Holds the start-up instructions"),
    ("Can be written to at any time", "Is written once in the factory"),
)


def test_what_is_true_of_one_is_asked_among_what_is_true_of_the_other():
    outline = lesson(("Memory", COMPARED))
    drafts = CONTRASTS.make(outline, 1)
    check_drafts(outline, drafts)
    assert len(drafts) == 4
    own = {"RAM": {row[0] for row in COMPARED("x").rows[1:]}, "ROM": {row[1] for row in COMPARED("x").rows[1:]}}
    for draft in drafts:
        name, other = ("RAM", "ROM") if "describes “RAM”" in draft.content["stem"] else ("ROM", "RAM")
        for option in draft.content["options"]:
            assert option["text"] in own[name if option["fraction"] else other]


def test_rows_with_labels_keep_them():
    drafts = [draft for draft in CONTRASTS.make(MEMORY, 1) if "SSD" in draft.content["stem"]]
    texts = {
        option["text"] for draft in drafts if draft.type == "multiple_choice" for option in draft.content["options"]
    }
    assert texts <= {
        *("Speed: slower", "Speed: faster", "Moving parts: has spinning platters", "Moving parts: has none"),
        *("Price for each gigabyte: lower", "Price for each gigabyte: higher"),
        *("If it is dropped: may well break", "If it is dropped: usually survives"),
    }
    assert len(texts) >= 4


def test_advantages_are_asked_among_disadvantages():
    stems = {draft.content["stem"] for draft in CONTRASTS.make(SAFETY, 1)}
    assert stems == {
        "Cloud storage: which of these is an advantage? The others are disadvantages.",
        "Cloud storage: which of these is a disadvantage? The others are advantages.",
    }


def test_what_is_true_of_both_is_no_distractor():
    rows = (
        ("LAN", "WAN"),
        ("Covers one site", "Covers a large area"),
        ("Sends data in packets", "Sends data in packets"),
        ("Is owned by the school", "Uses lines of other companies"),
    )
    for seed in range(20):
        for draft in CONTRASTS.make(lesson(("Networks", table(*rows))), seed):
            assert "Sends data in packets" not in {option["text"] for option in draft.content["options"]}


@pytest.mark.parametrize(
    ("sentence", "swapped"),
    [
        ("Unlike RAM, ROM keeps its contents without power.", "Unlike ROM, RAM keeps its contents without power."),
        (
            "A LAN covers one site, whereas a WAN covers a large area.",
            "A WAN covers one site, whereas a LAN covers a large area.",
        ),
        (
            "Lossy compression throws data away, while lossless compression keeps the data whole.",
            "Lossless compression throws data away, while lossy compression keeps the data whole.",
        ),
        (
            "A compiler translates a whole program at once, but an interpreter translates it line by line.",
            "An interpreter translates a whole program at once, but a compiler translates it line by line.",
        ),
    ],
)
def test_a_sentence_with_its_two_things_swapped_is_false(sentence, swapped):
    outline = lesson(("Differences", paragraph(sentence)))
    (found,) = find_contrast_sentences(outline)
    assert (found.words, found.swapped) == (sentence, swapped)
    statements = {}
    for seed in range(20):
        (draft,) = CONTRASTS.make(outline, seed)
        check_drafts(outline, [draft])
        statements[draft.content["answer"]] = draft.content["stem"]
    assert statements == {True: sentence, False: swapped}


@pytest.mark.parametrize(
    "sentence",
    [
        "The robot moves while the button is pressed by its driver.",
        "Python is easy to read, but it is slower than some languages.",
        "Keyboards are input devices, whereas a monitor is an output device.",
        "A program is fast, but a program can use a lot of memory too.",
        "You can save a file, while we can look at it together.",
    ],
)
def test_sentences_that_do_not_survive_a_swap_are_left_alone(sentence):
    assert find_contrast_sentences(lesson(("Differences", paragraph(sentence)))) == []


@pytest.mark.parametrize(
    "rows",
    [
        (("Question", "Answer"), ("What is it", "It is that"), ("What is this", "It is not that")),
        (("RAM", "ROM"), ("Loses its contents", "")),
        (("Task", "Done"), ("Open the file", "Write your name"), ("Save the file", "Write the date")),
    ],
)
def test_other_tables_set_nothing_against_each_other(rows):
    assert CONTRASTS.make(lesson(("Lesson", items("A list"), table(*rows))), 1) == []
