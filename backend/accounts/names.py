"""Names as people type them. Pure."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Container

_PLAIN_LETTERS = str.maketrans(
    {"ł": "l", "ø": "o", "đ": "d", "ð": "d", "ħ": "h", "ı": "i", "ŧ": "t", "æ": "ae", "œ": "oe", "þ": "th"}
)
"""Letters that Unicode doesn't take apart into a plain one and an accent."""


def fold_name(name: str) -> str:
    """Return a name as it is compared: NFKD without accents, case or punctuation, single blanks.

    "Zoë O’Neill" and "zoe oneill" are one, since an 11-year-old on a UK keyboard can type only the second.
    """
    decomposed = unicodedata.normalize("NFKD", name.strip().casefold()).translate(_PLAIN_LETTERS)
    plain = "".join(char for char in decomposed if not unicodedata.combining(char))
    return re.sub(r"\s+", " ", re.sub(r"[^\w\s]", "", plain)).strip()


def tidy_name(name: str) -> str:
    """Return a name as it is shown: NFC, single blanks."""
    return re.sub(r"\s+", " ", unicodedata.normalize("NFC", name)).strip()


def number_name(full_name: str, taken: Container[str]) -> str:
    """Return the name, or the name with the first number from 2 that makes it free. taken: folded names."""
    name, number = full_name, 2
    while fold_name(name) in taken:
        name = f"{full_name} {number}"
        number += 1
    return name


def fold_login(name: str) -> str:
    """Return a staff login name (often an e-mail address) as it is compared."""
    return unicodedata.normalize("NFKC", name).strip().casefold()


def fold_class_code(code: str) -> str:
    """Return a class code as it is compared: capitals and digits only, look-alikes made one (O is 0, I and L are 1)."""
    letters = re.sub(r"[^A-Z0-9]", "", unicodedata.normalize("NFKC", code).upper())
    return letters.translate(str.maketrans("OIL", "011"))
