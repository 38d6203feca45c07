"""Judges the options of the questions about passwords and phishing, from nothing but the words that a pupil sees."""

from __future__ import annotations

import math
import re
from email.utils import parseaddr
from functools import cache
from itertools import product
from urllib.parse import urlsplit


def _passwords_and_phishing(stem: str, option: str) -> bool:
    if "How many different codes" in stem:
        length = int(re.search(r"has (\d) characters", stem)[1])
        if found := re.search(r"(?:letters|digits) (\w) to (\w)", stem):
            choices = [chr(code) for code in range(ord(found[1]), ord(found[2]) + 1)]
        else:
            words = {"five vowels": "AEIOU", "A, B and C": "ABC", "four arrow keys": "←↑→↓"}
            choices = next(signs for name, signs in words.items() if name in stem)
        return option == _codes(tuple(choices), length)
    if "the most different codes" in stem:
        kinds = re.findall(r"^\| ((\d+) .+?) \| (\d+) \|$", stem, re.MULTILINE)
        best = max(kinds, key=lambda kind: int(kind[1]) * math.log(int(kind[2])))
        return option == best[0]
    firm = re.search(r"\b(\w+\.example)\b", stem)[1]
    if "Which link" in stem:
        return urlsplit(option.strip("`")).netloc.split(".")[-2:] == firm.split(".")
    return parseaddr(option.strip("`"))[1].rsplit("@", 1)[1] == firm


@cache
def _codes(choices: tuple[str, ...], length: int) -> str:
    """Count the codes by making every one of them."""
    return str(sum(1 for _ in product(choices, repeat=length)))


JUDGES = {
    "passwords_and_phishing": _passwords_and_phishing,
}
