"""Defects that the key check, the evidence check, the duplicate check and the rules about typed answers find."""

from __future__ import annotations

import copy
from collections.abc import Callable
from dataclasses import replace
from typing import Any

from backend.demo.bank.questions import ALL, BY_KEY
from backend.documents.document_parser.outline import DocumentOutline, Location, Passage, Section
from backend.generation.draft import Draft, Evidence
from backend.generation.pipeline import BankQuestion
from backend.questions.content import stem_line
from backend.questions.types.registry import get_type
from tests.generation.planted.forms import Planted, choice, cloze, number, of_bank, typed

LESSON = (
    "A router passes packets between networks. A switch joins the devices of one network. Each packet carries the "
    "address that it is going to. The receiver puts the packets back in order."
)
OUTLINE = DocumentOutline(
    "Networks", "docx", (Section("Devices", 1, (Passage("p1", "paragraph", LESSON, Location(paragraph=3)),)),)
)

ANYTHING = (
    typed("What does a router do?", ("*", "wildcard")),
    typed("What is a byte?", ("eight bits", "close"), ("* *", "wildcard", 0.5), ("**", "wildcard")),
    typed("Name an input device.", (".*", "regex")),
    typed("Name an output device.", ("[\\s\\S]+", "regex")),
    typed("Which gate turns 1 into 0?", ("*n*", "wildcard")),
    typed("What shows a picture?", ("*a*", "wildcard")),
    cloze("The {} runs programs.", "placeholder"),
    number("How many bits make a byte?", ("8", 1.0, "absolute", "8")),
    number("What is 101 in denary?", ("5", 1.0, "relative", "2")),
    number("How many pixels are in a picture of 10 by 20?", ("200", 1.0, "absolute", "1000")),
)
next(iter(ANYTHING[6].content["gaps"].values()))["accepted"][0].update(pattern="**", kind="wildcard")

UNREACHABLE = (
    typed("What is a repeated part called?", ("*loop*", "wildcard"), ("for loop", "exact", 0.5)),
    typed("Which part runs programs?", ("cpu", "exact"), ("CPU", "exact", 0.0)),
    typed("What is RAM short for?", ("random*", "wildcard"), ("random access", "exact", 0.5)),
    typed("What is a mistake called?", ("bug", "exact"), ("Bug", "exact")),
    typed("What joins networks?", ("router", "close"), ("*router*", "wildcard", 0.5), ("hub router", "exact", 0.0)),
    typed("What is malware?", ("software", "exact"), ("*ware*", "wildcard", 0.5), ("hardware", "exact", 0.0)),
    typed("What is the first index?", ("0", "exact"), ("*", "wildcard", 0.0), ("zero", "exact", 1.0)),
    number("How many bits make a byte?", ("8", 1.0, "absolute", "1"), ("7", 0.0, "absolute", "0")),
    number("What is 1000 in denary?", ("8", 1.0, "absolute", "0"), ("8", 0.5, "absolute", "0")),
    number("How many kB is it?", ("100", 1.0, "relative", "0.1"), ("95", 0.0, "absolute", "0")),
    number("How many values are there?", ("256", 1.0, "absolute", "2"), ("255", 0.5, "absolute", "0")),
)

NEIGHBOURS = (
    typed("Which memory is emptied when the power goes off?", ("RAM", "close")),
    typed("Which memory keeps the start-up program?", ("ROM", "close")),
    typed("What is the network of one building called?", ("LAN", "close")),
    typed("Which gate needs both inputs at 1?", ("AND", "close")),
    typed("Which gate gives 0 only for two ones?", ("NAND", "close")),
    typed("Which part carries out instructions?", ("CPU", "close"), ("processor", "close")),
    typed("Which gate is 1 when the inputs differ?", ("XOR", "close")),
    typed("Which keyword begins a loop with a condition?", ("while", "close")),
    typed("Which protocol brings a page to a browser safely?", ("HTTPS", "close")),
    cloze("A network of one building is a {}.", "placeholder"),
)
next(iter(NEIGHBOURS[9].content["gaps"].values()))["accepted"][0].update(pattern="LAN", kind="close")

WRONG_KEYS = (
    typed("Which part runs programs?", ("processor", "close", 0.0), ("processor", "close")),
    typed("What joins networks?", ("*", "wildcard", 0.0), ("router", "exact")),
    typed("What is a byte?", ("eight*", "wildcard", 0.5), ("eight bits", "exact")),
    typed("Which gate needs both?", ("and", "exact", 0.0), ("AND", "exact")),
    typed("What is a bug?", (".+", "regex", 0.0), ("a mistake", "exact")),
    typed("Name the first stage.", ("f*", "wildcard", 0.5), ("fetch", "exact")),
    typed("What shows results?", ("screen", "exact", 0.5), ("Screen", "close")),
    typed("Which unit comes first?", ("*bit*", "wildcard", 0.0), ("bit", "exact")),
)


