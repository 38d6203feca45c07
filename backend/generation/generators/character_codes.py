"""Character codes: ASCII letters, capitals and small letters, digits, other alphabets in Unicode (generator 13)."""

from __future__ import annotations

import random
from string import ascii_lowercase, ascii_uppercase

from backend.generation.generators.base import Generator, Problem
from backend.generation.generators.slips import TextSlip, WholeSlip, discreet, text_answers, whole_answers

_ALPHABETS = (
    ("Greek letters", "αβγδεζηθ"),
    ("Russian letters", "абвгдежз"),
    ("chess pieces", "♔♕♖♗♘♙"),
    ("circled numbers", "①②③④⑤⑥⑦⑧⑨"),
)

_WORDS = (
    "BAD", "BAG", "BED", "BEE", "BIG", "BUS", "CAB", "CAP", "CAR", "CAT", "COD", "COW", "CUP", "DIG", "EGG",
    "ELF", "FAN", "FIG", "FLY", "FOX", "GAP", "GEM", "HAT", "HEN", "HUT", "ICE", "INK", "JAM", "JET", "KEY", "KIT",
    "LEG", "LID", "LOG", "MAP", "MUD", "NET", "NUT", "OAK", "OWL", "PAN", "PEN", "RAM", "RED", "ROW", "RUN",
    "SEA", "SKY", "SUN", "TAP", "TEN", "TOY", "VAN", "WEB", "YES", "BIRD", "DATA", "DISK", "FILE", "FISH",
    "GAME", "HILL", "LION", "MICE", "PLAY", "RAIN", "SHIP", "STAR", "TREE", "WOLF",
)  # fmt: skip

_CODE_LETTERS = "CGJLPQRTWXZ"
_LOCKED = ("A locker code", "A team's short name", "A shop's product code", "A bus stop's code", "A prize code")

_FEEDBACK = {
    "data.codes_fencepost": "Count the steps from one character to the other. Don't count the first one.",
    "data.alphabet_position": "You used the place in the alphabet. Which code does the alphabet start with?",
    "data.position_added_to_code": "From which character do you start counting the steps?",
    "data.codes_counted_backwards": "Which character comes first? So is its code larger or smaller?",
    "data.capital_and_small_mixed": "Is it a capital or a small letter? They have different codes.",
    "data.small_letters_follow_capitals": "Small letters don't come right after the capitals. How far apart are they?",
    "data.digit_is_its_number": "The character has a code, which isn't the number that it shows.",
    "data.code_is_steps": "That is the number of steps. Which code do you start from?",
    "data.every_code_in_tens": "From one character to the next, the code goes up by 1.",
    "data.word_backwards": "Read the codes from left to right. Which character is the first?",
    "data.codes_joined": "Each character has a code of its own. How many codes do you need?",
}

_HINT_ORDER = "The codes follow the order of the alphabet: from one letter to the next, the code goes up by 1."


def _listed(codes: list[int]) -> str:
    return ", ".join(str(code) for code in codes)


def _offset_slips(anchor: int, steps: int, position: int) -> list[WholeSlip]:
    """Return wrong codes of a letter ``steps`` after the one with code ``anchor``, the commonest slip first."""
    key = anchor + steps
    return [
        (key + 1, "data.codes_fencepost"),
        (key - 1, "data.codes_fencepost"),
        (position, "data.alphabet_position"),
        (anchor - steps, "data.codes_counted_backwards"),
        (anchor + position, "data.position_added_to_code"),
        (key + 32 if key < 97 else key - 32, "data.capital_and_small_mixed"),
        (key + 26 if key < 97 else key - 26, "data.small_letters_follow_capitals"),
        (anchor + 10 * steps, "data.every_code_in_tens"),
        (steps, "data.code_is_steps"),
    ]


def _letter_code(rng: random.Random) -> Problem:
    """The code of a letter, from that of an earlier one."""
    letters = rng.choice((ascii_uppercase, ascii_lowercase))
    start = rng.choice((0, rng.randrange(0, 18)))
    steps = rng.randint(2, min(12, 25 - start))
    known, asked = letters[start], letters[start + steps]
    kind = "capital" if letters is ascii_uppercase else "small"
    return Problem(
        stem=f"In ASCII, the {kind} letter `{known}` has the code {ord(known)}. What is the code of `{asked}`?",
        key=ord(asked),
        wrong=whole_answers(_offset_slips(ord(known), steps, start + steps + 1), _FEEDBACK),
        hints=(
            _HINT_ORDER,
            f"Say the alphabet from `{known}` to `{asked}`, and count the steps on your fingers.",
            f"Add the number of steps to the code of `{known}`.",
        ),
        worked_solution=f"From `{known}` to `{asked}` there are {steps} steps. {ord(known)} + {steps} = {ord(asked)}.",
        difficulty=1,
    )


