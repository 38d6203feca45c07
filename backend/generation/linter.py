"""Rules that catch weak questions: the same for generated, imported and hand-made ones.

The rules follow the item-writing guidelines that studies of multiple-choice flaws agree on (Haladyna, Downing and
Rodriguez 2002), kept to those that a program can check without guessing. Each finding says what was found, why it
matters and how to mend it.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from string import ascii_uppercase
from typing import Literal

from backend.generation.wording import (
    article_of,
    content_words,
    fold_option,
    is_plural,
    numbers_with_one_unit,
    without_markup,
)
from backend.questions.types.base import PlainContent


@dataclass(frozen=True, slots=True)
class Finding:
    """One weakness. ``rule`` is stable; ``place`` is ``stem``, ``options`` or ``option:<index from 0>``.

    ``message`` says what was found, ``why`` what harm it does, ``fix`` what to do; all three are for the teacher.
    """

    rule: str
    level: Literal["warning", "error"]
    place: str
    message: str
    why: str
    fix: str


_CHOICE_TYPES = frozenset({"multiple_choice", "multiple_response"})

_LONGER_BY_RATIO = 1.25
_LONGER_BY_CHARACTERS = 8
"""A key stands out when it is both a quarter and eight characters longer than the longest distractor."""

_ALL_OR_NONE = re.compile(
    r"^\W*((all|none|both|neither|any|some) of (the )?(above|these|them|those)( above| answers| options)?"
    r"|(both )?[a-e] (and|or) [a-e]( only)?|all the above)\W*$",
    re.IGNORECASE,
)

_NEGATIVE = re.compile(
    r"\b(which|what|who|where|when|select|choose|tick|pick|identify)\b[^.?!]*?"
    r"\b(not|n't|except|never|least|incorrect|false|untrue|isn't|aren't|doesn't|don't|can't|cannot|won't)\b",
    re.IGNORECASE,
)

# "only" and "must" are left out: in Computing they are often simply exact ("outputs 1 only when both inputs are 1").
_ABSOLUTE = re.compile(
    r"\b(always|never|every|everyone|everything|nobody|nothing|completely|entirely|totally|absolutely|impossible|"
    r"guaranteed|(?<!at )all)\b",
    re.IGNORECASE,
)

_ENDS_WITH_ARTICLE = re.compile(r"\b(an?)[\s_.…:?]*$", re.IGNORECASE)
_ENDS_WITH_VERB = re.compile(r"\b(is|was|are|were)( called| known as| named)?[\s_.…:?]*$", re.IGNORECASE)


def lint(plain: PlainContent, type_key: str) -> list[Finding]:
    """Return what is weak about a question, in the order of RULES; an empty list means that nothing was found.

    ``plain`` is the question flattened by its type; ``plain.ordered`` says that pupils see the options in this order.
    """
    return [finding for rule in RULES for finding in rule(plain, type_key)]


def check_all_or_none(plain: PlainContent, type_key: str) -> list[Finding]:
    """Find options such as "All of the above"."""
    if type_key not in _CHOICE_TYPES:
        return []
    return [
        Finding(
            "all_or_none_of_the_above",
            "warning",
            f"option:{index}",
            f"The option “{option}” points at the other options.",
            "Pupils can choose it after judging only two of the others, so it tests guessing more than knowing. "
            "It also makes no sense once the options are shuffled.",
            "Write one more real answer, or ask the question with several right answers.",
        )
        for index, option in enumerate(plain.options)
        if _ALL_OR_NONE.match(without_markup(option))
    ]


def check_negative_stem(plain: PlainContent, type_key: str) -> list[Finding]:
    """Find a question that turns on a "not" that is easily read over."""
    found = _NEGATIVE.search(plain.stem.replace("’", "'"))
    if found is None:
        return []
    word = found.group(2)
    before = plain.stem[: found.start(2)]
    if word.isupper() or before.endswith("**"):
        return []
    return [
        Finding(
            "negative_stem",
            "warning",
            "stem",
            f"The question turns on the word “{word}”, and nothing makes it stand out.",
            "Pupils who know the answer lose the mark because they read over the word.",
            f"Ask it the other way round. If that isn't possible, write **{word.upper()}** in bold capitals.",
        )
    ]


def check_absolute_terms(plain: PlainContent, type_key: str) -> list[Finding]:
    """Find words such as "always" that some options have and others don't."""
    if type_key not in _CHOICE_TYPES:
        return []
    found = {
        index: match.group(0)
        for index, option in enumerate(plain.options)
        if (match := _ABSOLUTE.search(without_markup(option))) and not _ALL_OR_NONE.match(without_markup(option))
    }
    if len(found) == len(plain.options):
        return []
    return [
        Finding(
            "absolute_term",
            "warning",
            f"option:{index}",
            f"This option says “{word}”.",
            "Pupils learn that statements with “always” or “never” are usually wrong, and rule them out unread.",
            "Leave the word out, or say exactly when it holds.",
        )
        for index, word in found.items()
    ]


def check_longest_is_key(plain: PlainContent, type_key: str) -> list[Finding]:
    """Find a right answer that is clearly longer than every other option."""
    if type_key != "multiple_choice" or len(plain.keys) != 1 or len(plain.options) < 3:
        return []
    lengths = [len(without_markup(option)) for option in plain.options]
    key = plain.keys[0]
    longest_other = max(length for index, length in enumerate(lengths) if index != key)
    if lengths[key] < longest_other * _LONGER_BY_RATIO or lengths[key] < longest_other + _LONGER_BY_CHARACTERS:
        return []
    return [
        Finding(
            "longest_is_key",
            "warning",
            f"option:{key}",
            "The right answer is clearly the longest option.",
            "Pupils who are unsure pick the longest option, because it looks the most carefully written.",
            "Shorten it, or write the other options in as much detail.",
        )
    ]


