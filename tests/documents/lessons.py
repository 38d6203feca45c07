"""Lesson files made on the spot."""

from __future__ import annotations

import copy
import io
import random
from collections.abc import Sequence

import docx
import pptx
from pptx.util import Inches

LONG = 12_000
"""Paragraphs of a file that takes seconds to read."""


def word_lesson(paragraphs: int = 0, *, pictures: Sequence[bytes] = (), alts: Sequence[str] = ()) -> bytes:
    """A .docx about networks: headings, definitions, pictures, a list, a table; `paragraphs` more to make it long.

    The pictures follow the definitions; `alts` are the descriptions of the first of them.
    """
    document = docx.Document()
    document.add_heading("Networks", level=1)
    document.add_paragraph("A router is a device that forwards packets between networks.")
    document.add_paragraph("A switch is a device that connects computers inside one network.")
    document.add_paragraph("A protocol is a set of rules for how computers exchange data.")
    document.add_paragraph("A packet is a small piece of a message that travels through a network.")
    document.add_paragraph("A server is a computer that provides a service to other computers.")
    for picture in pictures:
        document.add_picture(io.BytesIO(picture))
    for shape, alt in zip(document.inline_shapes, alts, strict=False):
        shape._inline.docPr.set("descr", alt)
    document.add_heading("Steps for loading a web page", level=2)
    for step in (
        "Type the address into the browser",
        "The browser asks a DNS server for the IP address",
        "The browser sends a request to the web server",
        "The web server sends the page back",
    ):
        document.add_paragraph(step, style="List Number")
    table = document.add_table(rows=2, cols=2)
    for cell, words in zip(table._cells, ("Device", "Job", "Hub", "Repeats every signal"), strict=True):
        cell.text = words
    document.add_heading("Homework", level=1)
    if paragraphs:
        _lengthen(document, paragraphs)
    return _saved(document)


def _lengthen(document, paragraphs: int) -> None:
    """Add paragraphs that don't compress to next to nothing, or the file would be taken for a zip bomb."""
    rng = random.Random(paragraphs)
    last = document.add_paragraph("A sentence about nothing in particular.")._p
    for _ in range(paragraphs - 1):
        another = copy.deepcopy(last)
        another.r_lst[0].t_lst[0].text = f"A sentence about {rng.getrandbits(160):x}."
        last.addnext(another)
        last = another


def slide_lesson() -> bytes:
    """A .pptx of two slides with bullets and speaker notes."""
    deck = pptx.Presentation()
    for title, lines in (
        ("Binary", ["A bit is a binary digit.", "Eight bits make one byte."]),
        ("Denary", ["Base ten."]),
    ):
        slide = deck.slides.add_slide(deck.slide_layouts[1])
        slide.shapes.title.text = title
        slide.placeholders[1].text = "\n".join(lines)
        slide.notes_slide.notes_text_frame.text = f"Ask about {title}."
    box = deck.slides[0].shapes.add_textbox(Inches(1), Inches(6), Inches(3), Inches(1))
    box.text_frame.text = "Read me last"
    return _saved(deck)


def _saved(thing) -> bytes:
    stream = io.BytesIO()
    thing.save(stream)
    return stream.getvalue()