def _quoting(quote: str, passage: str = "p1", start: int | None = None) -> Draft:
    sound = typed("Which device passes packets between networks?", ("router", "exact"))
    begin = LESSON.find(quote) if start is None else start
    return replace(sound, maker="text.definitions", evidence=Evidence(passage, begin, begin + len(quote), quote))


def _not_in_the_source() -> list[Planted]:
    drafts = [
        _quoting("A modem passes packets between networks."),
        _quoting("A router sends packets between networks."),
        _quoting("a router passes packets between networks.", start=0),
        _quoting("A switch joins the devices of one network.", start=3),
        _quoting("A router passes packets", passage="p9"),
        _quoting(LESSON),
        _quoting("passes  packets"),
        _quoting("Each packet carries the address of its sender."),
        _quoting("", start=5),
        replace(_quoting("A router"), evidence=None),
    ]
    return [Planted("quotation that is not in the lesson", "no_evidence", draft) for draft in drafts]


def _unreadable() -> list[Planted]:
    damages: tuple[tuple[str, Callable[[dict[str, Any]], object]], ...] = (
        ("cpu_job", lambda content: content.update(stem="   ")),
        ("cpu_job", lambda content: content.pop("options")),
        ("cpu_job", lambda content: content["options"][0].update(id="x")),
        ("cpu_job", lambda content: content["options"][0].update(text="")),
        ("cpu_job", lambda content: content["options"][1].update(id=content["options"][0]["id"])),
        ("cpu_job", lambda content: [option.update(fraction=0.0) for option in content["options"]]),
        ("cpu_job", lambda content: content.update(level="hard")),
        ("cpu_job", lambda content: content.update(options=content["options"][:1])),
        ("cpu_job", lambda content: content.update(difficulty=9)),
        ("cpu_job", lambda content: content.update(stem=None)),
    )
    planted = []
    for key, damage in damages:
        damaged = of_bank(key if key in BY_KEY else FIRST_CHOICE)
        damage(damaged.content)
        planted.append(Planted("not readable as its type", "unreadable", damaged))
    gone = Draft("essay", {"stem": "Write about RAM."}, "generator.planted", 1)
    return [*planted, Planted("not readable as its type", "unreadable", gone)]


FIRST_CHOICE = next(question.key for question in ALL if question.type == "multiple_choice")


def _copies() -> list[Planted]:
    """Questions of the bank once more, with small changes that leave the question the same."""
    changes: tuple[Callable[[str], str], ...] = (
        lambda stem: stem,
        lambda stem: stem.replace("?", " ?"),
        lambda stem: stem.replace("What ", "**What** ", 1),
        lambda stem: f"{stem}  ",
        lambda stem: stem.replace("Which", "which", 1),
    )
    planted = []
    for n, question in enumerate(ALL[:15]):
        content = copy.deepcopy(question.content)
        content["stem"] = changes[n % len(changes)](content["stem"])
        planted.append(Planted("in the bank already", "bank", Draft(question.type, content, "generator.planted", 1)))
    return planted


def bank() -> list[BankQuestion]:
    """Return the demo's bank, for comparison."""
    return [
        BankQuestion(
            question.key,
            question.type,
            question.content,
            stem_line(get_type(question.type).parse_content(question.content)),
        )
        for question in ALL
    ]


def lopsided() -> list[list[Draft]]:
    """Return batches whose people are nearly all boys, or nearly all girls."""
    stems = (
        "{} wants to send a photo to a friend. What does it travel through?",
        "{} saves a file. Where is it kept?",
        "{}'s laptop is slow. Which part could help?",
        "On Monday {} gets a strange message. What is it called?",
        "{} writes a loop that goes on for ever. What is wrong?",
        "In the lab, {} presses a key. Which device is this?",
        "{} types a web address. What finds the server?",
        "{} draws an icon. What are its dots called?",
    )
    casts = (
        ("Jack", "Oliver", "Mohammed", "Harry", "Jacob", "Noah", "Thomas", "Ethan"),
        ("Olivia", "Emily", "Aisha", "Sophie", "Fatima", "Mia", "Grace", "Chloe"),
        ("Ben", "Daniel", "Yusuf", "Arjun", "Leo", "Adam", "Emma", "Kofi"),
        ("Priya", "Hannah", "Zara", "Lucy", "Amina", "Ella", "Sofia", "Isla"),
    )
    return [
        [
            choice(stem.format(name), f"It is {n}", f"It is {n} more", "It is less")
            for n, (stem, name) in enumerate(zip(stems, cast, strict=True))
        ]
        for cast in casts
    ]


def defects() -> list[Planted]:
    """Return all of this module but the batches."""
    kinds = (
        ("answer that lets anything through", "accepts_anything", ANYTHING),
        ("answer behind one that catches it", "answer_unreachable", UNREACHABLE),
        ("slip of spelling that is another term", "close_to_another_term", NEIGHBOURS),
        ("key that does not earn full marks", "wrong_key", WRONG_KEYS),
    )
    planted = [Planted(kind, expected, draft) for kind, expected, drafts in kinds for draft in drafts]
    return [*planted, *_not_in_the_source(), *_unreadable(), *_copies()]
