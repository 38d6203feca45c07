"""What every draft goes through before a teacher sees it, whoever made it. Pure: no clock, no database.

Readable by its type, its key earns full marks, its evidence really stands in the passage; then the linter and the
search for duplicates, whose findings are shown and never hide a draft.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from backend.documents.document_parser.outline import DocumentOutline, Location, Passage
from backend.generation.draft import Draft, Evidence
from backend.generation.duplicates import find_duplicates, words_to_compare
from backend.generation.from_text.base import MAX_QUOTE_WORDS
from backend.generation.linter import Finding, check_names, lint
from backend.generation.makers import TEXT_PREFIX
from backend.questions.types import registry
from backend.questions.types.base import Content, FormatError, PlainContent, QuestionType

SHOWN_CHARS = 1500
"""As much of a long passage is kept around its quotation, for the reviewer."""


@dataclass(frozen=True, slots=True)
class BankQuestion:
    """A question that is in the bank, for comparison."""

    key: str
    type: str
    content: Mapping[str, Any]
    stem_text: str


@dataclass(frozen=True, slots=True)
class Checked:
    """A draft that may be shown. ``evidence`` and ``duplicate_of`` are as they are stored.

    ``twin`` is the place in ``kept`` of the draft that it resembles, if it resembles one of the batch.
    """

    draft: Draft
    content: Content
    checks: tuple[dict[str, Any], ...]
    evidence: dict[str, Any] | None
    duplicate_of: dict[str, Any] | None
    twin: int | None = None


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of a batch. ``dropped`` counts by reason: unreadable, wrong_key or no_evidence.

    ``batch_checks`` is what the linter says of the batch as a whole.
    """

    kept: tuple[Checked, ...]
    dropped: Mapping[str, int]
    batch_checks: tuple[Finding, ...] = ()


def check_batch(drafts: Sequence[Draft], outline: DocumentOutline | None, bank: Sequence[BankQuestion]) -> Outcome:
    """Return the drafts that hold, with what the checks say of each, and how many were dropped and why."""
    places = _places(outline)
    sound: list[tuple[Draft, QuestionType, Content, dict[str, Any] | None]] = []
    dropped: Counter[str] = Counter()
    for draft in drafts:
        try:
            kind = registry.get_type(draft.type)
            content = kind.parse_content(draft.content)
            evidence = _checked_evidence(draft, places)
        except FormatError:
            dropped["unreadable"] += 1
        except _NoEvidence:
            dropped["no_evidence"] += 1
        else:
            if key_earns_full_marks(kind, content):
                sound.append((draft, kind, content, evidence))
            else:
                dropped["wrong_key"] += 1
    plains = [kind.plain_content(content) for _, kind, content, _ in sound]
    twins = _find_twins(plains, bank)
    kept = tuple(
        Checked(draft, content, tuple(run_linter(kind, content)), evidence, *twins.get(str(n), (None, None)))
        for n, (draft, kind, content, evidence) in enumerate(sound)
    )
    names = check_names(plains)
    return Outcome(kept, dropped, (names,) if names else ())


def key_earns_full_marks(kind: QuestionType, content: Content) -> bool:
    """Solve a question with its own key: a key that doesn't earn full marks would mark pupils wrongly.

    A program is checked by its author ("Check"), not here, where nothing is run.
    """
    try:
        if kind.plan_runs(content, kind.key_view(content)):
            return True
        return kind.mark(content, kind.key_view(content)).fraction == 1.0
    except FormatError:
        return False


def run_linter(kind: QuestionType, content: Content) -> list[dict[str, Any]]:
    """Return the linter's findings as they are stored and shown."""
    return [asdict(finding) for finding in findings_of(kind, content)]


def findings_of(kind: QuestionType, content: Content) -> list[Finding]:
    """Return what is weak about a question."""
    return lint(kind.plain_content(content), kind.key)


def _find_twins(
    sound: Sequence[PlainContent], bank: Sequence[BankQuestion]
) -> dict[str, tuple[dict[str, Any], int | None]]:
    """Return what each draft that has a twin is shown to resemble, by its place in the batch; the twin's place too."""
    texts = {str(n): words_to_compare(flat) for n, flat in enumerate(sound)}
    existing = {}
    for question in bank:
        kind = registry.get_type(question.type)
        existing[question.key] = words_to_compare(kind.plain_content(kind.parse_content(question.content)))
    bank_stems = {question.key: question.stem_text for question in bank}
    twins: dict[str, tuple[dict[str, Any], int | None]] = {}
    for found in find_duplicates(texts, existing):
        if found.within_batch:
            place = int(found.existing_id)
            twins[found.candidate_id] = ({"kind": "batch", "stem_text": _line(sound[place].stem)}, place)
        else:
            stem_text = bank_stems[found.existing_id]
            of_bank = {"kind": "bank", "stem_text": stem_text, "question_id": found.existing_id}
            twins[found.candidate_id] = (of_bank, None)
    return twins


class _NoEvidence(Exception):
    """A draft from a text quotes words that don't stand there."""


@dataclass(frozen=True, slots=True)
class _Place:
    passage: Passage
    heading: str


def _places(outline: DocumentOutline | None) -> dict[str, _Place]:
    sections = outline.sections if outline else ()
    return {passage.id: _Place(passage, section.heading) for section in sections for passage in section.passages}


def _checked_evidence(draft: Draft, places: Mapping[str, _Place]) -> dict[str, Any] | None:
    """Return the evidence as it is stored, None for a generator's draft. Raises _NoEvidence."""
    evidence = draft.evidence
    if evidence is None:
        if draft.maker.startswith(TEXT_PREFIX):
            raise _NoEvidence
        return None
    place = places.get(evidence.passage_id)
    if place is None or not _stands_there(evidence, place.passage.text):
        raise _NoEvidence
    text, offset = _around(place.passage.text, evidence.start, evidence.end)
    return {
        "passage_id": evidence.passage_id,
        "start": evidence.start - offset,
        "end": evidence.end - offset,
        "quote": evidence.quote,
        "section_heading": place.heading,
        "location": location_label(place.passage.location),
        "passage_text": text,
    }


def _stands_there(evidence: Evidence, text: str) -> bool:
    exact = 0 <= evidence.start < evidence.end <= len(text) and text[evidence.start : evidence.end] == evidence.quote
    return exact and len(evidence.quote.split()) <= MAX_QUOTE_WORDS


def _around(text: str, start: int, end: int) -> tuple[str, int]:
    """Return as much of ``text`` as is shown around a span, cut between words, and where it begins."""
    if len(text) <= SHOWN_CHARS:
        return text, 0
    spare = max(0, SHOWN_CHARS - (end - start)) // 2
    first, last = max(0, start - spare), min(len(text), end + spare)
    while 0 < first < start and not text[first - 1].isspace():
        first += 1
    while end < last < len(text) and not text[last].isspace():
        last -= 1
    return text[first:last], first


def location_label(location: Location) -> str:
    """Return where a passage stands, in words."""
    for name in ("slide", "page", "paragraph"):
        number = getattr(location, name)
        if number is not None:
            return f"{name.capitalize()} {number}"
    return ""


def _line(text: str) -> str:
    return re.sub(r"\s+", " ", text).strip()[:SHOWN_CHARS]
