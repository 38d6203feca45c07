"""Rules about single words that give answers away or blur them: not, always, sometimes, all of the above."""

from __future__ import annotations

import re

from backend.generation.linter.finding import Finding, choice_lists
from backend.generation.linter.prose import sentences, stem_prose
from backend.generation.wording import without_markup
from backend.questions.types.base import PlainContent

_OTHERS = r"(above|them|these|those|(other |of )?(the )?(options|answers|choices|statements)|others)"
_ALL_OR_NONE = re.compile(
    rf"^\W*((all|none|both|neither|any|some|each|every one) of (the )?(other )?{_OTHERS}"
    rf"( above| answers| options)?( (is|are) (right|correct|true|wrong|false))?"
    r"|(all|no|both) (the )?(above|(other )?(answers|options)( above)?)( (is|are) (right|correct|true|wrong|false))?"
    r"|((both|either|only|options?|answers?) )*[a-f](, [a-f])*,? (and|or|nor|&) [a-f]( only)?|neither [a-f] nor [a-f]"
    r"|no (correct |right )?(answer|option)( (given|listed|above|here))?( is (right|correct|true))?"
    r"|.{0,30}\b(of|the) (the )?above\b.{0,25})\W*$",
    re.IGNORECASE,
)

_ASKS = re.compile(
    r"\b(which|what|who|where|when|why|how|select|choose|tick|pick|identify|name|find|mark)\b", re.IGNORECASE
)
_NOT = re.compile(
    r"\b(not|\w+n't|except|never|least|incorrect|untrue|wrong|cannot|neither)\b|\b(?:is|are) (no)\b"
    r"|(?<=statement )(?:is |are )?(false)\b|(?<=statements )(?:is |are )?(false)\b"
    r"|\b(false)(?= (?:statements?|sentences?)\b)",
    re.IGNORECASE,
)
_SUBORDINATE = re.compile(
    r"\b(if|when|whenever|because|unless|while|although|since|so that|after|before|where|but)\b|,", re.IGNORECASE
)
_WRONG_IS_ASKED = re.compile(r"\b(of (these|the following|them)|answer|option|statement|sentence)s?\b", re.IGNORECASE)
_OPEN_ENDING = re.compile(
    r"\b((?:is|are|was|were|do|does|did|can|should|will) not|\w+n't|cannot|except|never)\b[^.?!,]{0,24}[\s_.…:?-]*$",
    re.IGNORECASE,
)
_NEGATED_STATEMENT = re.compile(
    r"\b(?:is|are|was|were|do|does|did|can|will|should|must|has|have) (not)\b(?! only)|\b(cannot|never|\w+n't)\b",
    re.IGNORECASE,
)

# "only" and "must" are left out: in Computing they are often simply exact ("outputs 1 only when both inputs are 1").
_ABSOLUTE = re.compile(
    r"\b(always|never(?! (?:stops?|ends?|finish(?:es)?))|"
    r"every|everyone|everybody|everything|everywhere|nobody|no one|nothing|completely|entirely|"
    r"totally|absolutely|impossible|guaranteed|guarantees|without exception|under no circumstances|"
    r"in all cases|in every case|definitely|certainly|undoubtedly|(?<!at )all)\b|\b100 ?%",
    re.IGNORECASE,
)
_VAGUE = re.compile(
    r"\b(usually|often|sometimes|frequently|generally|occasionally|rarely|seldom|normally|typically|mostly|mainly|"
    r"probably|possibly|perhaps|maybe|might|fairly|quite|somewhat|somehow|in some way|"
    r"various|stuff|etc|and so on|some (kind|sort) of|"
    r"a lot|lots of|in (some|most|many|certain) (cases|situations|ways)|most of the time|"
    r"from time to time|more or less|a few|several)\b",
    re.IGNORECASE,
)
# At the head of a statement to judge: "No computer …" is ruled out unread, "Most people …" can't be judged.
_OPENS_ABSOLUTE = re.compile(r"^\W*(no|none) (?!longer\b)[a-z]+", re.IGNORECASE)
_OPENS_VAGUE = re.compile(r"^\W*(most|many|some|few)\b", re.IGNORECASE)
_VAGUE_ANYWHERE = re.compile(r"\b(etc|and so on|stuff|somehow|or something|or whatever)\b", re.IGNORECASE)


def is_all_or_none(option: str) -> bool:
    """Say whether an option only points at the others."""
    return _ALL_OR_NONE.match(without_markup(option)) is not None


