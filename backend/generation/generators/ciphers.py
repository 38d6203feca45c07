"""Caesar and Vigenère ciphers, parity bits, checksums and check digits (generator 45)."""

from __future__ import annotations

import random
from string import ascii_uppercase

from backend.generation.generators.base import Generator, Problem
from backend.generation.generators.showing import PUPILS, Slip, act_out, table

_FEEDBACK = {
    "ciphers.shift_wrong_way": "Does each letter move forwards or backwards in the alphabet here?",
    "ciphers.shift_off_by_one": "Start counting with the letter after the first one. Try the first letter again.",
    "ciphers.wrap_missed": "What comes after Z? Check the letters near the ends of the alphabet.",
    "ciphers.first_letter_only": "Every letter moves. Have you moved the ones after the first?",
    "ciphers.reversed_text": "A Caesar cipher keeps the order of the letters.",
    "ciphers.parity_swapped": "Is it an even or an odd number of 1s that is asked for?",
    "ciphers.parity_at_wrong_end": "At which end does the parity bit go?",
    "ciphers.bits_inverted": "The data bits stay as they are. Only one bit is added.",
    "ciphers.parity_doubled": "How many bits are added to the data?",
    "ciphers.weights_ignored": "Each digit is multiplied by its own number first. Have you done that?",
    "ciphers.remainder_is_check": "You are nearly there. What must be added to reach the next multiple of 10?",
    "ciphers.weights_reversed": "Which digit is multiplied by the largest number?",
    "ciphers.last_digit_dropped": "Have you used every digit of the number?",
    "ciphers.rounds_down": "Do you go up or down to a multiple of 10?",
    "ciphers.keyword_first_letter_only": "You used one letter of the keyword. What are the others for?",
    "ciphers.keyword_counts_from_one": "By how many places does A move a letter? Look at the rule again.",
    "ciphers.keyword_not_repeated": "What happens when the keyword is at its end? There are letters left.",
    "ciphers.parity_of_data_only": "Which bits are counted: only the data, or the parity bit as well?",
    "ciphers.total_is_checksum": "That is the sum. What has to be done with it?",
    "ciphers.quotient_is_checksum": "That says how often the number goes into the sum. What is left over?",
    "ciphers.missing_to_the_next": "Is the checksum what is left over, or what is missing?",
    "ciphers.last_number_left_out": "Have you added all the numbers?",
}

_WORDS = (
    "ROBOT", "PIXEL", "MOUSE", "CABLE", "PLANET", "JUNGLE", "WIZARD", "OXYGEN", "ZEBRA", "PUZZLE", "VOYAGE", "LAPTOP",
    "YELLOW", "COMET", "TUNNEL", "SYSTEM", "GALAXY", "WINTER", "POCKET", "EXTRA",
)  # fmt: skip
_KEYWORDS = ("CAB", "BED", "FED", "BAD", "DAB", "BEE", "EGG", "HAD", "BAG", "FADE", "CAGE", "FACE", "BEAD", "DEAF")
_STATIONS = (
    "A weather station", "A heart monitor", "A till", "A drone", "A smart meter", "A lift", "A bus", "A fitness band",
)  # fmt: skip
_THINGS = ("a library card", "a parcel", "a concert ticket", "a season pass", "a football", "a cereal packet", "a book")


def shifted(word: str, places: int, *, wraps: bool = True) -> str:
    """Return the word with every letter moved; without wrapping, a letter stops at the end of the alphabet."""
    moved = []
    for letter in word:
        place = ascii_uppercase.index(letter) + places
        moved.append(ascii_uppercase[place % 26 if wraps else min(max(place, 0), 25)])
    return "".join(moved)


def _caesar(rng: random.Random) -> Problem:
    word, places = rng.choice(_WORDS), rng.randint(2, 7)
    encode = rng.random() < 0.5
    # What is decoded is no English word: it could be picked out without any decoding.
    given, move = (word, places) if encode else ("".join(rng.sample(ascii_uppercase, 5)), -places)
    one_short = move + (1 if move < 0 else -1)
    slips: list[Slip] = [
        (shifted(given, -move), "ciphers.shift_wrong_way"),
        (shifted(given, one_short), "ciphers.shift_off_by_one"),
        (shifted(given, move, wraps=False), "ciphers.wrap_missed"),
        (shifted(given[0], move) + given[1:], "ciphers.first_letter_only"),
        (shifted(given, move)[::-1], "ciphers.reversed_text"),
    ]
    key = shifted(given, move)
    one, other = rng.sample(PUPILS, 2)
    asked = (
        f"{one} encodes {given}. Which letters are sent?"
        if encode
        else (f"{one} receives {given}. Which letters did {other} encode?")
    )
    way = "forwards" if encode else "backwards"
    first = given[0]
    return Problem(
        stem=f"{one} and {other} use a Caesar cipher. To encode, each letter moves {places} places forwards in the "
        f"alphabet, and A comes after Z. {asked}",
        key=key,
        wrong=act_out(_FEEDBACK, slips),
        hints=(
            f"Write the alphabet in a line. Here each letter of {given} has to move {way}.",
            "At the end of the alphabet, go round to the other end.",
            f"Begin with {first}. Move {places} places {way}; don't count {first} itself.",
        ),
        worked_solution=f"Move each letter {places} places {way}:\n\n{table(list(given), [list(key)])}\n\n"
        f"The answer is {key}.",
        difficulty=2,
    )


