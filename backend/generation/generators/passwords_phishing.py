"""Real and faked addresses of websites and senders, and how many passwords there are (generator 46)."""

from __future__ import annotations

import random
from dataclasses import dataclass

from backend.generation.generators.base import Generator, Problem
from backend.generation.generators.showing import PUPILS, Slip, act_out, table
from backend.generation.generators.slips import WholeSlip, whole_answers

_FEEDBACK = {
    "security.padlock_means_safe": "HTTPS encrypts what you send. Does it tell you who gets it?",
    "security.name_in_front_trusted": "Anybody can put a known name in front. What does the server's name end in?",
    "security.name_in_path_trusted": "A name after the slash is only a folder. Whose server is it on?",
    "security.lookalike_name": "Compare the name letter by letter with the real one.",
    "security.extra_word_trusted": "An added word and a hyphen make a different name. Is it the real one?",
    "security.display_name_trusted": "Anybody can choose the name that is shown. Look behind the @ sign.",
    "security.name_before_at_trusted": "What stands before the @ sign can be chosen freely. What stands behind it?",
    "security.multiplies_by_length": "Each further character multiplies the number of passwords again. Does yours?",
    "security.power_turned_round": "Which number is the number of choices, and which one says how often you choose?",
    "security.one_character_short": "Count the characters of the password again.",
    "security.one_character_long": "Count the characters of the password once more.",
    "security.adds_choices": "Are the choices added, or multiplied?",
    "security.multiplies_once_more": "The length says how often you multiply. Is it a number to multiply by?",
    "security.choices_miscounted": "How many different characters are there? Count the first and the last as well.",
    "security.symbols_beat_length": "Many signs help, but how long is this code? Work out how many codes there are.",
    "security.length_only": "A long code helps, but how many signs are there? Work out how many codes there are.",
}

_FIRMS = ("greenbank", "parcelpost", "gamehub", "filmbox", "shoebarn", "bookloft", "ticketden", "musicbay", "farmshop")
_PAGES = (
    ("login", "to log in"), ("account", "to the account"), ("orders", "to the orders"), ("help", "to get help"),
    ("pay", "to pay"),
)  # fmt: skip
_TWINS = {"a": "4", "e": "3", "o": "0", "l": "1", "i": "1"}


def _lookalike(name: str) -> str:
    """Return the name with its first letter that has a look-alike digit changed."""
    letter = next(letter for letter in name if letter in _TWINS)
    return name.replace(letter, _TWINS[letter], 1)


def _real_link(rng: random.Random) -> Problem:
    firm, (page, purpose) = rng.choice(_FIRMS), rng.choice(_PAGES)
    other = rng.choice(("secure-site", "my-prize", "web-check"))
    start = rng.choice(("www", "my", "shop"))
    slips: list[Slip] = [
        (f"https://{firm}.{other}.example/{page}", "security.name_in_front_trusted"),
        (f"https://www.{other}.example/{firm}/{page}", "security.name_in_path_trusted"),
        (f"https://{start}.{_lookalike(firm)}.example/{page}", "security.lookalike_name"),
        (f"https://{start}.{firm}-{rng.choice(('safe', 'help', 'login'))}.example/{page}",
         "security.extra_word_trusted"),
        (f"https://{other}.example/padlock/{page}", "security.padlock_means_safe"),
    ]  # fmt: skip
    key = f"https://{start}.{firm}.example/{page}"
    return Problem(
        stem=f"{rng.choice(PUPILS)} is a customer of {firm}.example and gets a message with a link {purpose}. "
        f"Which link leads to the server of {firm}.example?",
        key=f"`{key}`",
        wrong=act_out(_FEEDBACK, [(f"`{text}`", slug) for text, slug in slips]),
        hints=(
            "Look at the part between `://` and the next slash. It names the server.",
            "Read that part from its end. The last two words, with a dot between them, belong together.",
            "Those two words must be exactly the name of the firm, letter by letter.",
        ),
        worked_solution=f"The server's name has to end in {firm}.example. That is so in `{key}` only.",
        difficulty=2,
    )


def _real_sender(rng: random.Random) -> Problem:
    firm, other = rng.choice(_FIRMS), rng.choice(("mail-help", "fastmail-one", "prize-desk"))
    role = rng.choice(("support", "service", "news", "team", "accounts"))
    title = firm.capitalize()
    slips: list[Slip] = [
        (f"{title} {role} <{role}@{other}.example>", "security.display_name_trusted"),
        (f"{title} <{firm}@{other}.example>", "security.name_before_at_trusted"),
        (f"{title} {role} <{role}@{_lookalike(firm)}.example>", "security.lookalike_name"),
        (f"{title} {role} <{role}@{firm}-{rng.choice(('safe', 'help', 'login'))}.example>",
         "security.extra_word_trusted"),
        (f"{title} <{role}@{firm}.{other}.example>", "security.name_in_front_trusted"),
    ]  # fmt: skip
    key = f"{rng.choice((f'{title} {role}', title, role.capitalize()))} <{role}@{firm}.example>"
    return Problem(
        stem=f"{rng.choice(PUPILS)} shops at {firm}.example. The firm sends emails only from its own addresses. "
        "Which sender's address belongs to the firm?",
        key=f"`{key}`",
        wrong=act_out(_FEEDBACK, [(f"`{text}`", slug) for text, slug in slips]),
        hints=(
            "The name in front of the address can be anything. Don't go by it.",
            "Look at what stands behind the @ sign.",
            f"Behind the @ sign must stand {firm}.example, letter by letter, and no more.",
        ),
        worked_solution=f"Only `{key}` has exactly {firm}.example behind the @ sign.",
        difficulty=3,
    )


