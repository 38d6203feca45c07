"""Defects of options, written by hand or done to questions of the demo's bank."""

from __future__ import annotations

from tests.generation.planted.forms import (
    Planted,
    bank_choices,
    choice,
    cloze,
    matching,
    of_bank,
    order,
    ticks,
)

BANK = bank_choices()


def _pointing() -> list[Planted]:
    phrases = (
        "All of the above",
        "None of the above",
        "All of these",
        "None of these.",
        "Both A and B",
        "A and C only",
        "all of the above are correct",
        "Neither of these",
        "None of the other options",
        "All the above",
        "A, B and C",
        "Any of the above",
        "Both of these answers",
        "No correct answer",
    )
    planted = []
    for key, phrase in zip(BANK, phrases, strict=False):
        damaged = of_bank(key)
        damaged.content["options"][-1 if damaged.content["options"][-1]["fraction"] == 0 else 0]["text"] = phrase
        planted.append(Planted("all or none of the above", "all_or_none_of_the_above", damaged))
    return planted


def _long_keys() -> list[Planted]:
    tails = (
        " as we saw last week when we took the old computer in the library apart",
        ", which is the reason that engineers at the time decided to build it in that way",
        " (remember what happened in the second experiment with the two bulbs and the switch)",
    )
    planted = []
    for n, key in enumerate(BANK[:14]):
        damaged = of_bank(key)
        for option in damaged.content["options"]:
            if option["fraction"] == 1:
                option["text"] += tails[n % len(tails)]
        planted.append(Planted("longest option is the key", "longest_is_key", damaged))
    both = ticks(
        "What do solid-state drives offer?",
        [
            "They have no moving parts, so a knock does them little harm",
            "They find any file within a thousandth of a second",
        ],
        ["They print", "They cool the CPU", "They show images"],
    )
    gap = cloze(
        "Data is sent in {}.",
        ["packets, each with the address that it is going to", "bulbs", "ink", "sound"],
    )
    return [*planted, *(Planted("longest option is the key", "longest_is_key", one) for one in (both, gap))]


def _grammar() -> list[Planted]:
    drafts = [
        choice("A set of steps that solves a problem is called an", "algorithm", "variable", "network", "monitor"),
        choice("A device that shows what the computer has worked out is an", "output device", "virus", "keyboard"),
        choice("Something that you type with is a", "keyboard", "input", "output", "application"),
        choice("A rule for talking over a network is called a ____.", "protocol", "operator", "index", "array"),
        choice("The first number of a list stands at an ____ of 0.", "index", "variable", "loop", "string"),
        choice("A yes or no value is stored in a", "Boolean", "integer", "array", "expression"),
        choice("A program that looks for malware is an", "antivirus program", "browser", "spreadsheet", "game"),
        choice("The place where a web page can be found is an", "address", "modem", "cookie", "password"),
        choice("Bytes and bits are", "units of data", "a printer", "a cable", "a mouse"),
        choice("Small text files that a website leaves in a browser are", "cookies", "firewall", "router", "server"),
        choice("The part that runs programs is", "the processor", "printers", "cables", "speakers"),
        choice("What computers follow are called", "instructions", "cable", "image", "keyboard"),
        choice("Rows in a database are called", "records", "field", "query", "table"),
        cloze("An {} is something that you send into the computer.", ["input", "printer", "screen", "speaker"]),
        cloze("{} are the dots that a picture is made of.", ["Pixels", "Byte", "Packet", "Sample"]),
        cloze("Before the message is sent it is split into parts. They are called {}.", ["packets", "byte", "router"]),
    ]
    return [Planted("grammar cue", "grammar_cue", one) for one in drafts]


