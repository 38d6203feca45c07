"""PDF files: what letters at places make together, from pages that each test draws itself.

The order in which a page is drawn is scrambled where a test can do so: only places may decide.
"""

from __future__ import annotations

import random

import pytest

from backend.documents.document_parser.outline import DocumentOutline
from tests.documents.parser.files import passages, read, texts
from tests.documents.parser.pdf_files import HEIGHT, WIDTH, line, lines, pdf, rule, turned

LEFT = (
    "A computer stores every kind of data",
    "as binary digits. One digit is a bit,",
    "and eight of them make a byte, which",
    "is enough for one letter of plain text.",
)
RIGHT = (
    "A network joins computers so that they",
    "can share files, printers and the way to",
    "the internet. A switch passes each packet",
    "on to the one computer that it is for.",
)
ACROSS = "This page has two columns, and this line reaches across the whole of the page above them both"


def lesson(*pages: str) -> DocumentOutline:
    return read(pdf(*pages), "lesson.pdf")


def scrambled(content: str) -> str:
    """The same page with its lines drawn in another order."""
    drawn = content.splitlines(keepends=True)
    random.Random(3).shuffle(drawn)
    return "".join(drawn)


def headings(outline: DocumentOutline) -> list[tuple[str, int]]:
    return [(section.heading, section.level) for section in outline.sections if section.heading]


def test_lines_become_paragraphs_and_a_wider_gap_parts_them() -> None:
    page = lines(*LEFT) + lines(*RIGHT, y=700 - 5 * 14)
    assert texts(lesson(scrambled(page))) == [" ".join(LEFT), " ".join(RIGHT)]


def test_paragraphs_that_begin_with_an_indent() -> None:
    page = lines(LEFT[0], *LEFT[2:]) + line("Another thought begins here, further in than", x=90, y=658)
    page += lines("the lines around it, as in a printed book it does.", y=644)
    assert texts(lesson(page)) == [
        " ".join((LEFT[0], *LEFT[2:])),
        "Another thought begins here, further in than the lines around it, as in a printed book it does.",
    ]


def test_a_line_that_had_room_for_the_next_word_ends_its_paragraph() -> None:
    page = lines("The longest line of this page reaches as far as here, to the margin.", "Short.", "Next one.")
    assert [text[-6:] for text in texts(lesson(page))] == ["Short.", "t one."]


@pytest.mark.parametrize("gutter", [12, 40])
def test_two_columns_are_read_one_after_the_other(gutter: float) -> None:
    width = 36 * 5.5
    page = line(ACROSS, y=740) + lines(*LEFT) + lines(*RIGHT, x=72 + width + gutter) + line(ACROSS[::-1], y=600)
    assert texts(lesson(scrambled(page))) == [ACROSS, " ".join(LEFT), " ".join(RIGHT), ACROSS[::-1]]


def test_columns_whose_lines_do_not_stand_beside_each_other() -> None:
    page = lines(*LEFT) + lines(*RIGHT, x=310, y=707, pitch=13)
    assert texts(lesson(scrambled(page))) == [" ".join(LEFT), " ".join(RIGHT)]


def test_three_columns() -> None:
    parts = [[f"{name} line {n} has words" for n in "abcd"] for name in ("First", "Second", "Third")]
    page = "".join(lines(*part, x=60 + 170 * place) for place, part in enumerate(parts))
    assert texts(lesson(scrambled(page))) == [" ".join(part) for part in parts]


def test_a_paragraph_goes_on_in_the_next_column_and_on_the_next_page() -> None:
    first = lines(*LEFT[:3], "is enough for one") + lines("letter of text, and in other", *RIGHT[1:3], "on to", x=310)
    outline = lesson(first, lines("the one computer that it is for, not more.", LEFT[0]))
    joined = ["is enough for one letter of text", "on to the one computer"]
    assert len(texts(outline)) == 1 and all(words in texts(outline)[0] for words in joined)
    assert passages(outline)[0].location.page == 1


@pytest.mark.parametrize(
    ("rotate", "matrix"),
    [
        (0, "1 0 0 1 72 {from_foot}"),
        (90, "0 1 -1 0 {from_top} 72"),
        (180, "-1 0 0 -1 523 {from_top}"),
        (270, "0 -1 1 0 {from_side} 770"),
    ],
)
def test_pages_that_are_turned_in_the_file_but_upright_on_the_screen(rotate: int, matrix: str) -> None:
    """A scanner or a phone turns the page; the words are written the other way round to match."""
    page = ""
    for place, text in enumerate(LEFT):
        down = 142 + 14 * place
        page += turned(text, matrix.format(from_top=down, from_foot=HEIGHT - down, from_side=WIDTH - down))
    assert texts(read(pdf(scrambled(page), rotate=rotate), "lesson.pdf")) == [" ".join(LEFT)]


