"""Recognises the questions that a file asks already, and the answers that it gives to them. Never guesses a key."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from backend.documents.document_parser.outline import DocumentOutline
from backend.generation.from_text.worksheet_lines import Line, lines_of

_STEM_LINES_MAX = 3
_ANSWERS_HEAD = re.compile(
    r"^(the |model |quiz |teacher |teacher.s )?(answers?( key| sheet| section)?|mark(ing)? scheme|solutions?|"
    r"key)( \(.*\)| for (the )?\w+( \w+)?)?\W*$",
    re.IGNORECASE,
)
_ASKS = re.compile(r"\?|_{3,}|\btrue\s*(?:/|or)\s*false\b", re.IGNORECASE)
_MARKS = re.compile(
    r"\s*[\[(]\s*(\d{1,2})\s*(?:marks?|pts?|points?)?\s*[\])]\s*$|\s+(\d{1,2}) marks?\s*$", re.IGNORECASE
)
_MARK_LINE = re.compile(r"^[\[(]?\s*\d{1,2}\s*marks?\s*[\])]?$|^[_.…\s]+$", re.IGNORECASE)
_MARKED_RIGHT = re.compile(
    r"^\s*[*✓✔☑]\s*|\s*(?:[*✓✔☑]|[\[(](?:correct|right|answer|correct answer|✓|✔|x)[\])]|"
    r"(?:←|<-+|–|-)\s*(?:correct|right)(?: answer)?)\s*$",
    re.IGNORECASE,
)
_KEY_ENTRY = re.compile(
    r"(?:^|[\s,;|])(?:q\s*)?(\d{1,2})\s*[.):=–-]?\s*([a-h]|true|false)(?=$|[\s,;|.])", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class FoundOption:
    """One lettered option. ``marked`` says that the file marks it as right."""

    label: str
    words: str
    marked: bool


@dataclass(frozen=True, slots=True)
class FoundQuestion:
    """A question as it stands in the file. ``answer`` is what the file gives as its answer, empty where it doesn't.

    ``line`` is where its words stand; ``code`` is the program that it asks about; ``marks`` is 0 where none are named.
    """

    number: str
    line: Line
    words: str
    code: str = ""
    options: tuple[FoundOption, ...] = ()
    answer: str = ""
    marks: int = 0


@dataclass(slots=True)
class _Open:
    """A question that is still being read."""

    lines: list[Line]
    code: list[str] = field(default_factory=list)
    options: list[Line] = field(default_factory=list)
    answer: str = ""


def find_questions(outline: DocumentOutline) -> list[FoundQuestion]:
    """Return the questions of a file in reading order, each with the answer that the file gives, if it does."""
    asked, told = _parted(list(lines_of(outline)))
    found = [*_read_questions(asked), *_read_rows(asked)]
    key = _read_key(told)
    numbers = Counter(question.number for question in found)
    for place, question in enumerate(found):
        # Two questions of one number share an entry of the key, so it can't be told whose answer it is.
        if not question.answer and question.number in key and numbers[question.number] == 1:
            found[place] = replace(question, answer=key[question.number])
    # A mark scheme in a table often says the questions again; one that the file doesn't ask otherwise counts too.
    known = {_folded(question) for question in found}
    return found + [question for question in _read_rows(told) if _folded(question) not in known]


def _folded(question: FoundQuestion) -> str:
    return " ".join(re.findall(r"\w+", question.words.lower()))


def _parted(lines: Sequence[Line]) -> tuple[list[Line], list[Line]]:
    """Part the lines at the first heading of answers; they stand at the end."""
    for place, line in enumerate(lines):
        if line.kind in {"heading", "text"} and _ANSWERS_HEAD.match(line.words):
            return list(lines[:place]), list(lines[place + 1 :])
    return list(lines), []


def _read_questions(lines: Sequence[Line]) -> Iterator[FoundQuestion]:
    current: _Open | None = None
    for place, line in enumerate(lines):
        following = lines[place + 1] if place + 1 < len(lines) else None
        if _begins(line, following, current):
            yield from _closed(current)
            current = _Open([line])
        elif current is not None and not _goes_on(current, line):
            yield from _closed(current)
            current = None
    yield from _closed(current)


def _begins(line: Line, following: Line | None, current: _Open | None) -> bool:
    """Say whether a line asks a new question: it has a number, or a question mark, or stands above option A."""
    if line.kind == "question":
        return True
    if line.kind != "text" or _MARK_LINE.match(line.words):
        return False
    above_options = following is not None and following.kind == "option" and following.label == "a"
    unfinished = current is not None and not current.options and not current.answer
    if unfinished:  # A second line of a question that began with a number.
        return False
    above_answer = following is not None and following.kind == "answer" and bool(_ASKS.search(line.words))
    return above_options or above_answer


def _goes_on(current: _Open, line: Line) -> bool:
    """Add a line to the question that is being read; say whether it belongs there."""
    if line.kind == "option":
        if line.label != "abcdefgh"[len(current.options) : len(current.options) + 1]:
            return False
        current.options.append(line)
    elif line.kind == "answer" and not current.answer:
        current.answer = line.words
    elif line.kind == "code" and not current.options:
        current.code.append(line.words)
    elif line.kind == "text" and _is_truth(line.words) and len(current.options) < 2:
        current.options.append(replace(line, label="ab"[len(current.options)]))
    elif line.kind == "text" and not current.options and len(current.lines) < _STEM_LINES_MAX:
        current.lines.append(line)
    else:
        return False
    return True


def _is_truth(words: str) -> bool:
    return _MARKED_RIGHT.sub("", words).strip().lower() in {"true", "false"}


def _closed(current: _Open | None) -> Iterator[FoundQuestion]:
    if current is None:
        return
    first = current.lines[0]
    marks, texts = 0, []
    for line in current.lines:
        words = line.words
        if match := _MARKS.search(words):
            marks = int(match[1] or match[2])
            words = words[: match.start()].rstrip()
        if words and not _MARK_LINE.match(line.words):
            texts.append(words)
    options = tuple(_option(line, current.options) for line in current.options)
    if texts:
        code = "\n".join(current.code)
        yield FoundQuestion(first.label, first, "\n\n".join(texts), code, options, _bare(current.answer), marks)


def _option(line: Line, all_lines: Sequence[Line]) -> FoundOption:
    """Return an option; bold marks it as right when it alone is bold."""
    signed = _MARKED_RIGHT.search(line.words)
    alone = line.bold and sum(other.bold for other in all_lines) == 1
    any_signed = any(_MARKED_RIGHT.search(other.words) for other in all_lines)
    return FoundOption(
        line.label, _MARKED_RIGHT.sub("", line.words).strip(), bool(signed) or (alone and not any_signed)
    )


def _bare(answer: str) -> str:
    return _MARKS.sub("", answer).strip()


def _read_rows(lines: Sequence[Line]) -> Iterator[FoundQuestion]:
    """Yield the rows of tables headed "Question" and "Answer"."""
    columns: tuple[int, int] | None = None
    passage_id = ""
    for line in lines:
        if line.kind != "row" or line.passage is None:
            continue
        if line.passage.id != passage_id:
            passage_id, columns = line.passage.id, _question_columns(line.cells)
        elif columns is not None and all(line.cells[column].strip() for column in columns):
            words = " ".join(line.cells[columns[0]].split())
            at = line.start + line.passage.text[line.start : line.end].find(line.cells[columns[0]])
            part = replace(line, start=at, end=at + len(line.cells[columns[0]]))
            label = re.match(r"^(\d{1,2})[.)]\s+", words)
            yield FoundQuestion(
                "", part, words[label.end() :] if label else words, answer=_bare(line.cells[columns[1]])
            )


def _question_columns(heads: Sequence[str]) -> tuple[int, int] | None:
    small = [re.sub(r"[^a-z]", "", head.lower()) for head in heads]
    question = next((place for place, head in enumerate(small) if head in {"question", "questions"}), None)
    answer = next((place for place, head in enumerate(small) if head in {"answer", "answers", "modelanswer"}), None)
    return (question, answer) if question is not None and answer is not None else None


def _read_key(lines: Sequence[Line]) -> dict[str, str]:
    """Return the answers by the numbers of their questions; a number that stands there twice is left out."""
    found: list[tuple[str, str]] = []
    for line in lines:
        entries = [(match[1], match[2]) for match in _KEY_ENTRY.finditer(line.words)]
        if line.kind == "row":
            cells = [cell.strip() for cell in line.cells]
            number = re.match(r"^(?:q(?:uestion)?\s*)?(\d{1,2})[.):]?$", cells[0], re.IGNORECASE)
            if number and len(cells) > 1 and cells[1]:
                found.append((number[1], cells[1]))
        elif line.kind == "question" and line.label and not (len(entries) > 1):
            found.append((line.label, _bare(line.words)))
        elif entries:
            first = [(line.label, line.words.split(maxsplit=1)[0].strip(",;"))] if line.kind == "question" else []
            found += [*first, *entries]
    counted = Counter(number for number, _ in found)
    return {number: answer for number, answer in found if counted[number] == 1}
