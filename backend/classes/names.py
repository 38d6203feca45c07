"""Names and codes of classes. Pure."""

from __future__ import annotations

import re
import secrets
import unicodedata

CODE_ALPHABET = "CDFGHJKMNPQRTVWXY2346789"
"""Without 0 O, 1 I L, 5 S, and with the digit only of 2 Z and 8 B; no vowels, so that no code spells a word."""

CODE_LENGTH = 6
YEAR_GROUPS = (7, 8, 9)


def make_class_code() -> str:
    """Return a random class code, one of 191 million."""
    return "".join(secrets.choice(CODE_ALPHABET) for _ in range(CODE_LENGTH))


def fold_class_name(name: str) -> str:
    """Return a class name as it is compared: "9 Oak", "9OAK" and "9 oak" are one class, "8/1" and "81" are two."""
    return re.sub(r"\s+", "", unicodedata.normalize("NFKC", name).casefold())


def read_year_group(text: str) -> int | None:
    """Return the first number in what a list gives as the year ("Yr 9", "09"), or None without one."""
    found = re.search(r"\d{1,2}", text)
    return int(found[0]) if found else None


def year_group_in_name(class_name: str) -> int | None:
    """Return the year of a secondary school that a class is named for ("8B", "10A"): the "1" of "Section 1" is none."""
    found = re.search(r"(?<!\d)(?:[7-9]|1[0-3])(?!\d)", class_name)
    return int(found[0]) if found else None