_ALPHABETS = (
    ("the digits 0 to 9", 10),
    ("the five vowels", 5),
    ("the letters A to D", 4),
    ("the letters A, B and C", 3),
    ("the letters A to F", 6),
    ("the four arrow keys", 4),
    ("the digits 0 to 7", 8),
    ("the letters A to Z", 26),
)
_LOCKS = ("a phone", "a bike lock", "a locker", "a tablet", "a game account", "a safe", "a diary app", "a school door")


def _how_many(rng: random.Random) -> Problem:
    alphabet, size = rng.choice(_ALPHABETS)
    length = 3 if size == 26 else rng.randint(3, 5)
    key = size**length
    slips: list[WholeSlip] = [
        (size * length, "security.multiplies_by_length"),
        (length**size, "security.power_turned_round"),
        (size ** (length - 1), "security.one_character_short"),
        (size ** (length + 1), "security.one_character_long"),
        (size + length, "security.adds_choices"),
        ((size - 1) ** length, "security.choices_miscounted"),
        (key * length, "security.multiplies_once_more"),
    ]
    return Problem(
        stem=f"{rng.choice(PUPILS)}'s code for {rng.choice(_LOCKS)} has {length} characters. Each of them is one of "
        f"{alphabet}, and they may repeat. How many different codes are there?",
        key=key,
        wrong=whole_answers(slips, _FEEDBACK),
        hints=(
            f"How many choices are there for one character? Here there are {size}.",
            f"For two characters there are {size} × {size} codes.",
            f"Multiply by {size} once for each of the {length} characters.",
        ),
        worked_solution=f"There are {size} choices for each of the {length} characters: "
        f"{' × '.join([str(size)] * length)} = {key}.",
        difficulty=4,
    )


@dataclass(frozen=True, slots=True)
class _Code:
    """A kind of code: ``length`` signs, each one of ``choices``."""

    length: int
    choices: int

    @property
    def count(self) -> int:
        return int(self.choices**self.length)

    def shown(self) -> str:
        return f"{self.length} {_SIGNS[self.choices]}"


_SIGNS = {
    2: "switches, on or off", 4: "arrows", 5: "colours", 6: "digits from 1 to 6", 10: "digits from 0 to 9",
    16: "hex digits", 26: "letters from A to Z",
}  # fmt: skip
_RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
_MANY_SIGNS = tuple(_Code(*code) for code in ((2, 10), (3, 10), (2, 16), (2, 26)))
_LONG = tuple(_Code(length, 2) for length in range(7, 13))
_BOTH = tuple(_Code(*code) for code in ((4, 6), (5, 6), (6, 6), (4, 10), (5, 10), (4, 16)))
_MOST = tuple(_Code(*code) for code in ((8, 4), (9, 4), (6, 5), (7, 5), (6, 6), (7, 6), (5, 10)))


def _length_or_signs(rng: random.Random) -> Problem:
    """Ask for the kind with the most codes: neither that with the most signs nor the longest one."""
    codes = [rng.choice(codes) for codes in (_MANY_SIGNS, _LONG, _BOTH, _MOST)]
    rng.shuffle(codes)
    by_count = sorted(codes, key=lambda code: code.count)
    key, second = by_count[-1], by_count[-2]
    slips: list[Slip] = [
        (max(codes, key=lambda code: code.choices).shown(), "security.symbols_beat_length"),
        (max(codes, key=lambda code: code.length).shown(), "security.length_only"),
        (max(codes, key=lambda code: code.length * code.choices).shown(), "security.multiplies_by_length"),
        (max(codes, key=lambda code: code.length + code.choices).shown(), "security.adds_choices"),
    ]
    clear = key.count > second.count and len({code.choices for code in codes}) == len(codes)
    working = "\n".join(
        f"- {code.shown()}: {code.choices}{str(code.length).translate(_RAISED)} = {code.count}" for code in codes
    )
    return Problem(
        stem=f"{rng.choice(PUPILS)} compares four kinds of code for {rng.choice(_LOCKS)}. In each of them a sign may "
        f"be used more than once.\n\n"
        f"{table(('Kind of code', 'Choices for each sign'), [(code.shown(), code.choices) for code in codes])}\n\n"
        "For which kind are there the most different codes?",
        key=key.shown(),
        wrong=act_out(_FEEDBACK, slips) if clear else (),
        hints=(
            "A code is strong when there are many others that somebody would have to try.",
            "Multiply the number of choices by itself, once for each sign of the code.",
            "Both count: how long the code is, and how many choices there are. Work out all four.",
        ),
        worked_solution=f"Multiply the choices, once for each sign:\n\n{working}\n\nThe largest number belongs to: "
        f"{key.shown()}.",
        difficulty=5,
    )


def _draw(rng: random.Random, level: int) -> Problem:
    if level == 3:
        return _how_many(rng) if rng.random() < 0.5 else _length_or_signs(rng)
    return _real_link(rng) if level == 1 else _real_sender(rng)


PASSWORDS_AND_PHISHING = Generator(
    key="passwords_and_phishing",
    number=46,
    title="Faked addresses and the number of passwords",
    topic="security",
    version=2,
    objectives=("cybersecurity.social-engineering.1", "cybersecurity.script-kiddies.4"),
    draw=_draw,
    misconceptions=tuple(_FEEDBACK),
)
