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
    if "parity" in stem:
        data = re.search(r"data bits ([01]+)", stem)[1]
        odd = "parity is odd" in stem
        return len(option) == 8 and option.endswith(data) and (f"{int(option, 2):b}".count("1") % 2 == 1) == odd
    number = re.search(r" is (\d{4}), and", stem)[1]
    total = int(option)
    for count in range(1, 5):  # Adding the running totals weighs the first digit 4 times, the last once.
        total += sum(map(int, number[:count]))
    return total % 10 == 0


JUDGES = {
    "ciphers_and_checks": _ciphers_and_checks,
}