def check_all_or_none(plain: PlainContent, type_key: str) -> list[Finding]:
    """Find options such as "All of the above"."""
    return [
        Finding(
            "all_or_none_of_the_above",
            "warning",
            choices.place(index),
            f"The option “{option}” points at the other options.",
            "Pupils can choose it after judging only two of the others, so it tests guessing more than knowing. "
            "It also makes no sense once the options are shuffled.",
            "Write one more real answer, or ask the question with several right answers.",
        )
        for choices in choice_lists(plain, type_key)
        for index, option in enumerate(choices.options)
        if is_all_or_none(option)
    ]


def check_negative_stem(plain: PlainContent, type_key: str) -> list[Finding]:
    """Find a question that turns on a "not" that is easily read over."""
    prose = stem_prose(plain).replace("’", "'")
    found = next(filter(None, map(_negative_word, sentences(prose))), None)
    if found is None and type_key in {"multiple_choice", "multiple_response"}:
        match = _OPEN_ENDING.search(prose)
        found = match if match and not _SUBORDINATE.search(sentences(prose)[-1]) else None
    if found is None and type_key == "true_false":
        found = _NEGATED_STATEMENT.search(prose)
    if found is None or _stands_out(found):
        return []
    word = found.group(_group_of(found))
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


def _negative_word(sentence: str) -> re.Match[str] | None:
    """Return the "not" that the asking itself turns on; one in a condition ("if it is not on") only tells more."""
    asks = _ASKS.search(sentence)
    if asks is None:
        return None
    for found in _NOT.finditer(sentence, asks.end()):
        between = sentence[asks.end() : found.start()]
        if _SUBORDINATE.search(between):
            return None
        is_about_wrong = found.group(0).lower() in {"wrong", "incorrect", "untrue"}
        if is_about_wrong and not _WRONG_IS_ASKED.search(between + sentence[found.end() :]):
            continue
        if not _stands_out(found):
            return found
    return None


def _group_of(found: re.Match[str]) -> int:
    """Return which group of a match holds the word that negates."""
    return next(number for number in range(len(found.groups()), 0, -1) if found.group(number))


def _stands_out(found: re.Match[str]) -> bool:
    group = _group_of(found)
    return found.group(group).isupper() or found.string[: found.start(group)].endswith("**")


def check_absolute_terms(plain: PlainContent, type_key: str) -> list[Finding]:
    """Find words such as "always" that some options have and others don't, or that give a false statement away."""
    why = "Pupils learn that statements with “always” or “never” are usually wrong, and rule them out unread."
    fix = "Leave the word out, or say exactly when it holds."
    if type_key == "true_false":
        match = _ABSOLUTE.search(stem_prose(plain)) or _OPENS_ABSOLUTE.search(stem_prose(plain))
        if match is None or plain.keys != (1,):
            return []
        return [Finding("absolute_term", "warning", "stem", f"This statement says “{match.group(0)}”.", why, fix)]
    return [
        Finding("absolute_term", "warning", place, f"This option says “{word}”.", why, fix)
        for place, word in _in_some_options(_ABSOLUTE, plain, type_key)
    ]


def check_vague_terms(plain: PlainContent, type_key: str) -> list[Finding]:
    """Find words such as "sometimes" that nobody can be held to, in answers and in statements to judge."""
    found = _in_some_options(_VAGUE, plain, type_key)
    prose, judged = stem_prose(plain), type_key == "true_false"
    match = (_VAGUE.search(prose) or _OPENS_VAGUE.search(prose)) if judged else _VAGUE_ANYWHERE.search(prose)
    if match:
        found.insert(0, ("stem", match.group(0)))
    return [
        Finding(
            "vague_term",
            "warning",
            place,
            f"“{word}” is vague.",
            "How often or how much is that? Pupils who know the answer may read it in another way than you do.",
            "Say exactly when or how much, or leave the word out.",
        )
        for place, word in found
    ]


def _in_some_options(pattern: re.Pattern[str], plain: PlainContent, type_key: str) -> list[tuple[str, str]]:
    """Return (place, word) for the options that have such a word, none where all of a list have one."""
    found = []
    for choices in choice_lists(plain, type_key):
        texts = [without_markup(option) for option in choices.options]
        words = [None if is_all_or_none(text) else pattern.search(text) for text in texts]
        if not all(words):
            found += [(choices.place(index), match.group(0)) for index, match in enumerate(words) if match]
    return found
