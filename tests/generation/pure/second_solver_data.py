"""Solves questions on units, sizes, times and character codes a second time, from nothing but their words."""

from __future__ import annotations

import re
from decimal import Decimal

_ALPHABET = "abcdefghijklmnopqrstuvwxyz"


def _number(text: str) -> int:
    return int(text.replace(",", ""))


def _bits_in(base: int) -> dict[str, int]:
    """Return the bits in one of each unit."""
    sizes = {"bits": 1, "bytes": 8}
    for power, unit in enumerate(("KB", "MB", "GB", "TB"), start=1):
        sizes[unit] = 8 * base**power
    return sizes | {"kB": sizes["KB"]}


def _data_units(stem: str) -> str:
    base = re.search(r"\(Use (\d+), not", stem)
    bits = _bits_in(int(base[1]) if base else 1000)
    story, question = re.match(r"(.*?[a-zB]\.) (How many .*)", stem).groups()
    sizes = [
        Decimal(_number(number)) * bits[unit] for number, unit in re.findall(r"([\d,]+) (bits|bytes|[kKMGT]B)\b", story)
    ]
    if each := re.search(r"of (\d+) MB each fit", question):
        answer = sizes[0] / (int(each[1]) * bits["MB"])
    else:
        answer = sum(sizes) / bits[re.match(r"How many (\w+)", question)[1]]
    assert answer == int(answer), stem
    assert len(sizes) == (2 if "together" in question else 1)
    return str(int(answer))


def _asked_unit_in_bits(stem: str) -> int:
    unit = re.search(r"How many (bits|bytes|kilobytes)", stem)[1]
    return {"bits": 1, "bytes": 8, "kilobytes": 8000}[unit]


def _whole(amount: Decimal) -> str:
    assert amount == int(amount)
    return str(int(amount))


def _text_size(stem: str) -> str:
    bits = int(re.search(r"(\d+) bits", stem)[1])
    if message := re.search(r"`([^`]+)`", stem):
        stored = sum(bits for _ in message[1])
    elif "characters fit" in stem:
        free = int(re.search(r"(\d+) kilobytes", stem)[1]) * 1000 * 8
        return str(free // bits)
    else:
        pages, lines, length = map(int, re.search(r"(\d+) pages of (\d+) lines.* has (\d+) char", stem).groups())
        stored = length * bits * lines * pages
    return _whole(Decimal(stored) / _asked_unit_in_bits(stem))


def _doublings_until(enough: int) -> int:
    codes, doublings = 1, 0
    while codes < enough:
        codes, doublings = codes + codes, doublings + 1
    return doublings


def _image_size(stem: str) -> str:
    width, height = map(int, re.search(r"(\d+) pixels wide and (\d+) pixels high", stem).groups())
    depth = re.search(r"colour depth is (\d+) bit", stem)
    colours = re.search(r"uses (\d+) colours", stem)
    each = int(depth[1]) if depth else _doublings_until(int(colours[1]))
    one_row = sum(each for _ in range(width))
    return _whole(Decimal(sum(one_row for _ in range(height))) / _asked_unit_in_bits(stem))


def _colour_depth(stem: str) -> str:
    depths = [int(depth) for depth in re.findall(r"(\d+) bits", stem)]
    if "times as many" in stem:
        before, after = depths
        return _whole(Decimal(2**after) / Decimal(2**before))
    if "How many different colours" in stem:
        codes = {""}
        for _ in range(depths[0]):
            codes = {code + bit for code in codes for bit in "01"}
        return str(len(codes))
    return str(_doublings_until(int(re.search(r"uses (\d+) different colours", stem)[1])))


def _sound_size(stem: str) -> str:
    if minutes := re.search(r"for (\d+) minutes?\b", stem):
        seconds = 60 * int(minutes[1])
    else:
        seconds = int(re.search(r"(\d+) seconds", stem)[1])
    rate = _number(re.search(r"([\d,]+) samples each second", stem)[1])
    bits = int(re.search(r"(\d+) bits", stem)[1])
    channels = 2 if "stereo" in stem else 1
    return _whole(Decimal(channels * bits) * seconds * rate / _asked_unit_in_bits(stem))


_PREFIXES = {"kilo": 10**3, "mega": 10**6, "giga": 10**9, "k": 10**3, "M": 10**6, "G": 10**9}


def _amount(number: str, prefix: str, unit: str) -> int:
    """Return an amount of data in bits."""
    return int(number) * _PREFIXES[prefix] * (8 if unit in {"byte", "B"} else 1)


def _transfer_time(stem: str) -> str:
    """Send second by second until everything has arrived."""
    stem = re.sub(r"\(1 .*?\)$", "", stem)
    pattern = r"(\d+) (kilo|mega|giga|k|M|G)(byte|bit|B)s?\b"
    size, speed = (_amount(*found) for found in re.findall(pattern, stem))
    seconds, sent = 0, 0
    while sent < size:
        sent += speed
        seconds += 1
    assert sent == size, "a whole number of seconds"
    return _whole(Decimal(seconds) / 60) if "How many minutes" in stem else str(seconds)


def _character_codes(stem: str) -> str:
    if row := re.search(r"follow one another: (.*?)\. ", stem):
        signs = row[1].split(" ")
        known, code, asked = re.search(r"The code of (.) is (\d+)\. What is the code of (.)\?", stem).groups()
        return str(int(code) + signs.index(asked) - signs.index(known))
    if digits := re.search(r"codes store the text `(\d+)`", stem):
        return ", ".join(str({digit: 48 + place for place, digit in enumerate("0123456789")}[d]) for d in digits[1])
    if word := re.search(r"codes store the word `([A-Z]+)`", stem):
        return ", ".join(str(65 + _ALPHABET.index(letter.lower())) for letter in word[1])
    if codes := re.search(r"as the codes ([\d, ]+)\. Which letters", stem):
        return "".join(_ALPHABET[int(code) - 65].upper() for code in codes[1].split(", "))
    return _one_letter(stem)


def _one_letter(stem: str) -> str:
    known, code = re.search(r"letter `([A-Za-z])` has the code (\d+)\.", stem).groups()
    first = int(code) - _ALPHABET.index(known.lower())
    if wanted := re.search(r"Which letter has the code (\d+)", stem):
        letter = _ALPHABET[int(wanted[1]) - first]
        return f"`{letter.upper() if known.isupper() else letter}`"
    asked = re.search(r"What is the code of (?:the \w+ letter )?`([A-Za-z])`\?", stem)[1]
    if asked.isupper() != known.isupper():
        assert "32 more than its capital" in stem
        first += 32 if asked.islower() else -32
    return str(first + _ALPHABET.index(asked.lower()))


SOLVERS = {
    "data_units": _data_units,
    "data_units_1024": _data_units,
    "text_size": _text_size,
    "image_size": _image_size,
    "colour_depth": _colour_depth,
    "sound_size": _sound_size,
    "transfer_time": _transfer_time,
    "character_codes": _character_codes,
}
