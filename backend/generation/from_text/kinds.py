"""Finds the kinds that a lesson file sorts things into: "Input devices: keyboard, mouse …", "Output devices: …"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from backend.documents.document_parser.outline import DocumentOutline, Passage, Section
from backend.generation.draft import Evidence
from backend.generation.from_text.reading import (
    content_sections,
    is_furniture,
    is_to_be_done,
    quote,
    sentences,
)
from backend.generation.from_text.term_patterns import NOT_FIRST_IN_A_TERM
from backend.generation.wording import as_singular, is_plural, singular

_MEMBERS_MIN = 3
_MEMBERS_MAX, _KINDS_MAX = 24, 100
"""More than these are a catalogue; nobody would read so many questions on it."""

_LINE_MAX = 500
"""Characters. Nothing longer is a short list of examples, and the patterns needn't search a page without full stops."""

_MEMBER_WORDS_MAX = 3
_NAME_WORDS_MAX = 3

_MASS = frozenset({"hardware", "software", "malware", "storage", "memory", "media", "data"})
_NO_KIND = re.compile(
    r"\b(terms?|words?|definitions?|meanings?|descriptions?|features?|questions?|answers?|examples?|things?|tasks?|"
    r"steps?|rules?|notes?|ways|advantages?|disadvantages?|pros|cons|reasons?|results?|facts?|ideas?|points?|names?|"
    r"objectives?|outcomes?|lessons?|groups?|lists?|columns?|slides?|pages?|programs?|statements?)$",
    re.IGNORECASE,
)
_MEMBER = re.compile(r"^(?:(?:an?|the) )?(?P<words>[A-Za-z][\w’'/+-]*(?: [\w’'/+()-]+){0,2})$", re.IGNORECASE)
_KIND_HEAD = re.compile(r"^(type|kind|category|group|input or output|class)( of \w+)?\??$", re.IGNORECASE)
_TOLD = (
    re.compile(
        r"^(?:(?:Some|Common|Typical|Popular) )?(?P<name>[A-Z][A-Za-z-]*(?: [a-z-]+){0,2}) "
        r"(?:include|are, for example,|such as|like|e\.g\.|for example)[:,]? (?P<list>[^.;:]+)\.?$"
    ),
    re.compile(
        r"^(?:(?:Some|Common|Typical|The main) )?[Ee]xamples of (?P<name>[a-zA-Z-]+(?: [a-z-]+){0,2}) "
        r"(?:are|include)[:,]? (?P<list>[^.;:]+)\.?$"
    ),
    re.compile(r"^(?P<name>[A-Z][A-Za-z-]*(?: [a-z-]+){0,2}): (?P<list>[^.;:]+,[^.;:]+)\.?$"),
)
_WITH_EXAMPLES = re.compile(
    r"^(?P<name>[A-Z][A-Za-z-]*(?: [A-Za-z-]+){0,2})(?::| [–—-]) .*\b[Ee]xamples?(?: include| are)?:? "
    r"(?P<list>[^.;:]+,[^.;:]+?)\.?$"
)
_BETWEEN = re.compile(r",? and (?!\w+ \w+ and )|,? or |,\s*")


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind and what belongs to it. Kinds with one ``place`` are set side by side in the file."""

    name: str
    members: tuple[str, ...]
    evidence: Evidence
    place: str

    @property
    def is_plain(self) -> bool:
        """Say whether "Three of these are …" reads well with the name."""
        return _is_plain(self.name)


def _is_plain(name: str) -> bool:
    return bool(is_plural(name)) or name.rsplit(maxsplit=1)[-1].lower() in _MASS


def find_kinds(outline: DocumentOutline) -> list[Kind]:
    """Return the kinds that have members, in reading order."""
    found: list[Kind] = []
    for number, section in enumerate(content_sections(outline)):
        for place, passage in enumerate(section.passages):
            if is_to_be_done(section, place):
                continue
            if passage.kind in {"paragraph", "list"}:
                found += _with_examples(passage, f"section {number}")
            if passage.kind == "table":
                found += _columns(passage)
                found += _named_rows(passage)
            elif passage.kind == "list":
                found += _levels(passage)
                found += _led_list(section, place, f"section {number}")
    found += _told(outline)
    return [replace(kind, members=kind.members[:_MEMBERS_MAX]) for kind in found[:_KINDS_MAX]]


def _columns(passage: Passage) -> Iterator[Kind]:
    """Yield the columns of a table whose headings are kinds and whose cells are things."""
    if len(passage.rows) < 2 or len({len(row) for row in passage.rows}) != 1 or not 2 <= len(passage.rows[0]) <= 4:
        return
    heads = [" ".join(head.split()).strip(" :") for head in passage.rows[0]]
    if not all(_may_be_a_kind(head) and _is_plain(head) for head in heads):
        return
    columns = []
    for column in range(len(heads)):
        cells = [part for row in passage.rows[1:] for part in row[column].split("\n") if part.strip()]
        columns.append(_members(cells))
    if any(members is None for members in columns):
        return
    evidence = quote(passage, 0, len(passage.text))
    for head, members in zip(heads, columns, strict=True):
        if members:
            yield Kind(head, tuple(members), evidence, passage.id)


def _named_rows(passage: Passage) -> Iterator[Kind]:
    """Yield the kinds of a table with a column of things and one that says of which kind each is."""
    rows = passage.rows
    if len(rows) < 1 + 2 * _MEMBERS_MIN or any(len(row) != 2 for row in rows) or not _KIND_HEAD.match(rows[0][1]):
        return
    members = _members([row[0] for row in rows[1:]])
    kinds: dict[str, list[str]] = {}
    if members is None or len(members) != len(rows) - 1:
        return
    for member, row in zip(members, rows[1:], strict=True):
        kinds.setdefault(_with_noun(" ".join(row[1].split()), rows[0][0].strip(" :")), []).append(member)
    if 2 <= len(kinds) <= 4 and all(_may_be_a_kind(name) for name in kinds):
        evidence = quote(passage, 0, len(passage.text))
        for name, things in kinds.items():
            yield Kind(name, tuple(things), evidence, passage.id)


def _with_noun(kind: str, head: str) -> str:
    """Return "Input devices" for "Input" in a table of devices; a kind that is a noun already stays as it is."""
    bare = len(kind.split()) == 1 and not _is_plain(kind)
    if not bare or not re.fullmatch(r"[A-Za-z]+", head):
        return kind
    many = head if _is_plain(head) else f"{head}s"
    return f"{kind} {many.lower()}"


def _levels(passage: Passage) -> Iterator[Kind]:
    """Yield the items of a list that have their members one level below them."""
    start, head, head_start = 0, "", 0
    found: list[tuple[str, int]] = []
    for item in (*passage.items, None):
        if item is None or item.level == 0:
            members = _members([text for text, _ in found])
            if head and members and _may_be_a_kind(head):
                yield Kind(head, tuple(members), quote(passage, head_start, found[-1][1]), passage.id)
            found = []
        if item is None:
            return
        at = passage.text.find(item.text, start)
        start = at + len(item.text)
        if item.level == 0:
            head, head_start = item.text.strip(" :."), at
        else:
            found.append((item.text, start))


def _led_list(section: Section, place: int, where: str) -> Iterator[Kind]:
    """Yield a flat list of things below a line that names their kind, or below such a heading."""
    passage = section.passages[place]
    lead = section.passages[place - 1].text.split("\n")[-1] if place else section.heading
    name = lead.strip(" :.")
    members = _members([item.text for item in passage.items if item.level == passage.items[0].level])
    if members and len(members) == len(passage.items) and _may_be_a_kind(name):
        yield Kind(name, tuple(members), quote(passage, 0, len(passage.text)), where)


def _with_examples(passage: Passage, where: str) -> Iterator[Kind]:
    """Yield the labelled lines that end in examples: "Input devices: … Examples include a keyboard, …"."""
    start = 0
    for line in passage.text.split("\n"):
        match = _WITH_EXAMPLES.match(line) if len(line) <= _LINE_MAX else None
        if match is not None and _may_be_a_kind(match["name"]):
            members = _members([part for part in _BETWEEN.split(match["list"]) if part.strip()])
            if members:
                yield Kind(match["name"], tuple(members), quote(passage, start, start + len(line)), where)
        start += len(line) + 1


def _told(outline: DocumentOutline) -> Iterator[Kind]:
    """Yield the kinds that sentences give examples of."""
    numbers = {id(section): number for number, section in enumerate(content_sections(outline))}
    for sentence in sentences(outline):
        if len(sentence.words) > _LINE_MAX:
            continue
        match = next((found for pattern in _TOLD if (found := pattern.match(sentence.words))), None)
        if match is None or not _may_be_a_kind(match["name"]):
            continue
        listed = re.sub(r"^for example,? | etc$", "", match["list"].strip())
        members = _members([part for part in _BETWEEN.split(listed) if part.strip()])
        if members:
            where = f"section {numbers.get(id(sentence.section), 0)}"
            evidence = quote(sentence.passage, sentence.start, sentence.end)
            yield Kind(match["name"], tuple(members), evidence, where)


def _members(cells: Sequence[str]) -> list[str] | None:
    """Return short names of things, singular and without articles; None where one of the cells is something else."""
    names = []
    for cell in cells:
        match = _MEMBER.match(" ".join(cell.split()).strip(" .;•-"))
        if match is None or len(match["words"].split()) > _MEMBER_WORDS_MAX or is_furniture(match["words"]):
            return None
        names.append(as_singular(match["words"]))
    return names


def _may_be_a_kind(name: str) -> bool:
    words = name.split()
    if not 0 < len(words) <= _NAME_WORDS_MAX or not re.fullmatch(r"[A-Za-z][A-Za-z -]*", name):
        return False
    fits = words[0].lower() not in NOT_FIRST_IN_A_TERM or words[0].lower() in {"input", "output"}
    return fits and not _NO_KIND.search(name) and not is_furniture(name)


def head_noun(name: str) -> str:
    """Return the last word of a kind's name, in the singular: kinds of one noun are sorted apart somewhere."""
    return singular(name.rsplit(maxsplit=1)[-1].lower())