def _repeated() -> list[Planted]:
    drafts = [
        choice("What does a firewall block?", "Traffic that it is told to block", "Light", "Sound from outside"),
        choice("What is a search engine for?", "To search the web", "To cool the CPU", "To print pages"),
        choice(
            "What does an input device do?", "It puts input into the computer", "It shows results", "It stores files"
        ),
        choice("What is cloud storage?", "Storage on somebody's servers", "A hard disk at home", "A kind of rain"),
        choice("What is the network address of a device used for?", "To address messages to it", "To charge it"),
        choice("What do we call a sorted list?", "A list in sorted order", "A heap of cards", "A kind of loop"),
        choice("Which unit is used to measure clock speed?", "Clock ticks per second", "Bytes", "Pixels", "Metres"),
        choice("What does a compiler translate?", "It translates source files", "It prints paper", "It draws pictures"),
        choice(
            "What is encryption?", "Writing a message in encrypted form, by encryption", "Deleting it", "Sending it"
        ),
        choice("What is an embedded system?", "A system inside a machine", "A large screen", "A game for two"),
        ticks("Which are secondary storage?", ["A storage disk", "A storage stick"], ["A mouse", "A screen", "A fan"]),
        matching("Match them.", ("web browser", "shows pages of the web"), ("printer", "puts words on paper")),
        matching(
            "Match.", ("hard disk", "keeps files on a spinning disk"), ("CPU", "runs programs"), ("RAM", "is fast")
        ),
        matching("Match each to its job.", ("loop", "repeats a part"), ("variable name", "is a name for a value")),
    ]
    return [Planted("word of the stem in the key", "stem_word_in_key", one) for one in drafts]


def _doubles() -> list[Planted]:
    planted = []
    for n, key in enumerate(BANK[:9]):
        damaged = of_bank(key)
        options = damaged.content["options"]
        options[2]["text"] = (options[0]["text"], f" {options[0]['text']} ", f"**{options[0]['text']}**")[n % 3]
        planted.append(damaged)
    planted += [
        choice("How many bits are there in a kilobyte?", "8,000", "1,024", "1024", "80"),
        order("Put the stages in order.", "Fetch", "Decode", "Execute", "Decode"),
        order("Order the lines.", "`x = 1`", "`x = x + 1`", "`print(x)`", "`x = x + 1`"),
        matching("Match.", ("RAM", "is emptied"), ("ROM", "stays as it is"), ("cache", "is emptied")),
        matching("Match.", ("bit", "a 0 or a 1"), ("Bit", "eight of them"), ("byte", "a letter's worth")),
        cloze("The {} runs programs.", ["CPU", "RAM", "fan", "RAM"]),
        ticks("Which are units of data?", ["byte", "bit"], ["metre", "gram", "Metre"]),
    ]
    return [Planted("two options that say the same", "duplicate_options", one) for one in planted]


def _mixtures() -> list[Planted]:
    drafts = [
        choice("How many bits make a byte?", "8", "16", "a pixel", "32"),
        choice("How many inputs does a NOT gate have?", "1", "2", "a lamp", "3"),
        choice(
            "Who worked on the first plans for a computer with Charles Babbage?", "Ada Lovelace", "Alan Turing", "1843"
        ),
        choice("How long is an IPv4 address?", "32 bits", "64 bits", "in the router", "128 bits"),
        choice("Where does the CPU keep what it works on?", "In registers", "On paper", "16"),
        choice("What is the job of a router?", "Passing packets on", "Cooling the CPU", "Yes", "Drawing lines"),
        choice("Does a USB stick keep its files without power?", "Yes", "No", "a keyboard"),
        choice("Which part of a computer runs programs?", "The processor", "The monitor", "False", "The mouse"),
        choice("How fast is a clock of 2 GHz?", "2 billion ticks a second", "a laptop", "5 ticks a second", "40%"),
        choice("How many colours can one bit show?", "2", "8", "red and green", "16"),
        choice("What carries light in a fibre cable?", "Glass", "Copper", "Steel", "1000"),
        choice(
            "Why do files get compressed?",
            "They take up less room on the disk.",
            "They look nicer on the screen",
            "They can be read by more people",
            "They are safe from other people",
        ),
        choice(
            "What happens in a sort?",
            "Values are put in order.",
            "Values are added up together.",
            "Values are taken out twice",
            "Values are sent to others.",
        ),
        choice("When was the World Wide Web invented?", "1989", "1945", "In a garage", "2004"),
    ]
    return [Planted("options of mixed kinds", "mixed_options", one) for one in drafts]


