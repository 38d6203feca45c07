"""Questions on staying safe online, and on spreadsheets."""

from __future__ import annotations

from backend.demo.bank.form import DemoQuestion, Known, Topic, Wrong, choice_content, own_words_content, text_content
from backend.demo.bank.form import ticks_content as ticks

_SAFETY = Topic("cybersecurity", ("cyber security", "year 9"))
_PASSWORDS = Topic("impact-of-technology-collaborating-online-respectfully", ("cyber security", "year 7"))
_SHEETS = Topic("modelling-data-spreadsheets", ("spreadsheets", "year 7"))

QUESTIONS: tuple[DemoQuestion, ...] = (
    _PASSWORDS.question(
        "strong_password",
        "multiple_choice",
        choice_content(
            "Which of these passwords would take a program the longest to guess?",
            "`violet-kettle-tiger-moon`",
            [
                Wrong(
                    "`P@55w0rd!`",
                    "Swapped letters are the first thing that guessing programs try. What does length do?",
                    "security.symbols_beat_length",
                ),
                Wrong("`Qz7#kL`", "It looks hard, but six characters are soon tried.", "security.symbols_beat_length"),
                Wrong("`northfield-academy-class-8b`", "It is long, but your school and class are easy to find out."),
            ],
            why="Each further character multiplies the number of guesses. Four unrelated words are long, and easy to "
            "remember too.",
        ),
        ["welcome-to-the-computing-lab.2"],
    ),
    _SAFETY.question(
        "why_not_reuse",
        "free_text",
        own_words_content(
            "Ayesha uses one password for everything. Explain why that is risky, and what she could do instead.",
            [
                "One leaked password opens all her accounts",
                "A different password for each account, or a password manager",
            ],
            model="If one site loses her password, somebody can try it everywhere and gets into all her accounts. She "
            "could use a different password for each, kept in a password manager.",
            phrases=["all", "different", "password manager"],
            why="Criminals try leaked passwords on other sites at once. A password of its own for each account keeps "
            "the damage to one.",
        ),
        ["social-engineering.2"],
        [
            "It is risky because someone could guess it.",
            "because hackers",
            "She should make it longer",
            "its easy to remember so its fine",
            "Someone can hack her. She could use a strong password with symbols.",
            "dont know",
        ],
        [
            "If somebody finds out her password they get into all of her accounts. She could use different ones.",
            "If someone finds out her password they get into all her accounts. She could use different ones",
            "A hacker who knows one password can open everything. She should use a password manager.",
            "When one website gets hacked they have it for all the others. A different one for each is safer.",
            "They can get into all of them. She could use a different password for each account.",
        ],
    ),
    _SAFETY.question(
        "sender_name",
        "multiple_choice",
        choice_content(
            "An e-mail seems to come from “Your Bank” and asks you to sign in through a link. What do you check first?",
            "The address that it was really sent from",
            [
                Wrong(
                    "Whether the name of the sender is spelt right",
                    "Anybody can choose the name that is shown.",
                    "security.display_name_trusted",
                ),
                Wrong(
                    "Whether the page behind the link has a padlock",
                    "A false page can have a padlock as well, and opening the link is a risk in itself.",
                    "security.padlock_means_safe",
                ),
                Wrong(
                    "Whether your antivirus software is switched on",
                    "It can't stop you from typing your password into a false page.",
                    "security.antivirus_stops_everything",
                ),
            ],
            why="The name that is shown can be anything; the address behind it is harder to fake. Safest of all: don't "
            "use the link, and go to the site yourself.",
        ),
        ["social-engineering.1", "social-engineering.2"],
    ),
    _SAFETY.question(
        "padlock",
        "multiple_choice",
        choice_content(
            "A browser shows a padlock beside a shop's address. What does that tell you?",
            "What you send to the site is encrypted",
            [
                Wrong(
                    "The shop is honest and can be trusted",
                    "A dishonest shop can get a padlock too. What does it protect?",
                    "security.padlock_means_safe",
                ),
                Wrong(
                    "The site has been checked for viruses",
                    "Nobody checks the pages for a padlock. Think of the S in HTTPS.",
                    "security.antivirus_stops_everything",
                ),
                Wrong("You need a password to open the page", "The padlock is there on pages that anyone can open."),
            ],
            why="The padlock stands for HTTPS: others on the way can't read what you send. It says nothing about who "
            "is at the other end.",
        ),
        ["you-and-your-data.3"],
    ),
    _SAFETY.question(
        "phishing",
        "short_text",
        text_content(
            "What is the name for messages that pretend to come from somebody you trust, to get your password?",
            [
                Known("phishing", kind="close"),
                Known("phishing *", kind="wildcard"),
                Known("fishing", 0.5),
                Known("smishing", 0.5),
                Known("hacking", 0.0, idea="security.hacking_is_guessing"),
            ],
            why="**Phishing** sounds like fishing: the message is the bait, and your password is the catch.",
        ),
        ["social-engineering.1"],
        ["hacking", "spam", "fishing", "scamming", "virus"],
    ),
    _SAFETY.question(
        "deleted_post",
        "multiple_choice",
        choice_content(
            "Sam posts a photo and deletes it ten minutes later. Who may still have it?",
            "Anybody who saw it and kept a copy",
            [
                Wrong(
                    "Sam alone, since deleting took it off the web",
                    "Deleting removes Sam's post. What about screenshots?",
                    "security.deleted_is_gone",
                ),
                Wrong("The website alone, in its recycle bin", "Think of those who saw it in the ten minutes."),
                Wrong("Only people who are friends with Sam", "Friends can pass it on. Where does that end?"),
            ],
            why="A post can be copied, screenshotted and passed on at once. Deleting it doesn't take the copies back.",
            difficulty=1,
        ),
        ["you-and-your-data.3"],
    ),
    _SAFETY.question(
        "safer_habits",
        "multiple_response",
        ticks(
            "Which of these make it less likely that an attack succeeds? Tick every one that does.",
            [
                "Installing updates soon after they come out",
                "Using a different password for each account",
                "Asking for a code from your phone at sign-in",
            ],
            [
                ("Opening links only where the page has a padlock", "security.padlock_means_safe"),
                ("Doing no updates once antivirus is installed", "security.antivirus_stops_everything"),
            ],
            why="Updates close known gaps, different passwords keep one leak from opening every account, and a code "
            "from your phone stops whoever has only your password.",
        ),
        ["social-engineering.2", "under-attack.1"],
    ),
    _SHEETS.question(
        "total_price",
        "multiple_choice",
        choice_content(
            "Column A holds the price of a thing, column B how many are bought.\n\n"
            "| | A | B | C |\n|---|---|---|---|\n| **1** | Price | Number | Cost |\n| **2** | 4 | 3 | |\n\n"
            "What do you type into C2, so that it stays right when a price changes?",
            "`=A2*B2`",
            [
                Wrong("`=4*3`", "And when the price becomes 5?", "spreadsheets.values_typed_into_formulas"),
                Wrong(
                    "`A2*B2`",
                    "Without a certain first character it is only text.",
                    "spreadsheets.formula_without_equals",
                ),
                Wrong("`=A2+B2`", "What do you do with a price and a number of things to get the cost?"),
            ],
            why="A formula begins with `=`, and with cell references it is worked out afresh whenever a cell changes.",
        ),
        ["quick-calculations.2"],
    ),
    _SHEETS.question(
        "filled_down",
        "multiple_choice",
        choice_content(
            "C2 holds the formula `=B2*2`. You fill it down to C3. What does C3 hold?",
            "`=B3*2`",
            [
                Wrong(
                    "`=B2*2`",
                    "The reference moves along with the formula.",
                    "spreadsheets.references_never_change",
                ),
                Wrong("`=B3*3`", "Only references move. A number that was typed in stays as it is."),
                Wrong("`=C2*2`", "You went down by one row. Has the column changed?"),
            ],
            why="A formula that is filled down one row looks one row further down: B2 becomes B3. The 2 is a plain "
            "number and stays.",
            difficulty=3,
        ),
        ["quick-calculations.1", "quick-calculations.2"],
    ),
    _SHEETS.question(
        "cell_reference",
        "short_text",
        text_content(
            "What is the reference of the cell in column D and row 7?",
            [Known("D7"), Known("d 7"), Known("$D$7"), Known("7D", 0.5)],
            why="The column's letter comes first, then the row's number: D7.",
            difficulty=1,
        ),
        ["getting-to-know-a-spreadsheet.2"],
        ["7D", "D,7", "row 7", "D"],
    ),
)
