"""Takes over the questions that a lesson file asks already, in its own words, where the file gives the answer too."""

from __future__ import annotations

import random
import re
from typing import Any

from backend.documents.document_parser.outline import DocumentOutline, Passage
from backend.generation.draft import Draft, Evidence
from backend.generation.from_text.base import Maker
from backend.generation.from_text.reading import quote
from backend.generation.from_text.worksheets import FoundQuestion, find_questions
from backend.generation.from_text.writing import (
    as_rich_text,
    lettered_content,
    numeric_content,
    short_text_content,
    true_false_content,
)
from backend.generation.wording import fold_option

_MAKER = "text.questions_in_file"
_VERSION = 1
_ANSWER_WORDS_MAX = 4
_ANSWER_CHARS_MAX = 40

_TRUTH_ASKED = re.compile(
    r"^(?:(?:is (?:this|the following)(?: statement)? )?true (?:or|/) false\s*[:?.–-]*\s*|\(?t ?/ ?f\)?\s*[:.–-]*\s+)"
    r"|\s*[\[(]?\b(?:true\s*(?:/|or|\|)\s*false|t\s*/\s*f)\b[\])]?\s*\??\s*$",
    re.IGNORECASE,
)
_TRUTH_TOLD = re.compile(r"\s*(?:[\[(]\s*(true|false)\s*[\])]|[–—-]\s*(true|false))\s*\.?\s*$", re.IGNORECASE)
_TRUTH = re.compile(r"^(true|false|t|f)\b[\s.:,;–—-]*(.*)$", re.IGNORECASE | re.DOTALL)
_LETTERS = re.compile(
    r"^\(?([a-h])\)?((?:\s*(?:,|&|and|/|\+)\s*\(?[a-h]\)?)*)(?:$|\s*[.):–—-]+\s*(.*)$)", re.IGNORECASE
)
_NUMBER = re.compile(r"^[-−]?\d{1,3}(?:,\d{3})*(?:\.\d+)?$|^[-−]?\d+(?:\.\d+)?$")
_QUANTITY = re.compile(r"^(\d[\d,.]*)\s*([A-Za-z]+)$")
_OPEN_TASK = re.compile(
    r"\b(explain|describe|why|discuss|evaluate|compare|draw|sketch|justify|suggest|outline|write (a|some|the) "
    r"(program|code|algorithm|paragraph)|two|three|four|five|examples|reasons|advantages|disadvantages|list|"
    r"in your own words|how (do|does|would|could|can|might))\b",
    re.IGNORECASE,
)
_ASKS = re.compile(
    r"\?|_{3,}|\.{4,}|^(name|state|give|what|which|who|where|when|convert|calculate|work out|identify|write|complete|"
    r"fill|find|define|how)\b",
    re.IGNORECASE,
)
_ALTERNATIVES = re.compile(r"\s+/\s+|\s*;\s*|\s+or\s+|\s*\bOR\b\s*")
_OPEN_ANSWER = re.compile(
    r"\b(any|e\.g|etc|accept|reject|allow|various|own|because|depends|pupils?|students?)\b|\?", re.I
)


def make(outline: DocumentOutline, seed: int) -> list[Draft]:
    """Return the questions of the file whose answer stands in the file; one without an answer is never given one."""
    drafts = []
    for question in find_questions(outline):
        passage = question.line.passage
        rng = random.Random(f"{_MAKER}:{_VERSION}:{seed}:{passage.id if passage else ''}:{question.line.start}")  # noqa: S311
        made = _content(question, rng)
        if made is not None and passage is not None:
            question_type, content = made
            evidence = _evidence(question, passage)
            drafts.append(Draft(question_type, content, _MAKER, _VERSION, seed=seed, evidence=evidence))
    return drafts


def _evidence(question: FoundQuestion, passage: Passage) -> Evidence:
    return quote(passage, question.line.start, question.line.end)


def _content(question: FoundQuestion, rng: random.Random) -> tuple[str, dict[str, Any]] | None:
    words = {fold_option(option.words).lower() for option in question.options}
    if words == {"true", "false"}:
        told = [option.words for option in question.options if option.marked] or [_option_told(question)]
        return _truth(question, told[0] if len(told) == 1 else "")
    if question.options:
        return _lettered(question, rng)
    statement = _TRUTH_TOLD.search(question.words)
    if statement and not question.answer and not _TRUTH_ASKED.search(question.words):
        bare = question.words[: statement.start()]
        return _statement(bare, statement[1] or statement[2], "") if "?" not in bare else None
    if _TRUTH_ASKED.search(question.words) or re.fullmatch(r"(true|false)\W*", question.answer, re.IGNORECASE):
        return _truth(question, question.answer)
    return _written(question)


