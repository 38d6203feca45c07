"""Rules about right answers: as many as the question asks for, and no two that are one."""

from __future__ import annotations

import re

from backend.generation.linter.finding import ChoiceList, Finding, choice_lists, option_name
from backend.generation.wording import fold_option
from backend.questions.types.base import PlainContent

_COUNTS = {"one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "2": 2, "3": 3, "4": 4, "5": 5}
_ASKED = re.compile(
    r"\b(?:choose|select|tick|pick|mark)\s+(?:the |any |exactly |just |only )?(one|two|three|four|five|[2-5])\b"
    r"|\bwhich\s+(two|three|four|five)\b",
    re.IGNORECASE,
)


def check_key_count(plain: PlainContent, type_key: str) -> list[Finding]:
    """Find a question with fewer or more right answers than its pupils are asked for, or can give."""
    return [finding for choices in choice_lists(plain, type_key) for finding in _count_keys(choices)]


def _count_keys(choices: ChoiceList) -> list[Finding]:
    count, asked = len(choices.keys), _asked_for(choices.asks)
    if not choices.options:
        return [_wrong_count(choices, "No option is marked as right.", "Mark the right answer.")]
    if not choices.several and count != 1:
        if not count:
            return [_wrong_count(choices, "No option is marked as right.", "Mark the right answer.")]
        message = f"{count} options are marked as right, but pupils can choose only one."
        return [
            _wrong_count(choices, message, "Keep one right answer, or make it a question with several answers."),
        ]
    if asked is not None and asked != count and not choices.path:
        message = f"Pupils are told to choose {asked}, but {count} {'is' if count == 1 else 'are'} marked as right."
        return [_wrong_count(choices, message, "Change the number in the question, or the answers marked as right.")]
    if choices.several and count in {0, len(choices.options)}:
        message = "Every option is marked as right." if count else "No option is marked as right."
        return [_wrong_count(choices, message, "Have both: answers that are right, and some that aren't.")]
    return []


def _asked_for(stem: str) -> int | None:
    found = _ASKED.search(stem)
    return _COUNTS[(found.group(1) or found.group(2)).lower()] if found else None


def _wrong_count(choices: ChoiceList, message: str, fix: str) -> Finding:
    return Finding("key_count", "error", choices.all, message, "Pupils who know the answer can't show it.", fix)


def check_duplicate_options(plain: PlainContent, type_key: str) -> list[Finding]:
    """Find elements that say the same. One word in capitals and small letters (``True``, ``true``) is a warning."""
    findings = []
    for choices in choice_lists(plain, type_key):
        places = [(choices.place(index), option_name(index)) for index in range(len(choices.options))]
        findings += _twins(choices.options, places)
    if type_key == "ordering":
        findings += _twins(plain.options, _rows(plain.options, "items", "item"))
    if type_key == "categorise":
        findings += _twins(plain.prompts, _rows(plain.prompts, "items", "item"))
        findings += _twins(plain.options, _rows(plain.options, "categories", "category"))
    elif plain.pairs:
        findings += _twins(plain.prompts, _rows(plain.prompts, "prompts", "prompt"))
        findings += _twins(plain.options, [(f"option:{n}", option_name(n)) for n in range(len(plain.options))])
    return findings


def _rows(texts: tuple[str, ...], path: str, noun: str) -> list[tuple[str, str]]:
    return [(f"{path}.{index}.text", f"{noun} {index + 1}") for index in range(len(texts))]


def _twins(texts: tuple[str, ...], places: list[tuple[str, str]]) -> list[Finding]:
    findings = []
    exact: dict[str, str] = {}
    folded: dict[str, str] = {}
    for text, (place, name) in zip(texts, places, strict=True):
        words = _folded(text)
        same = words in exact
        if same or words.casefold() in folded:
            findings.append(_twin(text, place, exact[words] if same else folded[words.casefold()], same=same))
        exact.setdefault(words, name)
        folded.setdefault(words.casefold(), name)
    return findings


def _folded(text: str) -> str:
    """Return what equal texts share: sentences also without capitals, numbers without thousands separators."""
    words = re.sub(r"(?<=\d),(?=\d{3}(?!\d))", "", fold_option(text))
    return words.casefold() if " " in words and "`" not in text else words


def _twin(text: str, place: str, first: str, *, same: bool) -> Finding:
    if same:
        message = f"“{text}” says the same as {first}."
        why = "A pupil can't tell the two apart, so the mark is a matter of luck."
    else:
        message = f"“{text}” differs from {first} only in capital letters."
        why = "Pupils may miss the difference, unless capital letters are what you are asking about."
    return Finding(
        "duplicate_options", "error" if same else "warning", place, message, why, "Change or remove one of them."
    )