def test_text_up_the_side_of_a_page_is_read_after_the_page() -> None:
    page = turned("Read me up the side", "0 1 -1 0 40 300") + lines(*LEFT)
    assert texts(lesson(page)) == [" ".join(LEFT), "Read me up the side"]


def test_words_that_a_line_end_parted_are_joined() -> None:
    page = lines("The computer has a proces-", "sor, and its speed is well-", "known to you. It is well-known indeed.")
    assert texts(lesson(page)) == [
        "The computer has a processor, and its speed is well-known to you. It is well-known indeed."
    ]


def test_a_dash_between_words_and_curly_quotes_stay() -> None:
    page = lines("“Router” isn’t ‘switch’ – one word for each – and 2010-", "2020 were ten years.")
    assert texts(lesson(page)) == ["“Router” isn’t ‘switch’ – one word for each – and 2010- 2020 were ten years."]


def test_headings_by_size_and_by_bold() -> None:
    page = line("Storage", y=760, size=20) + lines(*LEFT, y=730)
    page += line("Why it matters", y=640, font="B") + lines(*RIGHT, y=622)
    outline = lesson(page)
    assert headings(outline) == [("Storage", 1), ("Why it matters", 2)]
    assert outline.title == "Storage"
    assert texts(outline) == [" ".join(LEFT), " ".join(RIGHT)]


def test_the_title_is_the_properties_where_no_heading_says_it() -> None:
    page = lines(*LEFT)
    assert read(pdf(page, title="Binary numbers"), "x.pdf").title == "Binary numbers"
    assert read(pdf(page, title="Microsoft Word - old.docx"), "Unit 3.pdf").title == "Unit 3"


def test_bold_words_and_code_words_in_a_sentence() -> None:
    at = 72 + 11 * (0.667 + 0.278)  # The widths of "A" and a space in Helvetica, ISO 32000's standard metrics.
    page = line("A ", y=700) + line("byte", x=at, y=700, font="B") + line("is eight bits.", x=at + 28, y=700)
    page += line("Call", y=640) + line("print()", x=96, y=640, font="C") + line("to show it.", x=146, y=640)
    first, second = passages(lesson(page))
    assert first.text == "A byte is eight bits."
    assert [(first.text[run.start : run.end].strip(), run.bold, run.code) for run in first.runs] == [
        ("byte", True, False)
    ]
    assert second.text == "Call print() to show it."
    assert [(second.text[r.start : r.end].strip(), r.bold, r.code) for r in second.runs] == [("print()", False, True)]


def test_code_keeps_its_lines_its_indents_and_its_gaps() -> None:
    program = ("for n in range(3):", "    print(n)", "    if n == 2:", "        print('last')", "", "print('done')")
    page = line("Try this program and say what it prints when you run it:", y=720)
    for place, text in enumerate(program):
        bare = text.lstrip()
        page += line(bare, x=90 + 6 * (len(text) - len(bare)), y=700 - 12 * place, size=10, font="C") if bare else ""
    codes = passages(lesson(scrambled(page)), "code")
    assert [passage.text for passage in codes] == ["\n".join(program)]
    assert [(run.start, run.end, run.code) for run in codes[0].runs] == [(0, len(codes[0].text), True)]


def test_code_in_an_ordinary_font_is_told_by_its_look() -> None:
    page = line("This is what the program of the last lesson looked like to us:", y=700)
    page += line("for n in range(3):", y=686) + line("print(n)", x=94, y=672) + line("That is all of it.", y=650)
    assert [passage.text.split("\n")[0] for passage in passages(lesson(page), "code")] == ["for n in range(3):"]


def test_lists_with_signs_and_levels() -> None:
    page = line("You need these things:", y=720)
    items = [("•", "a computer that", 90), ("", "has a screen", 104), ("–", "a mouse", 110), ("•", "a keyboard", 90)]
    for place, (sign, text, x) in enumerate(items):
        y = 700 - 14 * place
        page += (line(sign, x=x, y=y) + line(text, x=x + 14, y=y)) if sign else line(text, x=x, y=y)
    (found,) = passages(lesson(page), "list")
    assert [(item.text, item.level) for item in found.items] == [
        ("a computer that has a screen", 0),
        ("a mouse", 1),
        ("a keyboard", 0),
    ]


