"""Steps to put in order, from numbered lists and "first … then …" passages of a lesson file."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from backend.documents.document_parser.code_look import looks_like_code
from backend.documents.document_parser.outline import DocumentOutline, Passage, Section
from backend.generation.draft import Draft, Evidence
from backend.generation.from_text.base import Maker
from backend.generation.from_text.reading import Sentence, content_sections, is_furniture, quote, sentences
from backend.generation.from_text.writing import as_rich_text, capitalised, ordering_content

_MAKER = "text.ordered_steps"
_VERSION = 1
_STEPS_MIN, _STEPS_MAX = 3, 8
_STEP_WORDS_MAX = 24
_LEAD_WORDS_MAX = 14

_ORDER_CUE = re.compile(
    r"\b(steps?|stages?|phases?|process|procedure|algorithm|sequence|method|recipe|instructions|cycle|timeline|"
    r"how (to|does|do|is|are|a|an|the)|in (this |the right |the correct )?order|order of|"
    r"highest\b.*\blowest|lowest\b.*\bhighest|largest\b.*\bsmallest|smallest\b.*\blargest|first\b.*\blast|precedence)\b",
    re.IGNORECASE,
)
_RANKED = re.compile(
    r"\b(highest\b.*\blowest|lowest\b.*\bhighest|largest\b.*\bsmallest|smallest\b.*\blargest|first\b.*\blast|"
    r"in (this|the right|the correct) order)\b",
    re.IGNORECASE,
)
_POINTING = re.compile(r"\b(these|this|those|following|here|below|you|your)\b", re.IGNORECASE)
_TASKS = re.compile(
    r"\b(home\s?work|quiz|questions?|exercises?|tasks?|answers?|worksheet|activit(y|ies)|objectives?|outcomes?|starter|"
    r"plenary|challenge|extension|agenda|try it|practice|criteria|brain games?|code break)\b",
    re.IGNORECASE,
)
_TASK_ITEM = re.compile(
    r"(\?\s*$|^(what|why|which|who|explain|describe|list|name|discuss|define|give|state|compare)\b|_{3,}|\.{5,})",
    re.IGNORECASE,
)
_STEP_LABEL = re.compile(r"^\s*(?:step|stage|phase)\s+(\d{1,2})\s*[:.)–-]?\s*", re.IGNORECASE)
_FIRST = re.compile(r"^\s*(first of all|firstly|first)\b\s*,?\s+(?!step|time|thing|of\b)", re.IGNORECASE)
_LINK_WORD = re.compile(
    r"^\s*(first of all|first|firstly|second|secondly|third|thirdly|then|next|after that|after this|afterwards|finally|"
    r"lastly|last)\b\s*,?\s*",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class _Steps:
    """Steps in the right order. ``ranked`` says that they are ranks ("highest to lowest") and not actions."""

    section: Section
    texts: tuple[str, ...]
    evidence: Evidence
    intro: str = ""
    ranked: bool = False


@dataclass(frozen=True, slots=True)
class _Line:
    """One line of a passage, which begins at ``passage.text[start]``; ``text`` may lack its label."""

    section: Section
    passage: Passage
    start: int
    text: str


def make(outline: DocumentOutline, seed: int) -> list[Draft]:
    """Return one ordering question for each run of three to eight steps."""
    drafts = []
    seen: set[tuple[str, ...]] = set()
    for steps in _find_steps(outline):
        texts = tuple(capitalised(_LINK_WORD.sub("", text)).strip() for text in steps.texts)
        folded = tuple(text.lower() for text in texts)
        if folded in seen or not _are_fit(texts, words_min=1 if steps.ranked else 2):
            continue
        seen.add(folded)
        rng = random.Random(f"{_MAKER}:{_VERSION}:{seed}:{steps.evidence.passage_id}:{steps.evidence.start}")  # noqa: S311
        content = ordering_content(_stem(steps), [as_rich_text(text) for text in texts], rng, difficulty=2)
        drafts.append(Draft("ordering", content, _MAKER, _VERSION, seed=seed, evidence=steps.evidence))
    return drafts


def _find_steps(outline: DocumentOutline) -> Iterator[_Steps]:
    for section in content_sections(outline):
        if _TASKS.search(section.heading):
            continue
        for place, passage in enumerate(section.passages):
            intro = _intro(section, place)
            if passage.kind == "list" and not _TASKS.search(intro):
                yield from _steps_of_list(section, passage, intro)
    yield from _labelled_steps(outline)
    yield from _told_steps(outline)


def _intro(section: Section, place: int) -> str:
    """Return the last line before a list, which often says what the list is."""
    before = section.passages[place - 1] if place else None
    return before.text.split("\n")[-1].strip() if before and before.kind in {"paragraph", "list"} else ""


def _steps_of_list(section: Section, passage: Passage, intro: str) -> Iterator[_Steps]:
    """Yield a numbered list that is said to be in order, or a bulleted one that is said to be ranked."""
    if not passage.items:
        return
    lead, items = intro, list(passage.items)
    # On slides the sentence that leads in is often a bullet itself, with the steps one level below it.
    if items[0].level == 0 and len(items) > 1 and all(item.level == 1 for item in items[1:]):
        lead, items = items[0].text, items[1:]
    top = min(item.level for item in items)
    if any(item.level != top for item in items):
        return
    ranked = bool(_RANKED.search(lead))
    cued = ranked or (passage.ordered and (_ORDER_CUE.search(lead) or _ORDER_CUE.search(section.heading)))
    if cued:
        start = passage.text.find(items[0].text)
        evidence = quote(passage, max(start, 0), len(passage.text))
        yield _Steps(section, tuple(item.text for item in items), evidence, lead, ranked)


def _labelled_steps(outline: DocumentOutline) -> Iterator[_Steps]:
    """Yield lines "Step 1 …", "Step 2 …" that count up from 1, whether in one passage or in several."""
    run: list[_Line] = []
    for line in _lines(outline):
        label = _STEP_LABEL.match(line.text)
        number = int(label[1]) if label else 0
        if number != len(run) + 1:
            yield from _closed_run(run)
            run = []
        if label and number == len(run) + 1:
            run.append(replace(line, text=line.text[label.end() :]))
    yield from _closed_run(run)


def _lines(outline: DocumentOutline) -> Iterator[_Line]:
    for section in content_sections(outline):
        for passage in section.passages:
            start = 0
            for text in passage.text.split("\n") if passage.kind in {"paragraph", "list"} else ():
                if text.strip():
                    yield _Line(section, passage, start, text)
                start += len(text) + 1


def _closed_run(run: Sequence[_Line]) -> Iterator[_Steps]:
    if run:
        first, last = run[0], run[-1]
        end = len(first.passage.text) if last.passage is not first.passage else last.start + _line_length(last)
        yield _Steps(first.section, tuple(line.text for line in run), quote(first.passage, first.start, end))


def _line_length(line: _Line) -> int:
    end = line.passage.text.find("\n", line.start)
    return (end if end >= 0 else len(line.passage.text)) - line.start


def _told_steps(outline: DocumentOutline) -> Iterator[_Steps]:
    """Yield passages whose sentences begin with "First", "Then", "Next" … up to the last that does."""
    by_passage: dict[str, list[Sentence]] = {}
    for sentence in sentences(outline):
        by_passage.setdefault(sentence.passage.id, []).append(sentence)
    for lines in by_passage.values():
        opening = next((place for place, line in enumerate(lines) if _FIRST.match(line.text)), None)
        if opening is None:
            continue
        told = [lines[opening]]
        for line in lines[opening + 1 :]:
            if not _LINK_WORD.match(line.text):
                break
            told.append(line)
        evidence = quote(told[0].passage, told[0].start, told[-1].end)
        yield _Steps(told[0].section, tuple(line.text.rstrip(".") for line in told), evidence)


def _are_fit(texts: Sequence[str], words_min: int) -> bool:
    """Say whether the steps can be asked: few, short, different, and neither tasks, code nor furniture."""
    if not _STEPS_MIN <= len(texts) <= _STEPS_MAX or len({text.lower() for text in texts}) < len(texts):
        return False
    return all(
        words_min <= len(text.split()) <= _STEP_WORDS_MAX
        and not _TASK_ITEM.search(text)
        and not looks_like_code(text)
        and not is_furniture(text)
        for text in texts
    )


def _stem(steps: _Steps) -> str:
    says_what = _ORDER_CUE.search(steps.intro) and not _POINTING.search(steps.intro)
    lead = as_rich_text(steps.intro.rstrip(" :.")) if says_what else ""
    heading = as_rich_text(steps.section.heading.strip(" :.…?!"))
    topic = lead if 0 < len(lead.split()) <= _LEAD_WORDS_MAX else heading
    what = "Put these in the right order" if steps.ranked else "Put these steps in the right order, from first to last"
    return f"{what}: {topic[0].lower() + topic[1:] if steps.ranked else topic}." if topic else f"{what}."


ORDERED_STEPS = Maker(key="ordered_steps", title="Steps to put in order", version=_VERSION, make=make)
