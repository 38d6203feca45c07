"""Defects of wording, written by hand."""

from __future__ import annotations

from tests.generation.planted.forms import Planted, choice, cloze, number, order, statement, ticks, typed

NEGATIVE = (
    choice("Which of these is not an output device?", "Mouse", "Printer", "Monitor"),
    choice("Which device doesn't need the internet?", "Calculator", "Web server", "Router"),
    choice("Which statement about RAM is incorrect?", "It is a kind of paper", "It is fast", "It is emptied"),
    choice("Which of these statements is false?", "A byte has 10 bits", "A bit is 0 or 1", "A byte has 8 bits"),
    choice("All of these are programming languages except", "HDMI", "Python", "Java"),
    choice("A good password should never be", "your name", "a phrase", "long"),
    choice("What can a computer virus not do?", "Catch a cold", "Delete files", "Copy itself"),
    choice("Name the part that isn’t inside the CPU.", "Keyboard", "Register", "Control unit"),
    choice("Which is the least useful way to back up a file?", "Hope", "A USB stick", "The cloud"),
    choice("A search engine does not:", "write the pages", "rank pages", "list pages"),
    ticks("Which of these are not units of data? Tick every one.", ["metre", "litre"], ["bit", "byte"]),
    ticks("Tick the answers that are wrong.", ["A byte has 4 bits", "A bit is 5"], ["A bit is 0 or 1", "A byte has 8"]),
    typed("Which of the four gates doesn't have two inputs?", "NOT gate"),
    statement("Data in RAM is not kept when the power goes off.", True),
    statement("A router can't pass packets between two networks.", False),
    choice("Which file type would you not use for a photo?", "MP3", "JPEG", "PNG"),
)

ABSOLUTE = (
    choice("What does antivirus software do?", "Looks for known malware", "Always stops malware", "Cools the CPU"),
    choice("What does a padlock in the browser mean?", "What you send is encrypted", "Nobody can see it", "It is shut"),
    choice("What is true of a strong password?", "It is long", "It can never be guessed", "It is your name"),
    choice("What do packets do?", "Take routes", "Take every route there is", "Carry ink"),
    choice("Why back up files?", "Disks fail", "All disks fail on day one", "It is a law"),
    choice("What is AI good at?", "Finding patterns", "Understanding everything", "Being a friend"),
    choice("What does compression do?", "Makes files smaller", "Removes all the data", "Prints them"),
    choice("What does a firewall do?", "Filters traffic", "Makes a network completely safe", "Burns discs"),
    choice("What is a search engine?", "A site that finds pages", "A site that lists everybody", "A motor"),
    choice("What does lossy compression do?", "Drops detail", "Totally ruins a picture", "Adds colour"),
    ticks(
        "What is true of the cloud?", ["It is servers", "It needs a network"], ["It is 100% safe", "It is made of rain"]
    ),
    statement("Every computer in the world uses Windows.", False),
    statement("Emails are always delivered within a second.", False),
    statement("It is impossible to guess a password.", False),
    choice("What does Wi-Fi need?", "Radio waves", "Absolutely no power", "A telephone"),
)

VAGUE = (
    choice("When does a linear search stop?", "At the item", "Usually near the end", "After one step"),
    choice("How is RAM different from a disk?", "It is emptied", "It is sometimes bigger", "It is round"),
    choice("What does a server do?", "Answers clients", "Various things", "Prints posters"),
    choice("What does a loop do?", "Repeats lines", "Often stops", "Saves a file"),
    choice("What is a variable?", "A named value", "Some kind of box", "A screen"),
    choice("When is bubble sort finished?", "After a pass with no swap", "Perhaps after ten passes", "At noon"),
    choice("What is a protocol?", "A set of rules", "Rules and so on", "A cable"),
    choice("Who can read an email that is not encrypted?", "Servers on its way", "Probably a few people", "The sun"),
    choice("What does an AND gate need?", "Both inputs at 1", "Mostly ones", "Both inputs at 0"),
    choice("What is stored in a register?", "What the CPU works on", "Lots of stuff", "A hard disk"),
    statement("Computers are often faster than people.", True),
    statement("A picture with more pixels generally takes more room.", True),
    statement("Passwords are occasionally written down.", True),
    choice("Why are programs split into functions, etc.?", "To reuse them", "To print them", "To hide them"),
    order("Put the things that the CPU somehow does in order.", "Fetch", "Decode", "Execute"),
    ticks("What can malware do?", ["Delete files", "Lock files"], ["Maybe cook", "Bake bread"]),
)