def _option_told(question: FoundQuestion) -> str:
    """Return the words of the option that the answer names by its letter, or else the answer."""
    letters = _letters_told(question)
    named = [option.words for option in question.options if letters and option.label in letters]
    return named[0] if len(named) == 1 else question.answer


def _truth(question: FoundQuestion, told: str) -> tuple[str, dict[str, Any]] | None:
    match = _TRUTH.match(told)
    statement = _TRUTH_ASKED.sub("", question.words).strip()
    return _statement(statement, match[1], match[2], question.code) if match and statement else None


def _statement(words: str, truth: str, reason: str, code: str = "") -> tuple[str, dict[str, Any]] | None:
    if len(words.split()) < 3:
        return None
    content = true_false_content(_stem(words, code), truth.lower() in {"true", "t"}, difficulty=2)
    return "true_false", {**content, "explanation": as_rich_text(reason.strip())}


def _stem(words: str, code: str) -> str:
    shown = "\n\n".join(as_rich_text(line) for line in words.split("\n\n"))
    return f"{shown}\n\n```python\n{code.replace('```', '')}\n```" if code else shown


def _lettered(question: FoundQuestion, rng: random.Random) -> tuple[str, dict[str, Any]] | None:
    """Return a choice question when the file says which of its options are right, and never says otherwise."""
    texts = [option.words for option in question.options]
    if len(texts) < 2 or not all(texts) or len({fold_option(text) for text in texts}) < len(texts):
        return None
    marked = {option.label for option in question.options if option.marked}
    told = _letters_told(question)
    if told is None or (marked and told and marked != told):
        return None
    right = marked or told
    if not right or len(right) == len(texts):
        return None
    options = [(as_rich_text(option.words), option.label in right) for option in question.options]
    return lettered_content(_stem(question.words, question.code), options, rng, difficulty=2)


def _letters_told(question: FoundQuestion) -> set[str] | None:
    """Return the letters that the answer names, none where there is no answer; None where it contradicts itself."""
    by_words = {fold_option(option.words).lower(): option.label for option in question.options}
    answer = fold_option(question.answer).lower()
    if not answer:
        return set()
    if answer in by_words:
        return {by_words[answer]}
    match = _LETTERS.match(question.answer.strip().rstrip("."))
    if match is None:
        return None
    letters = {letter.lower() for letter in re.findall(r"\b[a-h]\b", match[1] + " " + match[2], re.IGNORECASE)}
    spelt = fold_option(match[3] or "").lower()
    named = by_words.get(spelt)
    known = {option.label for option in question.options}
    contradicts = (named is not None and {named} != letters) or not letters <= known
    return None if contradicts else letters


def _written(question: FoundQuestion) -> tuple[str, dict[str, Any]] | None:
    """Return a question with a short answer; an answer in sentences is one that only people can mark."""
    answer = question.answer.strip().rstrip(".")
    if not answer or question.marks > 1 or _OPEN_TASK.search(question.words) or not _ASKS.search(question.words):
        return None
    if re.fullmatch(r"[A-Ha-h]", answer):  # A letter without its options says nothing.
        return None
    stem = _stem(question.words, question.code)
    if _NUMBER.match(answer) and "binary" not in question.words.lower():
        return "numeric", numeric_content(stem, answer.replace(",", "").replace("−", "-"), difficulty=2)
    accepted = [words.strip(" “”\"'") for words in _ALTERNATIVES.split(answer)]
    fits = all(0 < len(words.split()) <= _ANSWER_WORDS_MAX and len(words) <= _ANSWER_CHARS_MAX for words in accepted)
    if not fits or _OPEN_ANSWER.search(answer):
        return None
    quantity = _QUANTITY.match(answer)
    if quantity and quantity[2].lower() in question.words.lower():  # "How many bits …?": "8" says it all.
        accepted.append(quantity[1])
    return "short_text", short_text_content(stem, list(dict.fromkeys(accepted)), difficulty=2)


QUESTIONS_IN_FILE = Maker(key="questions_in_file", title="Questions already in the file", version=_VERSION, make=make)