def _letter_of_code(rng: random.Random) -> Problem:
    """The letter that has a code; small letters and capitals never stand side by side."""
    letters = rng.choice((ascii_uppercase, ascii_lowercase))
    start = rng.randrange(0, 18)
    steps = rng.randint(2, min(12, 25 - start))
    place = start + steps

    def letter(index: int) -> str:
        return f"`{letters[index]}`" if 0 <= index < 26 else ""

    slips: list[TextSlip] = [
        (letter(place - 1), "data.codes_fencepost"),
        (letter(place + 1), "data.codes_fencepost"),
        (letter(start - steps), "data.codes_counted_backwards"),
        (letter(steps - 1) if start else "", "data.code_is_steps"),
    ]
    kind = "capital" if letters is ascii_uppercase else "small"
    known, asked = letters[start], letters[place]
    return Problem(
        stem=f"In ASCII, the {kind} letter `{known}` has the code {ord(known)}. "
        f"Which letter has the code {ord(asked)}?",
        key=f"`{asked}`",
        wrong=text_answers(slips, _FEEDBACK),
        hints=(
            _HINT_ORDER,
            f"How much larger is {ord(asked)} than {ord(known)}?",
            f"Go on in the alphabet from `{known}` by that many steps.",
        ),
        worked_solution=f"{ord(asked)} − {ord(known)} = {steps}. {steps} steps after `{known}` comes `{asked}`.",
        difficulty=2,
    )


def _other_case(rng: random.Random) -> Problem:
    """The code of a small letter from that of a capital, or the other way round."""
    to_small = rng.random() < 0.5
    start = rng.randrange(0, 14)
    steps = rng.randint(1, 10)
    known, asked = ascii_uppercase[start], ascii_lowercase[start + steps]
    if not to_small:
        known, asked = known.lower(), asked.upper()
    key, case = ord(asked), 32 if to_small else -32
    kinds = ("capital", "small") if to_small else ("small", "capital")
    sign = "+" if to_small else "−"
    return Problem(
        stem=f"In ASCII, the {kinds[0]} letter `{known}` has the code {ord(known)}. A small letter has a code that is "
        f"32 more than its capital's code. What is the code of the {kinds[1]} letter `{asked}`?",
        key=key,
        wrong=whole_answers(
            [
                (key - case, "data.capital_and_small_mixed"),
                (ord(known) + case, "data.code_is_steps"),
                (key + 1, "data.codes_fencepost"),
                (key - 1, "data.codes_fencepost"),
                (ord(known) + steps - case, "data.capital_and_small_mixed"),
                (ord(known) + case - steps, "data.codes_counted_backwards"),
                (ord(known) + steps + (26 if to_small else -26), "data.small_letters_follow_capitals"),
                (start + steps + 1, "data.alphabet_position"),
                (ord(known) + case + start + steps + 1, "data.position_added_to_code"),
            ],
            _FEEDBACK,
        ),
        hints=(
            _HINT_ORDER,
            f"First find the code of the {kinds[0]} letter `{asked.swapcase()}`: count on from `{known}`.",
            f"Then {'add' if to_small else 'take away'} 32, to go from a {kinds[0]} letter to a {kinds[1]} one.",
        ),
        worked_solution=f"From `{known}` to `{asked.swapcase()}` it is {steps} step{'s' * (steps > 1)}: "
        f"{ord(known)} + {steps} = {ord(known) + steps}. {ord(known) + steps} {sign} 32 = {key}.",
        difficulty=2,
    )


def _unicode_code(rng: random.Random) -> Problem:
    """A code in a row of Unicode characters that is shown in order."""
    name, row = rng.choice(_ALPHABETS)
    start = rng.randrange(0, len(row) - 2)
    place = rng.randrange(start + 2, len(row))
    known, asked, steps = row[start], row[place], place - start
    key = ord(asked)
    return Problem(
        stem=f"In Unicode, these {name} have codes that follow one another: {' '.join(row)}. "
        f"The code of {known} is {ord(known)}. What is the code of {asked}?",
        key=key,
        wrong=whole_answers(
            [
                (key + 1, "data.codes_fencepost"),
                (key - 1, "data.codes_fencepost"),
                (ord(known) - steps, "data.codes_counted_backwards"),
                (ord(known) + place + 1, "data.position_added_to_code"),
                (ord(known) + 10 * steps, "data.every_code_in_tens"),
                (place + 1, "data.digit_is_its_number" if row[0] == "①" else "data.alphabet_position"),
                (steps, "data.code_is_steps"),
            ],
            _FEEDBACK,
        ),
        hints=(
            "The codes go up by 1 from one character to the next.",
            f"Count the steps from {known} to {asked} in the row.",
            "Add the number of steps to the code that you know.",
        ),
        worked_solution=f"From {known} to {asked} there are {steps} steps. {ord(known)} + {steps} = {key}.",
        difficulty=2,
    )