def test_typed_numbers_that_count_up_are_a_list() -> None:
    page = lines("1. Type the address of the page into the line at the top,", "and press the key called Enter.")
    page += lines("2. The browser asks for the page.", "3. The server sends it.", y=672)
    (found,) = passages(lesson(page), "list")
    assert found.ordered and [(item.label, item.text[:11]) for item in found.items] == [
        ("1.", "Type the ad"),
        ("2.", "The browser"),
        ("3.", "The server "),
    ]


def test_options_of_a_quiz_stay_apart() -> None:
    page = lines("Which of these keeps its data without power?", "A) RAM", "B) ROM", "C) cache", "D) a register")
    assert texts(lesson(page)) == [
        "Which of these keeps its data without power?",
        "A) RAM",
        "B) ROM",
        "C) cache",
        "D) a register",
    ]


def test_a_table_within_lines_with_a_merged_cell_and_a_cell_of_two_lines() -> None:
    levels, uprights = (700, 676, 640, 616), (72, 200, 400)
    page = "".join(rule(72, y, 400, y) for y in levels)
    page += rule(72, 700, 72, 616) + rule(400, 700, 400, 616) + rule(uprights[1], 676, uprights[1], 616)
    page += line("Parts of a computer", x=80, y=684) + line("RAM", x=80, y=660) + line("loses its data", x=208, y=662)
    page += line("when power goes", x=208, y=649) + line("ROM", x=80, y=624) + line("keeps it", x=208, y=624)
    (found,) = passages(lesson(scrambled(page)), "table")
    assert found.rows == (
        ("Parts of a computer", ""),
        ("RAM", "loses its data when power goes"),
        ("ROM", "keeps it"),
    )


def test_a_frame_around_text_is_no_table() -> None:
    page = rule(60, 720, 540, 720) + rule(60, 630, 540, 630) + rule(60, 720, 60, 630) + rule(540, 720, 540, 630)
    assert texts(lesson(page + lines(*LEFT)), "paragraph") == [" ".join(LEFT)]


def test_cells_that_stand_under_each_other_are_a_table_without_lines() -> None:
    cells = (("Prefix", "Bytes"), ("kilo", "1 000"), ("mega", "1 000 000"), ("giga", "1 000 000 000"))
    page = line("These are the prefixes that we use for files:", y=720)
    for place, (name, size) in enumerate(cells):
        page += line(name, x=80, y=700 - 16 * place) + line(size, x=220, y=700 - 16 * place)
    (found,) = passages(lesson(scrambled(page)), "table")
    assert found.rows == cells


def test_terms_with_long_meanings_are_a_table_and_not_two_columns() -> None:
    page, y = "", 700
    for term, meaning in (("Router", RIGHT[:2]), ("Switch", RIGHT[2:]), ("Byte", LEFT[2:])):
        page += line(term, x=72, y=y) + lines(*meaning, x=180, y=y)
        y -= 14 * len(meaning)
    (found,) = passages(lesson(scrambled(page)), "table")
    assert [row[0] for row in found.rows] == ["Router", "Switch", "Byte"]
    assert [row[1] for row in found.rows] == [" ".join(RIGHT[:2]), " ".join(RIGHT[2:]), " ".join(LEFT[2:])]


def test_powers_are_said_as_such() -> None:
    page = line("A byte has 2", y=700) + line("8", x=133.2, y=704, size=7) + line("= 256 values.", x=144, y=700)
    assert texts(lesson(page)) == ["A byte has 2^8 = 256 values."]


def test_captions() -> None:
    page = lines(*LEFT) + line("Figure 2: A byte and its eight bits", y=600)
    assert texts(lesson(page), "caption") == ["Figure 2: A byte and its eight bits"]


def test_running_heads_and_page_numbers_are_left_out_and_mentioned() -> None:
    bodies = (LEFT, RIGHT, LEFT[::-1])
    pages = [
        line("Computing Year 7", y=810)
        + line(f"Page {n} of 3", x=500, y=810)
        + lines(*body)
        + line(f"{n + 40}", x=290, y=30)
        for n, body in enumerate(bodies, start=1)
    ]
    outline = lesson(*pages)
    assert " ".join(texts(outline)) == " ".join(" ".join(body) for body in bodies)
    assert outline.warnings == ("Page numbers and running lines at the top or foot of pages were left out.",)


def test_a_number_at_the_foot_that_does_not_count_pages_stays() -> None:
    outline = lesson(lines(*LEFT) + line("2026", y=40), lines(*RIGHT) + line("7", y=40))
    assert {"2026", "7"} <= set(texts(outline)) and outline.warnings == ()


def test_each_passage_says_its_page() -> None:
    outline = lesson(line("First page.", y=700), line("Second page.", y=700), line("Third page.", y=700))
    assert [passage.location.page for passage in passages(outline)] == [1, 2, 3]