def check_grammar_cue(plain: PlainContent, type_key: str) -> list[Finding]:
    """Find options that the grammar of the stem rules out while it fits the right answer."""
    if type_key != "multiple_choice" or len(plain.keys) != 1:
        return []
    stem = without_markup(plain.stem)
    options = [without_markup(option) for option in plain.options]
    key = options[plain.keys[0]]
    if article := _ENDS_WITH_ARTICLE.search(stem):
        last_word = article.group(1).lower()
        mismatched = [index for index, option in enumerate(options) if article_of(option) not in {None, last_word}]
        key_fits = article_of(key) == last_word
        fix = "Give each option its own “a” or “an”, and end the question before it."
    elif verb := _ENDS_WITH_VERB.search(stem):
        last_word = verb.group(1).lower()
        plural = last_word in {"are", "were"}
        mismatched = [index for index, option in enumerate(options) if is_plural(option) not in {None, plural}]
        key_fits = is_plural(key) is plural
        fix = "Put all options in the singular, or all in the plural."
    else:
        return []
    if not key_fits or not mismatched:
        return []
    shown = ", ".join(f"“{options[index]}”" for index in mismatched)
    return [
        Finding(
            "grammar_cue",
            "warning",
            f"option:{mismatched[0]}",
            f"Some options don't fit after “{last_word}”: {shown}.",
            "Grammar alone rules these options out, so pupils need to know less than you think.",
            fix,
        )
    ]


def check_stem_word_in_key(plain: PlainContent, type_key: str) -> list[Finding]:
    """Find a word of the stem that only the right answer repeats."""
    if type_key != "multiple_choice" or len(plain.keys) != 1:
        return []
    key = plain.keys[0]
    asked = set(content_words(plain.stem))
    others = [content_words(option) for index, option in enumerate(plain.options) if index != key]
    in_others = {word for words in others for word in words}
    repeated = [word for word in content_words(plain.options[key]) if word in asked and word not in in_others]
    if any(len(asked.intersection(words)) >= len(repeated) for words in others):
        return []  # Matching words leads to a wrong answer just as well, as when a table in the stem holds them all.
    if not repeated:
        return []
    return [
        Finding(
            "stem_word_in_key",
            "warning",
            f"option:{key}",
            f"Only the right answer repeats a word of the question: “{repeated[0]}”.",
            "Pupils match the words and needn't understand either of them.",
            "Use another word in one of the two, or repeat the word in a wrong option as well.",
        )
    ]


def check_duplicate_options(plain: PlainContent, type_key: str) -> list[Finding]:
    """Find options that say the same. One word in capitals and small letters (``True``, ``true``) is a warning."""
    if type_key not in _CHOICE_TYPES and type_key != "ordering":
        return []
    findings = []
    exact: dict[str, int] = {}
    folded: dict[str, int] = {}
    for index, option in enumerate(plain.options):
        words = fold_option(option)
        if " " in words and "`" not in option:
            words = words.casefold()
        same = words in exact
        if same or words.casefold() in folded:
            first = _name_of(exact[words] if same else folded[words.casefold()], type_key)
            findings.append(
                Finding(
                    "duplicate_options",
                    "error" if same else "warning",
                    f"option:{index}",
                    f"“{option}” says the same as {first}."
                    if same
                    else f"“{option}” differs from {first} only in capital letters.",
                    "A pupil can't tell the two apart, so the mark is a matter of luck."
                    if same
                    else "Pupils may miss the difference, unless capital letters are what you are asking about.",
                    "Change or remove one of them.",
                )
            )
        exact.setdefault(words, index)
        folded.setdefault(words.casefold(), index)
    return findings


def _name_of(index: int, type_key: str) -> str:
    """Return an element's name as the editor of its type labels it."""
    return f"item {index + 1}" if type_key == "ordering" else f"option {ascii_uppercase[index]}"


def check_numbers_sorted(plain: PlainContent, type_key: str) -> list[Finding]:
    """Find numbers that pupils see in no order; shuffled options are left alone."""
    if type_key not in _CHOICE_TYPES or not plain.ordered:
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


def check_key_count(plain: PlainContent, type_key: str) -> list[Finding]:
    """Find a single-answer question with no right answer or with more than one."""
    if type_key != "multiple_choice" or len(plain.keys) == 1:
        return []
    if not plain.keys:
        message, fix = "No option is marked as right.", "Mark the right answer."
    else:
        message = f"{len(plain.keys)} options are marked as right, but pupils can choose only one."
        fix = "Keep one right answer, or make it a question with several answers."
    return [
        Finding("key_count", "error", "options", message, "Pupils who know the answer can't show it.", fix),
    ]


RULES: tuple[Callable[[PlainContent, str], list[Finding]], ...] = (
    check_key_count,
    check_duplicate_options,
    check_all_or_none,
    check_negative_stem,
    check_absolute_terms,
    check_longest_is_key,
    check_grammar_cue,
    check_stem_word_in_key,
    check_numbers_sorted,
)
"""Every rule, errors first."""