def _word_codes(rng: random.Random) -> Problem:
    """The codes of a word in capitals, from the code of its alphabet's first letter."""
    word = rng.choice(_WORDS)
    codes = [ord(letter) for letter in word]
    slips: list[TextSlip] = [
        (_listed([code - 64 for code in codes]), "data.alphabet_position"),
        (_listed([code + 1 for code in codes]), "data.codes_fencepost"),
        (_listed([code + 32 for code in codes]), "data.capital_and_small_mixed"),
        (_listed(codes[::-1]), "data.word_backwards"),
        (_listed([code - 1 for code in codes]), "data.codes_fencepost"),
    ]
    return Problem(
        stem="In ASCII, the code of `A` is 65, and the codes follow the alphabet. "
        f"Which codes store the word `{word}`?",
        key=_listed(codes),
        wrong=text_answers(slips, _FEEDBACK),
        hints=(
            _HINT_ORDER,
            "How many steps is each letter after `A`? `A` itself is 0 steps away.",
            "Add the steps of each letter to 65. Keep the order of the letters.",
        ),
        worked_solution="\n".join(
            f"- `{letter}`: 65 + {code - 65} = {code}" for letter, code in zip(word, codes, strict=True)
        )
        + f"\n\nSo the codes are {_listed(codes)}.",
        difficulty=3,
    )


def _decoded_word(rng: random.Random) -> Problem:
    """The letters behind a row of codes; a real word would be told by its look among the wrong options."""
    word = "".join(rng.sample(_CODE_LETTERS, 3))
    codes = [ord(letter) for letter in word]

    def moved(steps: int) -> str:
        moved_codes = [code + steps for code in codes]
        return "".join(map(chr, moved_codes)) if all(65 <= code <= 90 for code in moved_codes) else ""

    slips: list[TextSlip] = [
        (moved(1), "data.codes_fencepost"),
        (moved(-1), "data.codes_fencepost"),
        (word[::-1], "data.word_backwards"),
        ("".join(chr(90 - (code - 65)) for code in codes), "data.codes_counted_backwards"),
    ]
    return Problem(
        stem="In ASCII, the code of `A` is 65, and the codes follow the alphabet. "
        f"{rng.choice(_LOCKED)} is stored as the codes {_listed(codes)}. Which letters are they?",
        key=word,
        wrong=text_answers(slips, _FEEDBACK),
        hints=(
            _HINT_ORDER,
            "Take 65 away from each code. That is how many steps the letter is after `A`.",
            "Write the letters in the order of the codes.",
        ),
        worked_solution="\n".join(f"- {code} − 65 = {code - 65}, so it is `{chr(code)}`" for code in codes)
        + f"\n\nSo the codes store {word}.",
        difficulty=3,
    )


def _digit_codes(rng: random.Random) -> Problem:
    """The codes of a text of digits."""
    text = "".join(rng.sample("123456789", rng.randint(2, 3)))
    codes = [ord(digit) for digit in text]
    slips: list[TextSlip] = [
        (_listed([int(digit) for digit in text]), "data.digit_is_its_number"),
        (_listed([code - 1 for code in codes]), "data.codes_fencepost"),
        (_listed([code + 1 for code in codes]), "data.codes_fencepost"),
        (str(48 + int(text)), "data.codes_joined"),
        (_listed(codes[::-1]), "data.word_backwards"),
    ]
    return Problem(
        stem="In ASCII, the code of the character `0` is 48, and the codes of the digits follow one another. "
        f"Which codes store the text `{text}`?",
        key=_listed(codes),
        wrong=text_answers(slips, _FEEDBACK),
        hints=(
            "The code of a digit isn't the digit itself. `0` has the code 48, and `1` has the next code.",
            "Each digit of the text is one character and has a code of its own.",
            "Add each digit to 48. Keep the order of the digits.",
        ),
        worked_solution="\n".join(
            f"- `{digit}`: 48 + {digit} = {code}" for digit, code in zip(text, codes, strict=True)
        )
        + f"\n\nSo the codes are {_listed(codes)}.",
        difficulty=3,
    )


_FORMS = {
    1: (_letter_code,),
    2: (_letter_of_code, _other_case, _unicode_code),
    3: (_word_codes, _decoded_word, _digit_codes),
}


def _draw(rng: random.Random, level: int) -> Problem:
    return discreet(rng.choice(_FORMS[level])(rng))


CHARACTER_CODES = Generator(
    key="character_codes",
    number=13,
    title="Character codes: ASCII and Unicode",
    topic="data",
    version=1,
    objectives=("representations-from-clay-to-silicon.lights-and-drums.2",),
    draw=_draw,
    misconceptions=tuple(_FEEDBACK),
)
