"""Defects that were written after the rules and counted before any rule was changed for them; some are still missed."""

from __future__ import annotations

from tests.generation.planted.forms import Planted, choice, cloze, number, order, statement, ticks, typed

KINDS = {
    "all_or_none_of_the_above": "all or none of the above",
    "negative_stem": "negative stem",
    "absolute_term": "absolute term",
    "vague_term": "vague term",
    "longest_is_key": "longest option is the key",
    "grammar_cue": "grammar cue",
    "stem_word_in_key": "word of the stem in the key",
    "duplicate_options": "two options that say the same",
    "mixed_options": "options of mixed kinds",
    "key_count": "more than one key, or not as many as asked",
    "numbers_unsorted": "numbers out of order",
    "reading_age": "reading age above 12",
    "answer_in_stem": "answer stands in the question",
    "accepts_anything": "answer that lets anything through",
    "answer_unreachable": "answer behind one that catches it",
    "order_given_away": "steps that say where they stand",
}

LOOP, ROBOT, STEPS = "What is a loop for?", "What can a robot do?", "Put these in order."
UNSEEN = (
    ("all_or_none_of_the_above", choice(ROBOT, "Move", "Cook", "Every one of the above")),
    ("all_or_none_of_the_above", choice(ROBOT, "Move", "Cook", "A & B")),
    ("all_or_none_of_the_above", choice(ROBOT, "Move", "Cook", "Two of the above")),
    ("negative_stem", choice("Which one is no unit of data?", "metre", "bit", "byte")),
    ("negative_stem", choice("What is a false statement about RAM?", "It is wood", "It is fast", "It is full")),
    ("negative_stem", choice("Which isn't a gate?", "MOUSE", "AND", "OR")),
    ("negative_stem", choice("It is a mistake to do which of these?", "Share a password", "Log out", "Save")),
    ("negative_stem", choice("Python lists are not", "fixed in size", "indexed", "useful")),
    ("absolute_term", choice("What is Wi-Fi?", "A radio link", "The only way to be online", "A cable")),
    ("absolute_term", choice("What do cookies do?", "Remember you", "Definitely steal data", "Bake")),
    ("absolute_term", statement("No computer works without the internet.", False)),
    ("absolute_term", statement("All programs are written in Python.", False)),
    ("vague_term", choice("How big is a film?", "About 2 GB", "Quite large", "2 bits")),
    ("vague_term", choice("What does a cache do?", "Keeps data near", "Helps in some way", "Prints")),
    ("vague_term", statement("Most people like computers a bit.", True)),
    ("longest_is_key", choice("What is HTML?", "A language that says what each part of a page is", "A disk", "A game")),
    ("grammar_cue", choice("To fix a program you use an", "editor", "mouse", "fan")),
    ("grammar_cue", choice("An ____ stores many values under one name.", "array", "loop", "function")),
    ("grammar_cue", choice("These are input devices:", "mice and keyboards", "a printer", "the monitor")),
    ("stem_word_in_key", choice("What is a text editor used for?", "Editing text", "Cooking", "Sleeping")),
    ("stem_word_in_key", choice("What does a sensor sense?", "What a sensor can sense", "Ink", "Wood")),
    ("duplicate_options", choice("Pick the unit.", "byte", "a byte", "Byte ")),
    ("mixed_options", choice("How many wheels has the robot?", "4", "four motors", "6", "8")),
    ("mixed_options", choice("Which device is it?", "A mouse", "A screen", "12", "A fan")),
    ("key_count", ticks("Choose the two right answers.", ["A1"], ["B1", "C1"])),
    (
        "reading_age",
        choice(
            "What constitutes the quintessential prerequisite for establishing interoperability between heterogeneous "
            "infrastructures?",
            "A protocol",
            "A desk",
            "A lamp",
        ),
    ),
    ("answer_in_stem", typed("Malware includes worms. Which malware copies itself: it is a worm. Name it.", "worm")),
    ("answer_in_stem", typed("An abacus is an early calculator. Name the early calculator.", "abacus")),
    ("accepts_anything", typed("Name a loop.", ("*o*", "wildcard"))),
    ("accepts_anything", typed("Name a loop.", ("(a|b|.)*", "regex"))),
    ("order_given_away", order(STEPS, "Begin: open the file", "Step two: read it", "Finally close it")),
    ("order_given_away", order(STEPS, "1) open the file", "2) read it", "3) close it")),
    ("all_or_none_of_the_above", choice(LOOP, "Repeating", "Naming", "All answers are right")),
    ("all_or_none_of_the_above", choice(LOOP, "Repeating", "Naming", "None of them")),
    ("all_or_none_of_the_above", choice(LOOP, "Repeating", "Naming", "Options A and B")),
    (
        "negative_stem",
        choice("Which of the following would not be stored in RAM?", "A printed page", "A running game", "An open tab"),
    ),
    ("negative_stem", choice("Pick the device that does not belong with the others.", "Mouse", "Monitor", "Projector")),
    ("negative_stem", choice("Which is NOT secure, and which isn't a password at all?", "a", "b", "c")),
    ("negative_stem", ticks("Select the statements that are not true.", ["a b"], ["c d"])),
    ("absolute_term", choice("How do viruses spread?", "By files that people open", "In every email", "By air")),
    ("absolute_term", choice("What is binary?", "Base two", "The only number system, always", "Base ten")),
    ("absolute_term", statement("A firewall stops all attacks.", False)),
    ("vague_term", choice("How often is data backed up?", "Each night", "Now and again, usually", "Once, in 1999")),
    ("vague_term", choice("What is on a server?", "Web pages", "Several things", "Soup")),
    ("vague_term", statement("Good programs are sometimes long.", True)),
    (
        "longest_is_key",
        choice(
            "Why do we comment our programs?",
            "So that other people, and we ourselves later on, can understand them",
            "To save ink",
            "To slow them down",
        ),
    ),
    (
        "longest_is_key",
        ticks(
            "Why use a spreadsheet?",
            ["It works out totals again when a number changes", "It can draw charts from the numbers that are in it"],
            ["It is red", "It sings"],
        ),
    ),
    ("grammar_cue", choice("The smallest unit of data is called a", "bit", "ounce", "inch")),
    ("grammar_cue", choice("The people who break into networks are", "hackers", "router", "cookie")),
    ("grammar_cue", choice("A mistake in a program is known as an", "error", "bug", "loop")),
    ("stem_word_in_key", choice("What does a spam filter do?", "Filters unwanted mail", "Paints", "Heats")),
    (
        "stem_word_in_key",
        choice("What is the purpose of the control unit?", "To control the CPU", "To print", "To cool"),
    ),
    ("duplicate_options", choice("What is 4 times 250?", "1000", "1,000", "100")),
    ("duplicate_options", order(STEPS, "Save it", "Close it", "save it.")),
    ("mixed_options", choice("How many keys are on it?", "104", "a lot of them", "80", "12")),
    ("mixed_options", choice("What links web pages?", "Hyperlinks", "Staples", "True")),
    ("key_count", ticks("Pick three.", ["aa", "bb"], ["cc"])),
    ("numbers_unsorted", choice("How big?", "3 MB", "1 MB", "2 MB", shuffle=False)),
    (
        "reading_age",
        choice(
            "Subsequently, which administrative responsibilities necessitate authorisation by representatives of "
            "the aforementioned institution?",
            "A",
            "B",
            "C",
        ),
    ),
    (
        "reading_age",
        choice(
            "When the girl who sits next to the boy who has the new tablet that his aunt bought him in the "
            "shop by the station asks if she may use it to look up the word that the teacher wrote "
            "on the board, what should he think of first?",
            "Her",
            "Him",
            "It",
        ),
    ),
    ("answer_in_stem", typed("A cookie is stored by the browser. What is stored by the browser?", "cookie")),
    ("answer_in_stem", cloze("The CPU has a clock. Each tick of the {} is a step.", "clock")),
    ("accepts_anything", typed("Name a colour.", ("* *", "wildcard"), ("red", "exact"))),
    ("accepts_anything", number("How far?", ("10", 1.0, "relative", "1.5"))),
    ("answer_unreachable", typed("Name it.", ("*disk", "wildcard"), ("hard disk", "exact", 0.5))),
    ("order_given_away", order(STEPS, "Step 1 get up", "Step 2 sit", "Step 3 eat")),
)


def defects() -> list[Planted]:
    """Return all of them."""
    return [Planted(KINDS[rule], rule, draft) for rule, draft in UNSEEN]