def _moved_by(word: str, keyword: str, sign: int, *, wraps: bool = True, extra: int = 0) -> str:
    """Return the word with each letter moved by its letter of the keyword, which is repeated."""
    places = [sign * (ascii_uppercase.index(letter) + extra) for letter in keyword]
    return "".join(shifted(letter, places[number % len(places)], wraps=wraps) for number, letter in enumerate(word))


def _vigenere(rng: random.Random) -> Problem:
    keyword = rng.choice(_KEYWORDS)
    encode = rng.random() < 0.5
    given = rng.choice(_WORDS) if encode else "".join(rng.sample(ascii_uppercase, 6))
    sign = 1 if encode else -1
    key = _moved_by(given, keyword, sign)
    short = given[: len(keyword)]
    slips: list[Slip] = [
        (_moved_by(given, keyword, -sign), "ciphers.shift_wrong_way"),
        (_moved_by(given, keyword, sign, extra=1), "ciphers.keyword_counts_from_one"),
        (_moved_by(given, keyword[0], sign), "ciphers.keyword_first_letter_only"),
        (_moved_by(short, keyword, sign) + given[len(short) :], "ciphers.keyword_not_repeated"),
        (_moved_by(given, keyword, sign, wraps=False), "ciphers.wrap_missed"),
    ]
    one, other = rng.sample(PUPILS, 2)
    asked = (
        f"{one} encodes {given}. Which letters are sent?"
        if encode
        else f"{one} receives {given}. Which letters did {other} encode?"
    )
    way = "forwards" if encode else "backwards"
    repeated = (keyword * len(given))[: len(given)]
    places = [ascii_uppercase.index(letter) for letter in repeated]
    return Problem(
        stem=f"{one} and {other} use a Vigenère cipher with the keyword {keyword}. They write it under the message "
        "again and again. To encode, each letter moves forwards in the alphabet by the number of its keyword letter: "
        f"A is 0, B is 1, C is 2, up to Z, which is 25. A comes after Z. {asked}",
        key=key,
        wrong=act_out(_FEEDBACK, slips),
        hints=(
            f"Write {given} in a line, and {keyword} under it until each letter has a partner.",
            f"Turn each letter of the keyword into a number: A is 0, B is 1, C is 2. Here letters move {way}.",
            f"Begin with {given[0]}. Its partner is {keyword[0]}, so it moves {places[0]} places {way}.",
        ),
        worked_solution=f"Move each letter {way} by its number:\n\n"
        f"{table(list(given), [list(repeated), places, list(key)])}\n\nThe answer is {key}.",
        difficulty=5,
    )


def _parity_on_arrival(rng: random.Random) -> Problem:
    """Ask which of four bytes was damaged on its way."""
    even = rng.random() < 0.5
    kind = "even" if even else "odd"
    asked_for = 0 if even else 1
    data = ["".join(rng.choice("01") for _ in range(7)) for _ in range(4)]
    right = [f"{(bits.count('1') + asked_for) % 2}{bits}" for bits in data]
    key = _flipped(right[0], rng.randrange(8))
    slips: list[Slip] = [
        (byte, "ciphers.parity_of_data_only" if byte[0] == "1" else "ciphers.parity_swapped") for byte in right[1:]
    ]
    ones = key.count("1")
    return Problem(
        stem=f"Four bytes arrive at {rng.choice(PUPILS)}'s computer. The first bit of each is a parity bit, and the "
        f"parity is {kind}: the number of 1s in all eight bits has to be {kind}. "
        "In which byte was one bit changed on the way?",
        key=key,
        wrong=act_out(_FEEDBACK, slips),
        hints=(
            "The parity bit is counted as well.",
            "Write down the number of 1s of each byte.",
            f"In three of the bytes the number of 1s is {kind}. Find the other one.",
        ),
        worked_solution=f"{key} has {ones} {'one' if ones == 1 else 'ones'}, which is not {kind}. "
        f"In the other bytes the number of 1s is {kind}.",
        difficulty=3,
    )


def _flipped(bits: str, place: int) -> str:
    return bits[:place] + "10"[int(bits[place])] + bits[place + 1 :]


