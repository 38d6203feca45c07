"""The odd one out: which kinds a file sorts things into, and that the odd thing is of one other kind only."""

from __future__ import annotations

import pytest

from backend.generation.from_text.kinds import find_kinds
from backend.generation.from_text.odd_one_out import ODD_ONE_OUT
from tests.generation.pure.drafts import check_drafts
from tests.generation.pure.outlines import items, lesson, paragraph, table

INPUT = {"Keyboard", "Mouse", "Microphone", "Scanner"}
OUTPUT = {"Monitor", "Printer", "Speaker"}

COLUMNS = table(
    ("Input devices", "Output devices"),
    ("Keyboard", "Monitor"),
    ("Mouse", "Printer"),
    ("Microphone", "Speaker"),
)
ROWS = table(
    ("Device", "Type"),
    ("Keyboard", "Input"),
    ("Printer", "Output"),
    ("Mouse", "Input"),
    ("Monitor", "Output"),
    ("Scanner", "Input"),
    ("Speaker", "Output"),
)
LEVELS = items(
    "Input devices",
    "A keyboard",
    "A mouse",
    "A scanner",
    "Output devices",
    "A monitor",
    "A printer",
    "A speaker",
    levels=[0, 1, 1, 1] * 2,
)
SAID = paragraph(
    "Input devices include the keyboard, the mouse and the microphone. "
    "Examples of output devices are monitors, printers and speakers."
)
LABELLED = items(
    "Input devices: these let us talk to a computer. Examples include: keyboard, mouse, scanner.",
    "Output devices: these let a computer talk to us. Examples: monitor, printer and speaker.",
)


def things(draft, fraction):
    return {option["text"] for option in draft.content["options"] if option["fraction"] == fraction}


@pytest.mark.parametrize(
    "outline",
    [
        lesson(("Devices", COLUMNS)),
        lesson(("Devices", ROWS)),
        lesson(("Devices", LEVELS)),
        lesson(("Devices", SAID)),
        lesson(("Devices", LABELLED)),
        lesson(
            ("Input devices", items("Keyboard", "Mouse", "Scanner")),
            ("Output devices", items("Monitor", "Printer", "Speaker")),
        ),
        lesson(
            (
                "Devices",
                paragraph("Input devices:"),
                items("Keyboard", "Mouse", "Scanner"),
                paragraph("Output devices:"),
                items("Monitor", "Printer", "Speaker"),
            )
        ),
    ],
    ids=["columns", "rows", "levels", "sentences", "labels", "headings", "leads"],
)
def test_three_of_one_kind_stand_beside_one_of_the_other(outline):
    drafts = ODD_ONE_OUT.make(outline, 1)
    check_drafts(outline, drafts)
    first, second = drafts
    assert first.content["stem"] == "Three of these are input devices. Which is the odd one out?"
    assert things(first, 0) < INPUT
    assert len(things(first, 0)) == 3
    assert things(first, 1) < OUTPUT
    assert second.content["stem"] == "Three of these are output devices. Which is the odd one out?"
    assert things(second, 0) == OUTPUT
    assert things(second, 1) < INPUT


def test_the_explanation_names_both_kinds():
    draft = ODD_ONE_OUT.make(lesson(("Devices", COLUMNS)), 1)[0]
    (odd,) = things(draft, 1)
    assert draft.content["explanation"] == f"{odd} belongs to the output devices, the others to the input devices."


def test_a_thing_of_two_kinds_is_never_asked_about():
    outline = lesson(
        (
            "Devices",
            items("Input devices", "Keyboard", "Mouse", "Touchscreen", "Webcam", levels=[0, 1, 1, 1, 1]),
            items("Output devices", "Monitor", "Printer", "Touchscreen", "Speaker", levels=[0, 1, 1, 1, 1]),
        )
    )
    for seed in range(20):
        drafts = ODD_ONE_OUT.make(outline, seed)
        assert len(drafts) == 2 or not drafts
        for draft in drafts:
            assert "Touchscreen" not in things(draft, 0) | things(draft, 1)


@pytest.mark.parametrize(
    "sections",
    [
        [("Devices", items("Keyboard", "Mouse", "Scanner"))],
        [("Input devices", items("Keyboard", "Mouse", "Scanner"))],
        [("Hardware", items("Mouse", "Printer", "CPU")), ("Snacks", items("Apple", "Cheese", "Bread"))],
        [
            (
                "Desk",
                items("Devices", "Mouse", "CPU", "Fan", "Input devices", "Pen", "Key", "Pad", levels=[0, 1, 1, 1] * 2),
            )
        ],
        [("Rules", items("Advantages", "Cheap", "Fast", "Small", "Disadvantages", "Loud", "Hot", "Old"))],
        [("Sort", paragraph("Complete the table."), COLUMNS)],
        [("Tools", table(("Input devices", "Output devices"), ("Keyboard is used to type words", "Monitor")))],
    ],
    ids=["one list", "one kind", "unlike lists", "one holds the other", "no kinds", "a task", "sentences"],
)
def test_nothing_is_asked_where_kinds_are_not_set_apart(sections):
    assert ODD_ONE_OUT.make(lesson(*sections), 1) == []


def test_plurals_among_singulars_do_not_give_the_odd_one_away():
    kinds = find_kinds(lesson(("Devices", SAID)))
    assert [kind.members for kind in kinds] == [
        ("keyboard", "mouse", "microphone"),
        ("monitor", "printer", "speaker"),
    ]
