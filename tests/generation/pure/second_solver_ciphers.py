"""Judges the options of the questions about ciphers and checks, from nothing but the words that a pupil sees."""

from __future__ import annotations

import re


def _ciphers_and_checks(stem: str, option: str) -> bool:
    if "Caesar" in stem:
        places = int(re.search(r"moves (\d) places", stem)[1])
        way, word = re.search(r"(encodes|receives) ([A-Z]+)", stem).groups()
        plain, cipher = (word, option) if way == "encodes" else (option, word)
        return len(plain) == len(cipher) and all(
            (ord(there) - ord(here) - places) % 26 == 0 for here, there in zip(plain, cipher, strict=True)
        )
    if "Vigenère" in stem:
        return _is_vigenere(stem, option)
    if "In which byte" in stem:
        return str(option.count("1") % 2) == ("1" if "parity is even" in stem else "0")
    if "checksum" in stem:
        return _is_checksum(stem, int(option))
    if "parity" in stem:
        data = re.search(r"data bits ([01]+)", stem)[1]
        odd = "parity is odd" in stem
        return len(option) == 8 and option.endswith(data) and (f"{int(option, 2):b}".count("1") % 2 == 1) == odd
    number = re.search(r" is (\d{4}), and", stem)[1]
    total = int(option)
    for count in range(1, 5):  # Adding the running totals weighs the first digit 4 times, the last once.
        total += sum(map(int, number[:count]))
    return total % 10 == 0


def _is_vigenere(stem: str, option: str) -> bool:
    """Slide the keyword along the message: each piece of it has to move by the same letters."""
    keyword = re.search(r"keyword ([A-Z]+)\.", stem)[1]
    way, word = re.search(r"(encodes|receives) ([A-Z]+)\.", stem).groups()
    plain, cipher = (word, option) if way == "encodes" else (option, word)
    while plain and cipher:
        for start, moved, key in zip(plain, cipher, keyword, strict=False):
            alphabet = [chr(65 + (ord(start) - 65 + step) % 26) for step in range(26)]
            if alphabet.index(moved) != ord(key) - 65:
                return False
        plain, cipher = plain[len(keyword) :], cipher[len(keyword) :]
    return plain == cipher == ""


def _is_checksum(stem: str, checksum: int) -> bool:
    """Take the divisor away from the sum until what is left is smaller."""
    left = sum(map(int, re.findall(r"\d+", stem.split(", and then", maxsplit=1)[0])))
    divisor = int(re.search(r"sum by (\d+)", stem)[1])
    while left >= divisor:
        left -= divisor
    return left == checksum


JUDGES = {
    "ciphers_and_checks": _ciphers_and_checks,
}
