"""Which picture descriptions are worth reading."""

from __future__ import annotations

import re

_LENGTH_MAX = 2_000
_FILE_NAME = re.compile(r"\S+\.(png|jpe?g|gif|bmp|svg|emf|wmf|tiff?|webp|heic|pdf)$", re.IGNORECASE)
_ADDRESS = re.compile(r"^(https?://|www\.|file:)\S+$", re.IGNORECASE)
_DEFAULT_NAME = re.compile(
    r"^(picture|image|graphic|photo|screen ?shot|grafik|bild|shape|text ?box|object|chart|diagram|logo|icon|img|dsc)"
    r"[\s_-]*[\d .:at_-]*$",
    re.IGNORECASE,
)
_MADE_BY_OFFICE = re.compile(r"(description )?(automatically generated|generated automatically)", re.IGNORECASE)


def meaningful(text: str | None) -> str:
    """Return an alternative text that a person wrote, tidied, or an empty string.

    File names, addresses, default names ("Picture 3") and Office's own guesses say nothing about the lesson.
    """
    tidy = " ".join((text or "")[:_LENGTH_MAX].split())
    made = _FILE_NAME.search(tidy) or _ADDRESS.match(tidy) or _DEFAULT_NAME.match(tidy) or _MADE_BY_OFFICE.search(tidy)
    return "" if made or len(tidy) < 4 else tidy
