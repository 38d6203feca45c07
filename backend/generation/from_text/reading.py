"""Reads an outline as sentences that a question may stand on, and leaves out what is only furniture of a lesson."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from backend.documents.document_parser.code_look import looks_like_code
from backend.documents.document_parser.outline import DocumentOutline, Passage, PassageKind, Section
from backend.generation.draft import Evidence
from backend.generation.from_text.base import MAX_QUOTE_WORDS

_PROSE_KINDS: frozenset[PassageKind] = frozenset({"paragraph", "list", "note", "footnote"})

_CLOSING_SECTION = re.compile(
    r"\b(acknowledge?ments?|contribut(ions|ors)|credits|references|bibliography|copyright|licen[cs]e|further reading|"
    r"image sources|about me|about the author|contact|"
    r"(mark )?scheme|marking|answer (key|sheet)|(the |my |model |suggested )?answers|solutions)\b",
    re.IGNORECASE,
)
_JUMBLED = re.compile(
    r"^\W*(q?\d+\W+|task \d*\W*)?(now |then |can you |please )*(match|complete|fill|tick|"
    r"(connect|link|sort|put|write|join|label|draw|decide|order) (the|each|these|them|an?|up|in|which|lines|arrows))\b|"
    r"\bmatch (the|each|up|these|them|words?)\b",
    re.IGNORECASE,
)

_FURNITURE = re.compile(
    r"(©|\bcopyright\b|all rights reserved|creative commons|\blicen[cs]ed?\b|https?://|\bwww\.|\S@\S+\.\S|"
    r"\bslides?\b|\bhome\s?work\b|\bworksheets?\b|\b(last|next|this|today's|today’s) (lesson|week|class|term|year)\b|"
    r"^\W*(lesson|class|week|unit|chapter|slide|page|module|session|part) \d+\b|\bname:|\bdate:|"
    r"\bthank you\b|\blearning (objectives?|outcomes?|intentions?)\b|\bby the end of\b)",
    re.IGNORECASE,
)
_LINES_TO_DRAW = re.compile(r"\bdraw (a |an )?(lines?|arrows?)\b", re.IGNORECASE)
_TO_JUDGE = re.compile(r"\btrue\s*(/|or)\s*false\b|\bT\s?/\s?F\b", re.IGNORECASE)
_TRUTH = re.compile(r"^\W*([a-b][.)]\s*)?(true|false)\b", re.IGNORECASE)
_LETTER = re.compile(r"^\(?[A-Ha-h][.):]$")
_OF_A_QUIZ = re.compile(
    r"^\s*(Q(uestion)?\s?\d|\(?[A-Ha-h][.)]\s|(the )?(correct )?ans(wers?)?\b)|"
    r"[\[(](true|false|\d{1,2} ?marks?)[\])]|[–-]\s*(true|false)\W*$|_{3,}|"
    r"(^|[(\[?.:]\s*)(true\s*(/|or)\s*false|T\s?/\s?F)\b",
    re.IGNORECASE,
)

_ABBREVIATION_END = re.compile(r"\b(e\.g|i\.e|etc|mr|mrs|ms|dr|vs|approx|fig|no|st|prof)\.$", re.IGNORECASE)
_SENTENCE_END = re.compile(r"[.!?…]+[\"”’)\]]*(?=\s+[\"“‘(]?[A-Z0-9])")
_CODE_SIGNS = re.compile(r"(>>>|==|!=|<=|>=|\*\*|[{}]|\w\(\)|\w\[\d|;\s*$|</?\w+>|\b0x[0-9a-fA-F]|^\$ )")


@dataclass(frozen=True, slots=True)
class Sentence:
    """``passage.text[start:end] == text``: one sentence, or one line of a list, trimmed of white space."""

    section: Section
    passage: Passage
    start: int
    end: int

    @property
    def text(self) -> str:
        """Return the sentence exactly as it stands in the passage."""
        return self.passage.text[self.start : self.end]

    @property
    def words(self) -> str:
        """Return the sentence with single spaces, without line breaks."""
        return " ".join(self.text.split())


def content_sections(outline: DocumentOutline) -> list[Section]:
    """Return the sections that teach something: not the credits, licences and the like."""
    return [section for section in outline.sections if not _CLOSING_SECTION.search(section.heading)]


def content_passages(outline: DocumentOutline) -> Iterator[tuple[Section, int]]:
    """Yield the sections that teach something, once for each of their passages, with the passage's place."""
    for section in content_sections(outline):
        for place in range(len(section.passages)):
            yield section, place


