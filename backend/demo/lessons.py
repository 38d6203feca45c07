"""Two lesson files of our own, written as a teacher would write them: a Word document and a slide show."""

from __future__ import annotations

import io
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any


@dataclass(frozen=True, slots=True)
class Lesson:
    """A lesson file and the makers of questions that are tried on it."""

    name: str
    write: Callable[[], bytes]
    makers: tuple[str, ...]


def write_lessons(folder: Path) -> None:
    """Put the lesson files where somebody who tries the demo can find them; what is there already stays."""
    folder.mkdir(parents=True, exist_ok=True)
    for lesson in LESSONS:
        path = folder / lesson.name
        if not path.exists():
            path.write_bytes(lesson.write())


_INSIDE = (
    "A computer system is a set of hardware and software parts that work together to process data. Phones, games "
    "consoles and the computers of a car are built in the same way as a laptop: data goes in, it is processed, and "
    "data comes out.",
    "The central processing unit (CPU) is the component that carries out the instructions of programs. Its clock "
    "gives the beat, and at each tick it can take one more step.",
    "RAM is the memory that holds the programs and data in use at the moment. It is volatile, so everything in it is "
    "gone when the power is switched off.",
    "Storage is a place where files are kept while the computer is switched off. Hard disks, solid-state drives and "
    "memory cards are storage.",
    "The motherboard is the circuit board that joins all the other components together.",
)
_CYCLE = (
    "The CPU fetches the next instruction from memory.",
    "It decodes the instruction to find out what has to be done.",
    "It executes the instruction, for instance by adding two numbers.",
    "It stores the result and moves on to the next instruction.",
)
_HARDWARE_WORDS = (
    ("Word", "Meaning"),
    ("Input device", "hardware that sends data into the computer, such as a keyboard"),
    ("Output device", "hardware that shows or plays what the computer has worked out"),
    ("Core", "a part of the CPU that can carry out instructions on its own"),
    ("Cache", "a small, very fast memory inside the CPU"),
    ("Clock speed", "how many steps the CPU can take in a second, measured in gigahertz"),
    ("Operating system", "software that shares the hardware out between the programs that are running"),
)


def write_computer_systems() -> bytes:
    """Return the bytes of "Computer systems.docx": headings, definitions, numbered steps and a table of key words."""
    import docx  # noqa: PLC0415 - only the first start writes lessons, and the later ones are to be quick

    document = docx.Document()
    document.add_heading("Computer systems", level=0)
    document.add_paragraph("Year 8 Computing, lesson 2: what is inside, and how it works together")
    document.add_heading("What is inside", level=1)
    for words in _INSIDE:
        _paragraph(document, words)
    document.add_heading("How the CPU works through a program", level=1)
    document.add_paragraph("The CPU repeats these steps, millions of times in every second:")
    for step in _CYCLE:
        document.add_paragraph(step, style="List Number")
    document.add_heading("Memory or storage?", level=1)
    for words in (
        "RAM is fast but volatile. Storage is slower but keeps its data without power.",
        "Saving a file copies it from RAM to storage.",
        "Opening a file copies it from storage to RAM.",
    ):
        document.add_paragraph(words, style="List Bullet")
    document.add_heading("Key words", level=1)
    _table(document, _HARDWARE_WORDS)
    return _saved(document)


def _paragraph(document: Any, words: str) -> None:
    """Add a paragraph whose first words, up to the verb, are bold: the term that it explains."""
    term, verb, rest = words.partition(" is ")
    article, _, name = term.partition(" ") if term.startswith(("A ", "The ")) else ("", "", term)
    paragraph = document.add_paragraph(f"{article} " if article else "")
    paragraph.add_run(name).bold = True
    paragraph.add_run(verb + rest)


def _table(document: Any, rows: Sequence[tuple[str, str]]) -> None:
    table = document.add_table(rows=len(rows), cols=2, style="Table Grid")
    for row, words in zip(table.rows, rows, strict=True):
        for cell, text in zip(row.cells, words, strict=True):
            cell.text = text


_SLIDES: tuple[tuple[str, tuple[str, ...], str], ...] = (
    (
        "Bits and bytes",
        (
            "A bit is a single binary digit, 0 or 1.",
            "A nibble is a group of four bits.",
            "A byte is a group of eight bits, enough for one character.",
            "A computer stores text, pictures and sound as long rows of bits.",
        ),
        "Starter: how many different things can you say with one light that is on or off? And with two lights?",
    ),
    (
        "Two number systems",
        (
            "Denary is the number system with ten digits that we use every day.",
            "Binary is the number system with two digits that computers use.",
            "In denary each column is worth ten times the one on its right.",
            "In binary each column is worth twice the one on its right.",
        ),
        "Common mistake: reading 101 as one hundred and one. Say “one-zero-one”.",
    ),
    (
        "How to change binary into denary",
        (
            "Step 1: Write the place values 8, 4, 2 and 1 above the digits.",
            "Step 2: Circle every place value that has a 1 below it.",
            "Step 3: Add up the circled place values.",
            "Step 4: Check that an odd answer ends in 1.",
        ),
        "Go through 1011 together: 8 + 2 + 1 = 11. Then let pairs try 0110 and 1101.",
    ),
    (
        "Overflow",
        (
            "The most significant bit is the bit on the far left, which is worth the most.",
            "The least significant bit is the bit on the far right, which is worth 1.",
            "An overflow is an error that happens when a result needs more bits than there are.",
            "With four bits the largest number is 15, because 8 + 4 + 2 + 1 is 15.",
        ),
        "Show 1111 + 1 in four bits. Where does the fifth bit go?",
    ),
)
_BINARY_WORDS = (
    ("Word", "Meaning"),
    ("Place value", "what a digit is worth because of the column it stands in"),
    ("Character set", "a list of characters, each with a number that stands for it"),
    ("Kilobyte", "one thousand bytes of data"),
    ("Megabyte", "one million bytes of data"),
)


def write_binary_numbers() -> bytes:
    """Return the bytes of "Binary numbers.pptx": slides with bullets and notes, and a table of key words."""
    import pptx  # noqa: PLC0415 - as above
    from pptx.util import Inches, Pt  # noqa: PLC0415

    deck = pptx.Presentation()
    cover = deck.slides.add_slide(deck.slide_layouts[0])
    cover.shapes.title.text = "Binary numbers"
    cover.placeholders[1].text = "Year 8 Computing, lesson 3"
    for title, lines, notes in _SLIDES:
        slide = deck.slides.add_slide(deck.slide_layouts[1])
        slide.shapes.title.text = title
        slide.placeholders[1].text = "\n".join(lines)
        slide.notes_slide.notes_text_frame.text = notes
    words = deck.slides.add_slide(deck.slide_layouts[5])
    words.shapes.title.text = "Key words"
    frame = words.shapes.add_table(len(_BINARY_WORDS), 2, Inches(0.6), Inches(1.6), Inches(8.8), Inches(3.4))
    for row, texts in zip(frame.table.rows, _BINARY_WORDS, strict=True):
        for cell, text in zip(row.cells, texts, strict=True):
            cell.text = text
            cell.text_frame.paragraphs[0].font.size = Pt(18)
    return _saved(deck)


def _saved(file: Any) -> bytes:
    stream = io.BytesIO()
    file.save(stream)
    return stream.getvalue()


_TEXT_MAKERS = ("text.definitions", "text.key_terms", "text.ordered_steps")

LESSONS = (
    Lesson("Computer systems.docx", write_computer_systems, _TEXT_MAKERS),
    Lesson("Binary numbers.pptx", write_binary_numbers, _TEXT_MAKERS),
)