HARD = (
    choice(
        "Considering the ramifications of inadequate organisational safeguarding arrangements, which institutional "
        "countermeasure would constitute the most appropriate intervention?",
        "Updates",
        "Posters",
        "Cables",
    ),
    choice(
        "Which characteristic predominantly distinguishes contemporary secondary repositories from their predecessors, "
        "notwithstanding considerable commonalities regarding fundamental principles?",
        "No moving parts",
        "A lid",
        "A plug",
    ),
    typed(
        "Subsequent to the establishment of a connection, which designation is conventionally attributed to the "
        "individual units into which transmissions are systematically partitioned?",
        "packet",
    ),
    number(
        "Assuming uninterrupted availability and disregarding supplementary administrative overheads, determine the "
        "approximate duration, in seconds, necessitated by the transmission of a 40 megabit document at 8 megabits per "
        "second.",
        ("5", 1.0, "absolute", "0"),
    ),
    choice(
        "When a person who works in an office that has a lot of computers which are all joined to each other by cables "
        "that run through the walls wants to send a file that is on the disk of the computer on the desk to a person "
        "in another room what is it that carries the file there?",
        "The network",
        "The printer",
        "The fan",
    ),
    choice(
        "Elucidate the fundamental rationale underpinning the ubiquitous utilisation of binary representations "
        "throughout contemporary computational apparatus.",
        "Two states are easy to build",
        "People like two",
        "It looks nice",
    ),
    statement(
        "The proliferation of interconnected appliances necessitates considerably heightened vigilance regarding "
        "unauthorised surveillance of inhabitants' domestic circumstances.",
        True,
    ),
    order(
        "Sequence chronologically the constituent activities undertaken by the processor during an individual "
        "iteration, commencing with the acquisition of the subsequent directive.",
        "Fetch",
        "Decode",
        "Execute",
    ),
    choice(
        "Which methodology facilitates expeditious identification of a particular designation within an extensive "
        "alphabetically organised compilation?",
        "Binary search",
        "Linear search",
        "Bubble sort",
    ),
    choice(
        "If the man in the shop tells the boy that the new phone that he has just shown him has more room for all of "
        "the songs and films and games that he has on the old phone that he had before because it holds twice as many "
        "gigabytes, which part of the phone has he talked about?",
        "Storage",
        "Screen",
        "Speaker",
    ),
    ticks(
        "Identify precautionary behaviours demonstrating conscientious consideration of individuals' informational "
        "self-determination throughout collaborative undertakings.",
        ["Asking before sharing", "Blurring faces"],
        ["Posting at once", "Guessing passwords"],
    ),
    choice(
        "Predominantly attributable to miniaturisation, what advancement precipitated the extraordinary acceleration "
        "of manufacturing capabilities during the preceding century?",
        "The transistor",
        "The typewriter",
        "The telephone",
    ),
    typed(
        "What denomination is customarily bestowed upon deliberately deceptive correspondence endeavouring to "
        "surreptitiously appropriate recipients' confidential particulars?",
        "phishing",
    ),
)

GIVEN_AWAY = (
    typed("A router passes packets between networks. What is the name of this router?", "router"),
    typed("Data that is encrypted can be read by whoever has the key. What do we call data like this?", "encrypted"),
    typed("The monitor shows pictures. Which device shows pictures?", "monitor"),
    typed("What is the name of the binary number system with two digits?", "binary"),
    typed("RAM is emptied when the power goes off. Which memory is emptied?", "RAM"),
    typed("Phishing messages try to get passwords. What are these messages called?", ("phishing", "close")),
    typed("A bug is a mistake in a program. What do we call a mistake in a program?", "bug"),
    typed("What do we call the pixels that a picture is made of?", ("pixel", "close"), ("pixels", "close")),
    typed("Which word for a repeated part of a program, a loop, is meant?", "loop", "iteration"),
    typed("Spyware watches what you do. What sort of malware watches what you do?", ("spyware*", "wildcard")),
    cloze("A byte has eight bits. Eight bits make a {}.", "byte"),
    cloze("Firewalls filter traffic. What comes in is checked by the {}.", "firewall"),
    cloze("An algorithm is a list of steps. A recipe is a kind of {}.", "algorithm"),
)


def defects() -> list[Planted]:
    """Return all of this module."""
    kinds = (
        ("negative stem", "negative_stem", NEGATIVE),
        ("absolute term", "absolute_term", ABSOLUTE),
        ("vague term", "vague_term", VAGUE),
        ("reading age above 12", "reading_age", HARD),
        ("answer stands in the question", "answer_in_stem", GIVEN_AWAY),
    )
    return [Planted(kind, expected, draft) for kind, expected, drafts in kinds for draft in drafts]