def is_to_be_done(section: Section, place: int) -> bool:
    """Say whether a table or list belongs to a task ("Draw lines …"): its rows needn't belong together."""
    lead = section.passages[place - 1].text.split("\n")[-1] if place else ""
    after = section.passages[place + 1].text.split("\n")[0] if place + 1 < len(section.passages) else ""
    return any(_JUMBLED.search(words) for words in (section.heading, lead)) or bool(_LINES_TO_DRAW.search(after))


def sentences(outline: DocumentOutline) -> Iterator[Sentence]:
    """Yield the sentences of all prose in reading order; lines of code and furniture are left out."""
    for section in content_sections(outline):
        for place, passage in enumerate(section.passages):
            if passage.kind in _PROSE_KINDS and not _is_of_a_quiz(section, place):
                yield from _sentences_of(section, passage)


def _is_of_a_quiz(section: Section, place: int) -> bool:
    """Say whether a passage holds statements to judge or options to choose from: they needn't be true."""
    passage = section.passages[place]
    before = section.passages[place - 1].text.split("\n")[-1] if place else ""
    after = section.passages[place + 1].text.split("\n")[0] if place + 1 < len(section.passages) else ""
    if any(_TO_JUDGE.search(words) for words in (section.heading, before)) or _TRUTH.match(after):
        return True
    return bool(passage.items) and all(_LETTER.match(item.label) for item in passage.items)


def _sentences_of(section: Section, passage: Passage) -> Iterator[Sentence]:
    line_start = 0
    for line in _lines(passage):
        if not looks_like_code(line) and not _OF_A_QUIZ.search(line):
            for start, end in _split(line):
                sentence = Sentence(section, passage, line_start + start, line_start + end)
                if not is_furniture(sentence.text) and not _is_code(sentence):
                    yield sentence
        line_start += len(line) + 1


def _lines(passage: Passage) -> list[str]:
    """Split a passage into lines; in a paragraph, a line that goes on in small letters is the same sentence."""
    return re.split(r"\n" if passage.kind == "list" else r"\n(?![a-z])", passage.text)


def _split(line: str) -> Iterator[tuple[int, int]]:
    """Yield the spans of the sentences of one line, without the white space around them."""
    start = 0
    for match in _SENTENCE_END.finditer(line):
        if match.group(0)[0] == "." and _ABBREVIATION_END.search(line[: match.start() + 1]):
            continue
        yield from _trimmed(line, start, match.end())
        start = match.end()
    yield from _trimmed(line, start, len(line))


def _trimmed(line: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    words = line[start:end]
    left = start + len(words) - len(words.lstrip(" \t\xa0-–•"))
    right = start + len(words.rstrip())
    if right > left:
        yield left, right


def is_furniture(text: str) -> bool:
    """Say whether a text belongs to the running of a lesson and not to what it teaches."""
    return _FURNITURE.search(text) is not None


def _is_code(sentence: Sentence) -> bool:
    """Say whether most of a sentence is set as code, or whether it reads like a line of a program."""
    in_code = sum(
        min(run.end, sentence.end) - max(run.start, sentence.start)
        for run in sentence.passage.runs
        if run.code and run.start < sentence.end and run.end > sentence.start
    )
    return in_code * 2 > sentence.end - sentence.start or _CODE_SIGNS.search(sentence.text) is not None


def quote(passage: Passage, start: int, end: int) -> Evidence:
    """Return ``passage.text[start:end]`` as evidence, cut after 25 words."""
    words = list(re.finditer(r"\S+", passage.text[start:end]))
    if len(words) > MAX_QUOTE_WORDS:
        end = start + words[MAX_QUOTE_WORDS - 1].end()
    return Evidence(passage.id, start, end, passage.text[start:end])