def _checksum(rng: random.Random) -> Problem:
    numbers = [rng.randint(11, 99) for _ in range(4)]
    divisor = rng.choice((10, 16, 20, 50, 100))
    total = sum(numbers)
    key = total % divisor
    slips: list[Slip] = [
        (total, "ciphers.total_is_checksum"),
        (total // divisor, "ciphers.quotient_is_checksum"),
        (divisor - key, "ciphers.missing_to_the_next"),
        (sum(numbers[:-1]) % divisor, "ciphers.last_number_left_out"),
        (sum(numbers[:-1]), "ciphers.last_number_left_out"),
        (total % 10, "ciphers.remainder_is_check"),
    ]
    listed = f"{', '.join(map(str, numbers[:-1]))} and {numbers[-1]}"
    return Problem(
        stem=f"{rng.choice(_STATIONS)} sends the numbers {listed}, and then a checksum. To find the checksum, add the "
        f"numbers and divide the sum by {divisor}. The remainder is the checksum. Which checksum is sent?",
        key=key,
        wrong=act_out(_FEEDBACK, slips),
        hints=(
            "Add up all the numbers first.",
            f"How often does {divisor} go into the sum as a whole?",
            "The remainder is what is left over then.",
        ),
        worked_solution=f"{' + '.join(map(str, numbers))} = {total}. "
        f"{total} ÷ {divisor} is {total // divisor}, and {key} is left over.",
        difficulty=3,
    )


def _parity_to_send(rng: random.Random) -> Problem:
    bits = "".join(rng.choice("01") for _ in range(7))
    even = rng.random() < 0.5
    ones = bits.count("1")
    bit = str(ones % 2 if even else 1 - ones % 2)
    other = "10"[int(bit)]
    inverted = bits.translate(str.maketrans("01", "10"))
    slips: list[Slip] = [
        (other + bits, "ciphers.parity_swapped"),
        (bits + bit, "ciphers.parity_at_wrong_end"),
        (bit + inverted, "ciphers.bits_inverted"),
        (bits + other, "ciphers.parity_at_wrong_end"),
        (bit + bit + bits, "ciphers.parity_doubled"),
    ]
    kind = "even" if even else "odd"
    return Problem(
        stem=f"{rng.choice(PUPILS)}'s computer sends the data bits {bits}. It puts one parity bit in front of them. "
        f"The parity is {kind}: the number of 1s in all eight bits is {kind}. Which bits are sent?",
        key=bit + bits,
        wrong=act_out(_FEEDBACK, slips),
        hints=(
            "The seven data bits don't change.",
            f"Count the 1s in the data. Is that number {kind} already?",
            f"If it is {kind}, the parity bit is 0. If it isn't, the parity bit is 1.",
        ),
        worked_solution=f"There {'is 1 one' if ones == 1 else f'are {ones} ones'} in {bits}. To get {kind} parity, the "
        f"parity bit is {bit}. In front of the data it gives {bit + bits}.",
        difficulty=3,
    )


def _check_digit(rng: random.Random) -> Problem:
    digits = [rng.randint(0, 9) for _ in range(4)]
    weights = (4, 3, 2, 1)
    products = [digit * weight for digit, weight in zip(digits, weights, strict=True)]
    total = sum(products)
    key = -total % 10
    slips: list[Slip] = [
        (total % 10, "ciphers.remainder_is_check"),
        (-sum(digits) % 10, "ciphers.weights_ignored"),
        (-sum(digit * weight for digit, weight in zip(digits, weights[::-1], strict=True)) % 10,
         "ciphers.weights_reversed"),
        (-sum(products[:-1]) % 10, "ciphers.last_digit_dropped"),
        (total // 10, "ciphers.rounds_down"),
    ]  # fmt: skip
    number = "".join(map(str, digits))
    working = " + ".join(f"{digit} × {weight}" for digit, weight in zip(digits, weights, strict=True))
    return Problem(
        stem=f"The number on {rng.choice(_THINGS)} is {number}, and a check digit follows it. To find the check digit, "
        "multiply the digits by 4, 3, 2 and 1 from left to right and add the results. "
        "The check digit is what must be added to reach a multiple of 10 (0 if it is one already). "
        "What is the check digit?",
        key=key,
        wrong=act_out(_FEEDBACK, [slip for slip in slips if int(slip[0]) <= 9]),
        hints=(
            "Multiply the first digit by 4, the second by 3, the third by 2 and the fourth by 1.",
            f"Work out {working}.",
            "Look at the total. How far is it up to the next multiple of 10?",
        ),
        worked_solution=f"{working} = {total}. To reach the multiple of 10, {total + key}, you have to add {key}.",
        difficulty=4,
    )


_TASKS = {
    1: (_caesar,),
    2: (_parity_to_send, _parity_on_arrival, _checksum),
    3: (_vigenere, _check_digit),
}


def _draw(rng: random.Random, level: int) -> Problem:
    return rng.choice(_TASKS[level])(rng)


CIPHERS_AND_CHECKS = Generator(
    key="ciphers_and_checks",
    number=45,
    title="Ciphers, parity and checksums",
    topic="ciphers",
    version=2,
    objectives=(
        "cybersecurity.there-s-no-place-like-127-0-0-1.1",
        "representations-from-clay-to-silicon.lights-and-drums.2",
    ),
    draw=_draw,
    misconceptions=tuple(_FEEDBACK),
)
