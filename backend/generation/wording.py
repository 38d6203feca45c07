"""What the linter and the readers of lesson text need to know about English words. Deterministic, no models."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from fractions import Fraction
from functools import lru_cache

_STOP_TEXT = """
a an the this that these those it its they them their he she his her we us our you your i me my who whom whose
which what when where why how is are was were be been being am do does did done has have had having will would
can could should may might must shall not no nor and or xor but if then than so as at by for from in into of off
on onto out over to up with without within about after before between during through under while because also
only just very more most less least much many some any each every all both few other another same such one two
three four here there use used uses using make makes made called call means mean meant meaning following word words
sentence answer correct right best different new
"""

STOP_WORDS = frozenset(_STOP_TEXT.split())
"""Words too common to say what a text is about."""

# Letters whose names begin with a vowel sound, for abbreviations that are spelt out: an HTML page, a URL.
_VOWEL_LETTERS = frozenset("AEFHILMNORSX")
_SPOKEN_EITHER_WAY = frozenset({"SQL", "FAQ", "URL", "SIM", "LED"})
_SPOKEN_AS_WORDS = frozenset({"RAM", "ROM", "LAN", "WAN", "NOT", "NOR", "NAND", "XOR", "MIDI", "FOR"})
_CONSONANT_SOUND = re.compile(r"^(uni|use|usa|uti|euro|one\b|once)", re.IGNORECASE)
_SILENT_H = re.compile(r"^(hour|honest|honour|heir)", re.IGNORECASE)
_WORD = re.compile(r"[A-Za-z][A-Za-z'’-]*[A-Za-z]|[A-Za-z]")
_NUMBER = re.compile(r"^([-−]?\d[\d,]*(?:\.\d+)?)\s*([A-Za-z%°]*)$")
_SINGULAR_ENDINGS = ("ss", "us", "is", "ics")
_LONG_OPTION_WORDS = 3

_BOLD = re.compile(r"\*\*(\S(?:[^*]*\S)?)\*\*")
_EMPHASIS = re.compile(r"(?<![\w*])\*(\S[^*]*\S|\S)\*(?![\w*])")
_ESCAPED = re.compile(r"\\([!-/:-@\[-`{-~])")


@lru_cache(maxsize=1_024)
def without_markup(text: str) -> str:
    """Return rich-text source without its marks for bold, emphasis and code, as pupils read it."""
    plain = _EMPHASIS.sub(r"\1", _BOLD.sub(r"\1", text.replace("`", "")))
    return _ESCAPED.sub(r"\1", plain).strip()


def fold_option(text: str) -> str:
    """Return an option for comparison: one form of each letter, single spaces, no full stop at the end."""
    return " ".join(unicodedata.normalize("NFKC", without_markup(text)).split()).rstrip(".")


def content_words(text: str) -> list[str]:
    """Return the meaningful words of a text in lower case and without plural endings, in order and once each."""
    words = (
        match.group(0).lower().replace("’", "'").removesuffix("'s") for match in _WORD.finditer(without_markup(text))
    )
    return list(dict.fromkeys(singular(word) for word in words if len(word) >= 3 and word not in STOP_WORDS))


def singular(word: str) -> str:
    """Return a word without its plural ending, by rule: good enough to compare words, not to print them."""
    if len(word) <= 3 or word.endswith(_SINGULAR_ENDINGS) or not word.endswith("s"):
        return word
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    if word.endswith(("ches", "shes", "xes", "sses", "zes", "buses", "ruses", "tuses")):  # Buses, viruses, statuses.
        return word[:-2]
    return word[:-1]


def as_singular(term: str) -> str:
    """Return a term in the singular, for printing: only its last word changes, and only where ``is_plural`` is sure."""
    if not is_plural(term):
        return term
    before, last = term[: term.rfind(" ") + 1], term[term.rfind(" ") + 1 :]
    stem = singular(last.lower())
    return before + last[: len(stem)] if last.lower().startswith(stem) else before + last[: len(stem) - 1] + stem[-1]


def is_plural(option: str) -> bool | None:
    """Say whether a short option is in the plural; None for longer ones and for numbers, where it can't be told."""
    words = option.split()
    if not words or len(words) >= _LONG_OPTION_WORDS or not words[-1].isalpha() or words[-1].isupper():
        return None
    last = words[-1].lower()
    return last.endswith("s") and not last.endswith(_SINGULAR_ENDINGS) and len(last) > 3


def article_of(option: str) -> str | None:
    """Return the article (``a`` or ``an``) that an option needs, or None where it can't be told.

    Options that bring their own article, or are plural, numbers or code, need none.
    """
    word = option.split(maxsplit=1)[0] if option.split() else ""
    letters = re.sub(r"[^A-Za-z]", "", word)
    if not letters or letters != word.strip("“”\"'.,;:()") or word.lower() in {"a", "an", "the"} or is_plural(option):
        return None
    if letters in _SPOKEN_EITHER_WAY:
        return None
    if letters.isupper():
        if letters in _SPOKEN_AS_WORDS or letters in {"AND", "OR"}:
            return "an" if letters[0] in "AEIOU" else "a"
        return "an" if letters[0] in _VOWEL_LETTERS else "a"
    if _CONSONANT_SOUND.match(letters):
        return "a"
    return "an" if letters[0].lower() in "aeiou" or _SILENT_H.match(letters) else "a"


def numbers_with_one_unit(options: Sequence[str]) -> list[Fraction] | None:
    """Return the options as numbers when each is one and all have the same unit (or none); else None."""
    matches = [_NUMBER.match(without_markup(option)) for option in options]
    found = [match for match in matches if match]
    if len(found) < 2 or len(found) < len(options) or len({match.group(2).lower() for match in found}) > 1:
        return None
    return [Fraction(match.group(1).replace(",", "").replace("−", "-")) for match in found]
