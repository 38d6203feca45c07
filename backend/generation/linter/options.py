"""Rules about options as a set: of one kind, and in an order that helps."""

from __future__ import annotations

import re

from backend.generation.linter.finding import ChoiceList, Finding, choice_lists
from backend.generation.wording import numbers_with_one_unit, without_markup
from backend.questions.types.base import PlainContent

_NUMBER = re.compile(r"^[£$€]?[-−+]?[\d][\d,. ]*\s?(%|[A-Za-z°]{1,8}(/s)?)?$")
_YES_NO = re.compile(r"^(yes|no|true|false)\.?$", re.IGNORECASE)
_WORDS = re.compile(r"^(?=.*[A-Za-z]{3})[A-Za-z][A-Za-z'’-]*([ ,][A-Za-z'’ ,-]+)?[.]?$")
_NO_VALUE = re.compile(
    r"\b(error|errors|nothing|none|neither|no output|can't tell|cannot|depends|forever|infinite|infinity|empty|invalid|"
    r"unknown|zero|one|two|three|four|five|six|seven|eight|nine|ten|half|double|twice|once|all)\b",
    re.IGNORECASE,
)

# Where programs, values and kinds of data are asked about, a number and a word may both be what comes out.
_VALUE_IS_ASKED = re.compile(
    r"\b(program|code|print|prints|output|outputs|display|displays|shown?|value|values|variable|returns?|function|"
    r"cells?|formula|string|integer|boolean|type|data|input|example|examples|valid|of these|of the following|"
    r"password|passwords|key|field|record)\b|[`=(\[]",
    re.IGNORECASE,
)
_QUANTITY_IS_ASKED = re.compile(
    r"\bhow (many|much|long|fast|far|big|large|old|often)\b|\bwhat (number|percentage|size)\b", re.IGNORECASE
)
_SENTENCE_WORDS = 4


def check_mixed_options(plain: PlainContent, type_key: str) -> list[Finding]:
    """Find an option that is of another kind than the rest: a word among numbers, a yes among names."""
    return [finding for choices in choice_lists(plain, type_key) for finding in _mixed(choices)]


def _mixed(choices: ChoiceList) -> list[Finding]:
    texts = [without_markup(option) for option in choices.options]
    index = _odd_kind(choices.asks, [_kind_of(text) for text in texts])
    message = "This option is of another kind than the others."
    if index is None:
        index = _odd_full_stop(texts)
        message = "Some options end with a full stop and others don't."
    if index is None:
        return []
    return [
        Finding(
            "mixed_options",
            "warning",
            choices.place(index),
            message,
            "What looks different draws the eye, or is ruled out unread.",
            "Write all options in one form: all numbers, all single words, or all sentences.",
        )
    ]


def _kind_of(text: str) -> str:
    if _NUMBER.match(text):
        return "number"
    if _YES_NO.match(text):
        return "yes_no"
    return "words" if _WORDS.match(text) and not _NO_VALUE.search(text) else ""


def _odd_kind(asks: str, kinds: list[str]) -> int | None:
    """Return the first option of the kind that fewest have; None where kinds can't be told or may differ."""
    told = [kind for kind in dict.fromkeys(kinds) if kind]
    if len(told) < 2 or len(kinds) < 3:
        return None
    rarest = min(told, key=kinds.count)
    if _QUANTITY_IS_ASKED.search(asks) and "number" in told:
        return next(index for index, kind in enumerate(kinds) if kind and kind != "number")
    if _VALUE_IS_ASKED.search(asks):
        return None
    return kinds.index(rarest)


def _odd_full_stop(texts: list[str]) -> int | None:
    """Return an option that alone, or with few others, ends with a full stop or does without one."""
    if any(len(text.split()) < _SENTENCE_WORDS for text in texts) or len(texts) < 3:
        return None
    stops = [text.endswith(".") for text in texts]
    if all(stops) or not any(stops):
        return None
    return stops.index(sum(stops) * 2 <= len(stops))


def check_numbers_sorted(plain: PlainContent, type_key: str) -> list[Finding]:
    """Find numbers that pupils see in no order; shuffled options are left alone."""
    if type_key not in {"multiple_choice", "multiple_response"} or not plain.ordered:
        return []
    numbers = numbers_with_one_unit(plain.options)
    if numbers is None or numbers in (sorted(numbers), sorted(numbers, reverse=True)):
        return []
    return [
        Finding(
            "numbers_unsorted",
            "warning",
            "options",
            "The options are numbers, but they aren't in order of size.",
            "Pupils lose time on looking for their answer, and a number out of line draws the eye.",
            "Sort the options from smallest to largest.",
        )
    ]
