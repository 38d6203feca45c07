"""Small lesson files, written here as their outlines."""

from __future__ import annotations

from backend.documents.document_parser.outline import DocumentOutline, ListItem, Location, Passage, Run, Section


def lesson(*sections):
    """An outline of (heading, passages…) tuples; passages without an id are numbered in reading order."""
    number = 0
    built = []
    for heading, *passages in sections:
        numbered = []
        for make in passages:
            number += 1
            numbered.append(make(f"p{number}"))
        built.append(Section(heading, 1, tuple(numbered)))
    return DocumentOutline("A lesson", "pptx", tuple(built))


def paragraph(text, *, bold=(), code=(), kind="paragraph"):
    """A paragraph in which the words of ``bold`` and ``code`` are set so."""

    def make(ident):
        runs = [Run(text.index(words), text.index(words) + len(words), bold=True) for words in bold]
        runs += [Run(text.index(words), text.index(words) + len(words), code=True) for words in code]
        return Passage(ident, kind, text, Location(slide=1), tuple(runs))

    return make


def table(*rows):
    def make(ident):
        text = "\n".join("\t".join(row) for row in rows)
        return Passage(ident, "table", text, Location(slide=1), rows=tuple(rows))

    return make


def items(*texts, ordered=False, levels=None):
    def make(ident):
        found = tuple(ListItem(text, level) for text, level in zip(texts, levels or [0] * len(texts), strict=True))
        return Passage(ident, "list", "\n".join(texts), Location(slide=1), items=found, ordered=ordered)

    return make


GLOSSARY = (
    ("Key word", "Definition"),
    ("Router", "A device that sends packets towards other networks"),
    ("Switch", "A device that joins the computers of one network"),
    ("Protocol", "An agreed set of rules for sending data"),
    ("Bandwidth", "The amount of data that a line can carry each second"),
    ("Server", "A computer that provides services to other computers"),
)

NETWORKS = lesson(
    ("Lesson 3: Networks", paragraph("Learning objectives: by the end of this lesson you will know what a router is.")),
    ("Key words", table(*GLOSSARY)),
    (
        "Packets",
        paragraph("A packet is a small piece of a message that travels on its own."),
        paragraph("Large messages are split into packets before they leave the computer.", bold=("packets",)),
        paragraph("It is a very useful thing to know about."),
        paragraph("Why do packets need numbers?"),
    ),
    (
        "How a web page reaches you",
        paragraph("These are the steps:"),
        items(
            "The browser asks for the address of the server",
            "The server sends the page in packets",
            "The browser puts the packets together",
            "The page appears on the screen",
            ordered=True,
        ),
    ),
    ("Acknowledgements", paragraph("A licence is a document that says how these slides may be used.")),
)
