"""Drafts that a careful teacher would keep: the demo's bank, what generators make, and more by hand.

Many of the hand-written ones stand close to a defect: a "not" in a condition, an answer among several that are offered,
numbers beside errors, long words that the subject teaches.
"""

from __future__ import annotations

from backend.demo.bank.questions import ALL
from backend.generation.draft import Draft
from backend.generation.generators.registry import find_generator
from tests.generation.planted.forms import choice, cloze, matching, number, of_bank, order, statement, ticks, typed
from tests.generation.pure.bare_python import draft_of

GENERATED = ("binary_to_denary", "denary_to_binary", "binary_range", "gate_truth_table")
PER_LEVEL = 6

CHOICES = (
    choice(
        "What does a router do?",
        "Passes packets between networks",
        "Prints documents in colour",
        "Keeps copies of old emails",
    ),
    choice("Which part of a computer carries out instructions?", "Processor", "Monitor", "Keyboard", "Speaker"),
    choice("Sam's program does not run. What should Sam do first?", "Read the error message", "Buy a new computer"),
    choice("What happens if the input is not a number?", "`int()` raises an error", "`int()` returns 0", "It waits"),
    choice("Which of these is **NOT** an output device?", "Mouse", "Printer", "Monitor", "Speaker"),
    choice("What is printed by `print(2 + 3)`?", "5", "23", "2 + 3", "an error"),
    choice('What is printed by `print("2" + "3")`?', "23", "5", "2 + 3", "an error"),
    choice("How many bits are in a nibble?", "4", "2", "8", "16"),
    choice(
        "What is wrong with this loop?\n\n```python\nwhile True:\n    x = 1\n```", "It never stops", "It stops too soon"
    ),
    choice("Which value is a Boolean?", "`True`", '`"True"`', "`1.0`", "`[True]`"),
    choice("Which of these is an integer?", "7", "3.5", '"seven"', "False"),
    choice("What is the output of NOT 1?", "0", "1"),
    choice("What does `A AND (NOT B)` give when A is 1 and B is 0?", "1", "0"),
    choice("Where is a program kept while it runs?", "In RAM", "In ROM", "On the monitor", "In the power supply"),
    choice("Who wrote the first program for the Analytical Engine?", "Ada Lovelace", "Alan Turing", "Grace Hopper"),
    choice("What does the padlock in a browser tell you?", "The connection is encrypted", "The site is honest"),
    choice("What is the largest number in four bits?", "15", "4", "8", "16"),
    choice("How many values can a byte show?", "256", "8", "128", "255", at=3, shuffle=False),
    choice("Which is the biggest?", "2 GB", "300 MB", "9,000 kB", shuffle=False),
    choice("Is a router needed to print on a printer that is plugged in by USB?", "No", "Yes"),
    choice("Amina sorts a list. Which list is in order?", "3, 5, 9", "9, 5, 7", "5, 3, 9"),
    choice("A password is stolen. What should Yusuf change?", "The password", "The password of a friend", "The screen"),
    choice("What does the DNS do?", "Finds the address of a name", "Keeps a copy of each page", "Checks for viruses"),
    choice("Why do we compress photos?", "They take up less room", "They get more pixels", "They are easier to print"),
    choice("Which device joins the devices of one network?", "Switch", "Scanner", "Webcam", "Projector"),
    choice("An email asks for your password. What do you do?", "Delete it", "Answer it", "Send it to a friend"),
    choice("Which file is larger: a song of three minutes or a page of text?", "The song", "The page of text"),
    choice(
        "What is an algorithm?", "A list of steps that solves a problem", "A language that computers speak at night"
    ),
    choice(
        "What is metadata?",
        "Data that describes other data",
        "Data that somebody deleted",
        "Data about films and songs",
    ),
    choice("Which representation uses the digits 0 and 1?", "Binary", "Hexadecimal", "Denary"),
    choice("What does decomposition mean?", "Splitting a problem into parts", "Deleting parts of a program"),
    choice("In a list of names, which search looks at each name in turn?", "Linear search", "Binary search"),
    choice("Which cell does `=A1+B1` add to A1?", "B1", "A2", "B2"),
    choice("Which of these addresses is an IP address?", "192.168.0.7", "www.school.example", "7B:00:1F"),
    choice("A light comes on when it is dark and someone moves. Which gate is that?", "AND", "OR", "NOT"),
)
TICKED = (
    ticks("Which of these are input devices? Choose two.", ["Mouse", "Webcam"], ["Monitor", "Printer", "Speaker"]),
    ticks("Which of these are units of data?", ["byte", "bit"], ["metre", "hertz"]),
    ticks("Tick the two that keep data without power.", ["USB stick", "Hard disk"], ["RAM", "Register"]),
    ticks("Which can be malware?", ["A game from an unknown site", "A file in an email"], ["A pen on the desk"]),
    ticks("Which make a password harder to guess?", ["More letters", "A mix of words"], ["Your name", "Your birthday"]),
    ticks("Which numbers are powers of two?", ["8", "64"], ["12", "100"]),
)
TYPED = (
    typed("Which device passes packets between networks?", ("router", "close")),
    typed("What is the name for a mistake in a program?", ("bug", "exact"), ("error", "close")),
    typed("Is RAM or ROM emptied when the power goes off?", ("RAM", "exact")),
    typed("Which is larger: a kilobyte or a megabyte?", ("megabyte", "close"), ("a megabyte", "close")),
    typed("What is the name of the variable?\n\n```python\nscore = 5\n```", ("score", "exact")),
    typed("Which of these words names a kind of loop: if, while, print?", ("while", "exact")),
    typed('What does `print("Hello")` print?', ("Hello", "exact")),
    typed("What is 1010 in denary?", ("10", "exact"), ("ten", "exact")),
    typed("Write 5 in binary.", ("101", "exact"), ("0101", "exact"), ("*", "wildcard", 0.0)),
    typed("Which gate turns 1 into 0?", ("NOT", "exact"), ("NOT gate", "close"), ("*", "wildcard", 0.0)),
    typed("What word means “to look for mistakes in a program and mend them”?", ("debug*", "wildcard")),
    typed("Which memory is emptied without power?", ("RAM", "close"), ("ROM", "exact", 0.0)),
    typed("What do we call software that locks your files and asks for money?", ("ransomware", "close")),
    typed("Which language are web pages laid out in?", ("HTML", "exact"), ("html5", "exact")),
    typed("What is the repeated part of a program called?", ("loop", "exact"), ("iteration", "close")),
)
NUMBERS = (
    number("How many bits make a byte?", ("8", 1.0, "absolute", "0")),
    number("A file of 40 megabits is sent at 8 Mbps. How many seconds does it take?", ("5", 1.0, "absolute", "0.1")),
    number("What is 1101 in denary?", ("13", 1.0, "absolute", "0"), ("11", 0.0, "absolute", "0")),
    number("How many pixels has a picture of 30 by 20?", ("600", 1.0, "absolute", "0"), ("50", 0.0, "absolute", "0")),
    number("What is a third of a megabyte in kB?", ("333", 1.0, "relative", "0.01")),
    number("What does `7 - 7` give?", ("0", 1.0, "absolute", "0")),
)
STATEMENTS = (
    statement("RAM is emptied when the power is switched off.", True),
    statement("The internet and the World Wide Web are the same thing.", False),
    statement("A byte has eight bits.", True),
    statement("A list in Python starts at index 1.", False),
    statement("NOT 0 gives 1.", True),
    statement("An OR gate gives 1 only when both inputs are 1.", False),
)
ORDERED = (
    order("Put the steps of a purchase online in order.", "Choose a book", "Type the address", "Pay", "Get a receipt"),
    order("Put the prefixes in order, from 1,000 up.", "kilo", "mega", "giga", "tera"),
    order("Put the numbers in order, smallest first.", "0001", "0011", "0101", "1000"),
    order("Put the lines in order.", "`total = 0`", "`for n in [1, 2]:`", "`    total = total + n`", "`print(total)`"),
    order("Put the stages of making a program in order.", "Plan it", "Write it", "Test it", "Hand it over"),
    order("Put these in order of when they came out.", "Telegraph", "Telephone", "World Wide Web", "Smartphone"),
)
PAIRED = (
    matching(
        "Match each part to its job.", ("CPU", "runs programs"), ("monitor", "shows pictures"), ("disk", "keeps files")
    ),
    matching(
        "Match each gate to what it needs.", ("AND", "both inputs at 1"), ("OR", "at least one 1"), ("NOT", "a 0")
    ),
    matching("Match.", ("5", "`101`"), ("6", "`110`"), ("7", "`111`"), spare=("`100`",)),
    matching(
        "Match word and meaning.", ("variable", "a named value"), ("loop", "a part that repeats"), ("bug", "a slip")
    ),
    matching("Match each file type.", ("MP3", "sound"), ("JPEG", "photo"), ("HTML", "web page"), spare=("film",)),
)
GAPPED = (
    cloze("The {} runs programs. Pictures are shown on the {}.", "processor", "monitor"),
    cloze("{} joins two networks.", ["A router", "A mouse", "A printer"]),
    cloze("An input device is, for example, {}.", ["a mouse", "a monitor", "a speaker"]),
    cloze("A {} has eight bits, and a {} has four.", "byte", "nibble", stem="Fill the gaps with: byte, nibble."),
    cloze("Data on the internet travels in {}.", ["packets", "parcels", "letters"]),
    cloze("Before a message is sent it can be {}, so that others cannot read it.", "encrypted"),
)


def one_by_one() -> list[Draft]:
    """Return drafts of generators. Those of one generator resemble each other, as they should."""
    found = [generator for key in GENERATED if (generator := find_generator(key))]
    return [
        draft_of(generator, seed, level)
        for generator in found
        for level in generator.levels
        for seed in range(PER_LEVEL)
    ]


def drafts() -> list[Draft]:
    """Return a batch of different questions: those by hand and the demo's."""
    by_hand = (*CHOICES, *TICKED, *TYPED, *NUMBERS, *STATEMENTS, *ORDERED, *PAIRED, *GAPPED)
    return [*by_hand, *(of_bank(question.key) for question in ALL)]
