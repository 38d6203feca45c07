"""How much room a text takes up (generator 8)."""

from __future__ import annotations

import random
from fractions import Fraction

from backend.generation.generators.base import Generator, Problem
from backend.generation.generators.slips import WholeSlip, discreet, whole_answers

_OPENINGS = (
    "Hi {}!",
    "Well done, {}!",
    "See you, {}",
    "Call me, {}.",
    "Thank you {}",
    "Is {} here?",
    "Run, {}, run!",
    "Go {}!",
    "{} has won",
    "Wait for {}!",
    "Where is {}?",
    "{} is late.",
    "Room 12, {}",
    "Ask {} at 4",
)
_NAMES = ("Amy", "Ben", "Cai", "Dev", "Ella", "Finn", "Hana", "Isla", "Jack", "Kofi", "Maya", "Noor", "Omar", "Rhys",
          "Sara", "Tom", "Zoe", "Aisha", "Carlos", "Emily", "Harry", "Priya")  # fmt: skip

_WRITINGS = (
    "A book",
    "A diary",
    "A school magazine",
    "A recipe book",
    "A play",
    "A game guide",
    "A rule book",
    "A history project",
)

_HOLDERS = ("A phone", "A smart watch", "A bus display", "A label printer", "A pager", "A calculator", "A robot")

_FEEDBACK = {
    "data.spaces_take_no_room": "Is a space a character too?",
    "data.only_letters_counted": "Full stops, commas and digits are typed too. Have you counted them?",
    "data.one_bit_per_character": "You counted the characters. How many bits does each one need?",
    "data.seven_bits_assumed": "Read again how many bits each character uses here.",
    "data.sixteen_bits_assumed": "Read again how many bits each character uses here.",
    "data.eight_bits_assumed": "Read again how many bits each character uses here.",
    "data.words_counted": "You counted the words. Each character needs a code of its own.",
    "data.one_character_too_many": "Count the characters again. Is there anything before the first or after the last?",
    "data.bits_given_as_bytes": "That is a number of bits. How many bits make one byte?",
    "data.bytes_wrong_way": "Bits are smaller than bytes. Should the number get larger or smaller?",
    "data.unit_step_missed": "Check the unit of your answer. How many bytes is one kilobyte?",
    "data.zeros_miscounted": "Count the zeros again. How many bytes is one kilobyte?",
    "data.part_left_out": "Check that you have used every number in the question.",
}


def _bits_of(text: str, bits: int) -> list[WholeSlip]:
    """Return wrong numbers of bits for ``text`` at ``bits`` a character, from the commonest slip to the rarest."""
    count = len(text)
    letters = sum(character.isalpha() for character in text)
    return [
        ((count - text.count(" ")) * bits, "data.spaces_take_no_room"),
        (count, "data.one_bit_per_character"),
        (16 * count, "data.sixteen_bits_assumed"),
        ((letters + text.count(" ")) * bits, "data.only_letters_counted"),
        ((count + 1) * bits, "data.one_character_too_many"),
        (8 * count, "data.eight_bits_assumed"),
        (7 * count, "data.seven_bits_assumed"),
        (len(text.split()) * bits, "data.words_counted"),
        (letters * bits, "data.only_letters_counted"),
        (8 * bits * count, "data.bytes_wrong_way"),
    ]


def _message(rng: random.Random) -> str:
    return rng.choice(_OPENINGS).format(rng.choice(_NAMES))


def _message_bits(rng: random.Random, level: int) -> Problem:
    """How many bits a message takes up; 8 bits a character at level 1."""
    text = _message(rng)
    bits = 8 if level == 1 else rng.choice((7, 16))
    count = len(text)
    code = "ASCII" if bits < 16 else "Unicode"
    return Problem(
        stem=f"The message `{text}` is stored in {code}, with {bits} bits for each character. "
        "How many bits does it take up?",
        key=bits * count,
        wrong=whole_answers(_bits_of(text, bits), _FEEDBACK),
        hints=(
            "Count the characters of the message one by one.",
            "Letters, digits, spaces and signs such as ! are all characters.",
            f"Multiply the number of characters by {bits}.",
        ),
        worked_solution=f"The message has {count} characters, including spaces and signs. "
        f"{count} × {bits} = {bits * count}.",
        difficulty=1 if level == 1 else 2,
    )


def _message_bytes(rng: random.Random) -> Problem:
    """How many bytes a message takes up at 8 or 16 bits a character."""
    text, bits = _message(rng), rng.choice((8, 16))
    count, each = len(text), bits // 8
    without_spaces = (count - text.count(" ")) * each
    code = "ASCII" if bits < 16 else "Unicode"
    return Problem(
        stem=f"The message `{text}` is stored in {code}, with {bits} bits for each character. "
        "How many bytes does it take up?",
        key=each * count,
        wrong=whole_answers(
            [
                (bits * count, "data.bits_given_as_bytes"),
                (without_spaces, "data.spaces_take_no_room"),
                (count, "data.eight_bits_assumed"),
                (2 * count, "data.sixteen_bits_assumed"),
                (
                    sum(character.isalpha() or character == " " for character in text) * each,
                    "data.only_letters_counted",
                ),
                ((count + 1) * each, "data.one_character_too_many"),
                (len(text.split()) * each, "data.words_counted"),
                (8 * bits * count, "data.bytes_wrong_way"),
                (sum(character.isalpha() for character in text) * each, "data.only_letters_counted"),
            ],
            _FEEDBACK,
        ),
        hints=(
            "Count the characters of the message one by one. Spaces and signs are characters too.",
            f"Multiply the number of characters by {bits} to find the number of bits.",
            "Then divide by 8, because there are 8 bits in a byte.",
        ),
        worked_solution=f"The message has {count} characters, including spaces and signs. {count} × {bits} = "
        f"{bits * count} bits, and {bits * count} ÷ 8 = {each * count} bytes.",
        difficulty=2,
    )


