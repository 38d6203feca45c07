"""Rules about cues: what gives the right answer away to pupils who don't know it."""

from __future__ import annotations

import re

from backend.generation.linter.finding import ChoiceList, Finding, choice_lists
from backend.generation.wording import article_of, content_words, is_plural, without_markup
from backend.questions.types.base import PlainContent

_LONGER_BY_RATIO = 1.25
_LONGER_BY_CHARACTERS = 8
"""A key stands out when it is both a quarter and eight characters longer than the longest distractor."""

_BLANK = re.compile(r"_{2,}|…|\.{3}")
_ENDS_WITH_ARTICLE = re.compile(r"\b(an?)[\s:]*$", re.IGNORECASE)
_ENDS_WITH_VERB = re.compile(r"\b(is|was|are|were)( called| known as| named)?[\s:]*$", re.IGNORECASE)
_BEGINS_WITH_VERB = re.compile(r"^\s*(is|was|has|are|were|have)\b", re.IGNORECASE)
_PLURAL_VERBS = frozenset({"are", "were", "have"})

_NUMBERED_STEP = re.compile(
    r"^\W*(step\s*(\d+|one|two|three|four|five)\b|finally\b(?!:)|\d+\s*[.):]\s+\S|(first(ly)?|second(ly)?|third(ly)?|last(ly)?)"
    r"(,| the | you | we | it | a | an ))",
    re.IGNORECASE,
)


def check_longest_is_key(plain: PlainContent, type_key: str) -> list[Finding]:
    """Find right answers that are clearly longer than every wrong one."""
    found = []
    for choices in choice_lists(plain, type_key):
        if len(choices.options) < 3 or not choices.keys or not choices.others:
            continue
        if not choices.several and len(choices.keys) != 1:
            continue
        shortest = min(choices.keys, key=lambda index: len(without_markup(choices.options[index])))
        length = len(without_markup(choices.options[shortest]))
        longest_other = max(len(without_markup(option)) for option in choices.others)
        if length >= max(longest_other * _LONGER_BY_RATIO, longest_other + _LONGER_BY_CHARACTERS):
            found.append(_longest(choices, shortest))
    return found


def _longest(choices: ChoiceList, index: int) -> Finding:
    alone = len(choices.keys) == 1
    return Finding(
        "longest_is_key",
        "warning",
        choices.place(index),
        "The right answer is clearly the longest option." if alone else "The right answers are clearly the longest.",
        "Pupils who are unsure pick the longest option, because it looks the most carefully written.",
        "Shorten it, or write the other options in as much detail.",
    )


def check_grammar_cue(plain: PlainContent, type_key: str) -> list[Finding]:
    """Find options that the grammar of the stem rules out, or a right answer that doesn't fit it."""
    return [
        finding for choices in choice_lists(plain, type_key) if len(choices.keys) == 1 for finding in _misfits(choices)
    ]


def _misfits(choices: ChoiceList) -> list[Finding]:
    before, after = _around_the_blank(choices)
    options = [without_markup(option) for option in choices.options]
    if article := _ENDS_WITH_ARTICLE.search(before):
        word = article.group(1).lower()
        fits = [{None: None, word: True}.get(article_of(option), False) for option in options]
        fix = "Give each option its own “a” or “an”, and end the question before it."
    elif verb := _ENDS_WITH_VERB.search(before) or (_BEGINS_WITH_VERB.search(after) if not before.strip() else None):
        word = verb.group(1).lower()
        plural = word in _PLURAL_VERBS
        fits = [None if (many := is_plural(option)) is None else many is plural for option in options]
        fix = "Put all options in the singular, or all in the plural."
    else:
        return []
    key = choices.keys[0]
    mismatched = [index for index, fit in enumerate(fits) if fit is False]
    others = [fit for index, fit in enumerate(fits) if index != key]
    # A key whose form can't be told is given away where all others are ruled out; one that doesn't fit, where some do.
    told = {True: bool(mismatched), None: not any(fit is not False for fit in others), False: any(others)}
    if not told[fits[key]]:
        return []
    shown = ", ".join(f"“{options[index]}”" for index in mismatched)
    return [
        Finding(
            "grammar_cue",
            "warning",
            choices.place(mismatched[0]),
            f"Some options don't fit {'before' if not before.strip() else 'after'} “{word}”: {shown}.",
            "Grammar alone rules these options out, so pupils need to know less than you think.",
            fix,
        )
    ]


def _around_the_blank(choices: ChoiceList) -> tuple[str, str]:
    """Return what stands before and after the place that an option fills: a blank in the stem, or its end."""
    if choices.path:
        return choices.before, choices.after
    stem = without_markup(choices.before)
    blanks = list(_BLANK.finditer(stem))
    if not blanks:
        return stem, ""
    sentence_start = max(stem.rfind(mark, 0, blanks[0].start()) for mark in ".?!\n") + 1
    return stem[sentence_start : blanks[0].start()], stem[blanks[0].end() :].lstrip("_.… ")


def check_stem_word_in_key(plain: PlainContent, type_key: str) -> list[Finding]:
    """Find a word of the question that only the right answer repeats; in matching, only its partner."""
    why = "Pupils match the words and needn't understand either of them."
    found = []
    if type_key in {"multiple_choice", "multiple_response"} and plain.keys:
        in_keys = [content_words(plain.options[key]) for key in plain.keys]
        others = [option for index, option in enumerate(plain.options) if index not in plain.keys]
        word = _repeated(plain.stem, [word for word in in_keys[0] if all(word in words for words in in_keys)], others)
        if word and len(plain.keys) < len(plain.options):
            what = "Only the right answer repeats" if len(plain.keys) == 1 else "Only the right answers repeat"
            message = f"{what} a word of the question: “{word}”."
            fix = "Use another word in one of the two, or repeat the word in a wrong option as well."
            found.append(Finding("stem_word_in_key", "warning", f"option:{plain.keys[0]}", message, why, fix))
    for index, (prompt, key) in enumerate(zip(plain.prompts, plain.pairs, strict=True)):
        others = [option for place, option in enumerate(plain.options) if place != key]
        if word := _repeated(prompt, content_words(plain.options[key]), others):
            element, partner = ("item", "category") if type_key == "categorise" else ("prompt", "partner")
            message = f"{element.capitalize()} {index + 1} and its {partner}, and no other, share a word: “{word}”."
            fix = "Use another word in one of the two."
            found.append(Finding("stem_word_in_key", "warning", f"{element}s.{index}.text", message, why, fix))
    return found


def _repeated(asked: str, candidates: list[str], others: list[str]) -> str | None:
    """Return the first of ``candidates`` that stands in what is asked and in none of the other options."""
    in_asked = set(content_words(asked))
    in_others = [in_asked.intersection(content_words(option)) for option in others]
    found = [word for word in candidates if word in in_asked and not any(word in words for words in in_others)]
    # Matching words leads to a wrong answer just as well, as when a table in the stem holds them all.
    misleads = any(len(words) >= len(found) for words in in_others)
    return None if misleads or not found else found[0]


def check_order_given_away(plain: PlainContent, type_key: str) -> list[Finding]:
    """Find steps to be put in order that say themselves where they stand."""
    if type_key != "ordering":
        return []
    return [
        Finding(
            "order_given_away",
            "warning",
            f"items.{index}.text",
            f"This item says where it stands: “{match.group(1).strip(' ,')}”.",
            "Pupils can put it in its place without knowing what happens.",
            "Leave the number or the word out.",
        )
        for index, item in enumerate(plain.options)
        if (match := _NUMBERED_STEP.match(item))
    ]