def _too_many_keys() -> list[Planted]:
    planted = []
    for key in BANK[14:24]:
        damaged = of_bank(key)
        for option in [option for option in damaged.content["options"] if option["fraction"] == 0][:1]:
            option["fraction"] = 1.0
        planted.append(damaged)
    gap = cloze("{} shows what the computer has worked out.", ["A monitor", "A printer", "A fan"])
    next(iter(gap.content["gaps"].values()))["options"][1]["fraction"] = 1.0
    planted += [
        gap,
        ticks("Which of these are input devices? Choose two.", ["Mouse", "Webcam", "Keyboard"], ["Fan", "Screen"]),
        ticks("Tick three things that a computer needs.", ["CPU", "Memory"], ["Hat", "Spoon", "Ink"]),
        ticks("Which two are units of data?", ["bit"], ["metre", "litre", "gram"]),
        ticks("Which of these can be stored?", ["Text", "Sound", "Images"], []),
        choice("Select two output devices.", "Monitor", "Mouse", "Keyboard", "Webcam"),
    ]
    return [Planted("more than one key, or not as many as asked", "key_count", one) for one in planted]


def _unsorted() -> list[Planted]:
    rows = [
        ("How many bits are in two bytes?", "16", "8", "64", "32"),
        ("What is `101` in denary?", "5", "3", "101", "6"),
        ("How large is the file?", "40 kB", "5 kB", "320 kB", "13 kB"),
        ("How many values can three bits show?", "8", "3", "9", "7"),
        ("How many pixels has a picture of 20 by 30?", "600", "50", "1,200", "100"),
        ("How many times does the loop run?", "4", "5", "3", "40"),
        ("What is the average of 4, 6 and 8?", "6", "18", "3", "9"),
        ("How much of the disk is full?", "25%", "75%", "50%", "5%"),
        ("What does the cell show?", "2.5", "0.25", "25", "5"),
        ("What does `7 - 9` print?", "-2", "2", "-16", "16"),
        ("How many seconds does the transfer take?", "80 s", "10 s", "640 s", "8 s"),
        ("How many comparisons are made?", "4", "15", "8", "16"),
    ]
    drafts = [choice(stem, key, *wrong, shuffle=False) for stem, key, *wrong in rows]
    ordered = ticks("Which are powers of two?", ["64", "8"], ["12", "100"])
    ordered.content["shuffle"] = False
    return [Planted("numbers out of order", "numbers_unsorted", one) for one in (*drafts, ordered)]


def _numbered_steps() -> list[Planted]:
    drafts = [
        order("Put the steps in order.", "1. Open the editor", "2. Type the program", "3. Run it"),
        order("Put the steps in order.", "Step 1: fetch", "Step 2: decode", "Step 3: execute"),
        order(
            "What happens when you press a key?", "First, a signal is sent", "The CPU reads it", "The letter appears"
        ),
        order("Order the stages.", "The packet is made", "It is sent on", "Finally, it arrives"),
        order("Order the stages.", "a) plan", "b) build", "1) test it"),
        order("In what order?", "Firstly the page is asked for", "The server answers", "The page is shown"),
        order("In what order?", "Look at the middle card", "Throw one half away", "Lastly, say where it is"),
        order("In what order?", "First the user signs in", "The server checks the password", "The page opens"),
    ]
    return [Planted("steps that say where they stand", "order_given_away", one) for one in drafts]


def defects() -> list[Planted]:
    """Return all of this module."""
    groups = (_pointing, _long_keys, _grammar, _repeated, _doubles, _mixtures, _too_many_keys, _unsorted)
    return [one for group in (*groups, _numbered_steps) for one in group()]