def _pages(rng: random.Random) -> Problem:
    """How many kilobytes a whole text takes up."""
    bits = rng.choice((8, 16))
    # Tens of characters and tens of lines and pages make whole kilobytes.
    pages, lines, length = 10 * rng.randint(1, 20), rng.choice((20, 30, 40, 50)), rng.choice((30, 40, 50, 60, 80))
    characters = pages * lines * length
    size = characters * bits // 8_000
    return Problem(
        stem=f"{rng.choice(_WRITINGS)} has {pages} pages of {lines} lines. "
        f"Each line has {length} characters, including spaces. "
        f"Each character uses {bits} bits. How many kilobytes (kB) is that? (1 kB is 1000 bytes.)",
        key=size,
        wrong=whole_answers(
            [
                (8 * size, "data.bits_given_as_bytes"),
                (Fraction(characters * (24 - bits), 8_000), f"data.{'sixteen' if bits == 8 else 'eight'}_bits_assumed"),
                (1000 * size, "data.unit_step_missed"),
                (Fraction(characters, 8_000), "data.one_bit_per_character"),
                (10 * size, "data.zeros_miscounted"),
                (Fraction(size, 10), "data.zeros_miscounted"),
                (64 * size, "data.bytes_wrong_way"),
                (Fraction(lines * length * bits, 8_000), "data.part_left_out"),
                (Fraction(pages * lines * bits, 8_000), "data.part_left_out"),
            ],
            _FEEDBACK,
        ),
        hints=(
            "How many characters are there on one page? And on all the pages?",
            f"Multiply by {bits} to find the number of bits. Then divide by 8 to find the number of bytes.",
            "Divide by the number of bytes in one kilobyte.",
        ),
        worked_solution=f"{pages} × {lines} × {length} = {characters} characters. {characters} × {bits} ÷ 8 = "
        f"{characters * bits // 8} bytes, and {characters * bits // 8} ÷ 1000 = {size} kB.",
        difficulty=3,
    )


def _room_left(rng: random.Random) -> Problem:
    """How many characters fit into so many kilobytes."""
    bits, room = rng.choice((8, 16)), rng.choice((2, 4, 6, 8, 10, 12, 16, 20, 24, 32, 40, 48, 64))
    key = room * 8_000 // bits
    other = 24 - bits
    return Problem(
        stem=f"{rng.choice(_HOLDERS)} has {room} kilobytes (kB) left for text. Each character uses {bits} bits. "
        "How many characters fit? (1 kB is 1000 bytes.)",
        key=key,
        wrong=whole_answers(
            [
                (Fraction(room * 1000, bits), "data.bits_given_as_bytes"),
                (room * 8_000 // other, f"data.{'sixteen' if other == 16 else 'eight'}_bits_assumed"),
                (room * 8_000, "data.one_bit_per_character"),
                (room * 1000 * bits, "data.bytes_wrong_way"),
                (Fraction(room * 8, bits), "data.unit_step_missed"),
                (key * 10, "data.zeros_miscounted"),
                (Fraction(key, 10), "data.zeros_miscounted"),
            ],
            _FEEDBACK,
        ),
        hints=(
            f"How many bytes does one character of {bits} bits use?",
            "How many bytes are there in one kilobyte? So how many bytes are left?",
            "Divide the bytes that are left by the bytes that one character uses.",
        ),
        worked_solution=f"One character uses {bits} ÷ 8 = {bits // 8} byte{'s' if bits > 8 else ''}. "
        f"{room} kB are {room * 1000} bytes, and {room * 1000} ÷ {bits // 8} = {key}.",
        difficulty=4,
    )


def _draw(rng: random.Random, level: int) -> Problem:
    if level == 1:
        return discreet(_message_bits(rng, level))
    if level == 2:
        return discreet(_message_bits(rng, level) if rng.random() < 0.5 else _message_bytes(rng))
    return discreet(_pages(rng) if rng.random() < 0.7 else _room_left(rng))


TEXT_SIZE = Generator(
    key="text_size",
    number=8,
    title="Size of a text",
    topic="data",
    version=1,
    objectives=(
        "representations-from-clay-to-silicon.lights-and-drums.3",
        "representations-from-clay-to-silicon.large-quantities.1",
    ),
    draw=_draw,
    misconceptions=tuple(_FEEDBACK),
)
