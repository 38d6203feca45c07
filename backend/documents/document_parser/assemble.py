"""From the blocks of a file in reading order to its outline: lists and code joined, headings found, ids given."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Literal

from backend.documents.document_parser.code_look import is_certainly_code, is_prompt, looks_like_code
from backend.documents.document_parser.outline import Image, ListItem, Location, Passage, PassageKind, Run, Section
from backend.documents.document_parser.package import too_complex
from backend.documents.document_parser.rich_text import Rich, join

BLOCKS_MAX = 20_000
"""Paragraphs, tables and notes in one file; a 300-page book has about 6,000."""

_TYPED_BULLET = re.compile(r"^[•·▪◦‣●○■□➢✓–—-]\s+(?=\S)")
_TYPED_NUMBER = re.compile(r"^(\d{1,2})[.)]\s+(?=\S)")


@dataclass(frozen=True, slots=True)
class Block:
    """One paragraph, table, note or heading as a reader found it.

    ``exact`` is the text with its indentation, for lines that turn out to be code. ``level`` is the heading's (from 1)
    or the list item's (from 0); ``starts_list`` marks an item whose numbering begins again, ``new_box`` the first
    block of a text box or shape, which never joins the one before. ``size_pt`` and ``plain`` (a paragraph of the body
    itself, outside tables and boxes) serve to find headings by look. A block of kind ``image`` has an ``image`` and
    no words; ``without_images`` takes these out before anybody looks at the text.
    """

    kind: PassageKind | Literal["heading", "image"]
    rich: Rich
    location: Location
    exact: Rich | None = None
    level: int = 0
    ordered: bool = False
    label: str = ""
    starts_list: bool = False
    new_box: bool = False
    rows: tuple[tuple[str, ...], ...] = ()
    size_pt: float | None = None
    plain: bool = False
    image: Image | None = None


class Blocks:
    """The blocks found so far, with a limit."""

    def __init__(self) -> None:
        self.found: list[Block] = []

    def add(self, block: Block) -> None:
        """Append a block. Raises DocumentRefused (too_complex) past the limit."""
        if len(self.found) >= BLOCKS_MAX:
            raise too_complex()
        self.found.append(block)


LooseImages = list[tuple[int, Image]]
"""Pictures, each with the number of blocks that stand before it."""


def without_images(blocks: list[Block]) -> tuple[list[Block], LooseImages]:
    """Return the blocks with words, and the pictures that stood among them, each only where it comes first."""
    words: list[Block] = []
    loose: dict[str, tuple[int, Image]] = {}
    for block in blocks:
        if block.image is None:
            words.append(block)
        else:
            loose.setdefault(block.image.id, (len(words), block.image))
    return words, list(loose.values())


def sections_of(blocks: list[Block], loose: LooseImages) -> tuple[tuple[Section, ...], tuple[Image, ...]]:
    """Group blocks into sections and passages with the ids p1, p2 … in reading order, and say where pictures stand."""
    sections: list[Section] = []
    heading, level, passages = "", 0, list[Passage]()
    number = seen = 0
    ends, places = [0], [(0, "")]
    for group in _groups(_typed_lists(_code_by_look(blocks))):
        if group[0].kind == "heading":
            if heading or level or passages:
                sections.append(Section(heading, level, tuple(passages)))
            heading, level, passages = " ".join(group[0].rich.text.split()), max(group[0].level, 1), []
        else:
            number += 1
            passages.append(_passage(f"p{number}", group))
        seen += len(group)
        ends.append(seen)
        places.append((len(sections), passages[-1].id if passages else ""))
    if heading or level or passages:
        sections.append(Section(heading, level, tuple(passages)))
    images = []
    for before, image in loose:
        # A picture in the middle of a list stands after it.
        section, after = places[bisect_left(ends, before)]
        images.append(replace(image, section=section, after=after))
    return tuple(sections), tuple(images)


def _code_by_look(blocks: list[Block]) -> list[Block]:
    """Mark runs of two or more code-like paragraphs, and single lines that can only be code, as code."""
    changed = list(blocks)
    start = 0
    while start < len(blocks):
        end = start
        while end < len(blocks) and _may_be_code(blocks[end]) and (end == start or not blocks[end].new_box):
            end += 1
        lines = [line for block in blocks[start:end] for line in block.rich.text.split("\n") if line.strip()]
        if len(lines) >= 2 or (lines and is_certainly_code(lines[0])):
            changed[start:end] = [_as_code(block) for block in blocks[start:end]]
        start = max(end, start + 1)
    return _with_console_output(changed)


def _with_console_output(blocks: list[Block]) -> list[Block]:
    """Mark what a console printed between two lines at a prompt as part of the session."""
    changed = list(blocks)
    for place in range(1, len(blocks) - 1):
        before, block, after = changed[place - 1], blocks[place], blocks[place + 1]
        same_box = not block.new_box and not after.new_box and block.kind == "paragraph" and block.exact is not None
        if same_box and before.kind == after.kind == "code" and is_prompt(after.rich.text):
            changed[place] = _as_code(block)
    return changed


def _may_be_code(block: Block) -> bool:
    fits = block.kind == "code" or (block.kind == "paragraph" and block.exact is not None)
    lines = [line for line in block.rich.text.split("\n") if line.strip()]
    return fits and bool(lines) and all(looks_like_code(line) for line in lines)


def _as_code(block: Block) -> Block:
    rich = block.exact or block.rich
    return replace(block, kind="code", rich=Rich(rich.text, _all_code(rich)))


def _all_code(rich: Rich) -> tuple[Run, ...]:
    """Return the runs of a text that is code throughout: bold stretches stay bold."""
    runs: list[Run] = []
    at = 0
    for run in (run for run in rich.runs if run.bold):
        if run.start > at:
            runs.append(Run(at, run.start, code=True))
        runs.append(Run(run.start, run.end, bold=True, code=True))
        at = run.end
    if at < len(rich.text):
        runs.append(Run(at, len(rich.text), code=True))
    return tuple(runs)


def _typed_lists(blocks: list[Block]) -> list[Block]:
    """Turn paragraphs that start with a typed bullet, or with typed numbers that count up, into list items."""
    changed: list[Block] = []
    for place, block in enumerate(blocks):
        bullet = _TYPED_BULLET.match(block.rich.text)
        if bullet and block.kind in {"paragraph", "list"} and not block.label:
            changed.append(replace(block, kind="list", rich=block.rich.from_offset(bullet.end())))
            continue
        number = _typed_number(block)
        before, after = (_typed_number(blocks[i]) if 0 <= i < len(blocks) else None for i in (place - 1, place + 1))
        if number is not None and (before == number - 1 or after == number + 1):
            typed = _TYPED_NUMBER.match(block.rich.text)
            assert typed is not None
            changed.append(
                replace(
                    block,
                    kind="list",
                    rich=block.rich.from_offset(typed.end()),
                    ordered=True,
                    label=typed.group().strip(),
                    starts_list=before != number - 1,
                    new_box=block.new_box and before != number - 1,
                )
            )
            continue
        changed.append(block)
    return changed


def _typed_number(block: Block) -> int | None:
    typed = _TYPED_NUMBER.match(block.rich.text) if block.kind == "paragraph" else None
    return int(typed.group(1)) if typed else None


def _groups(blocks: list[Block]) -> Iterator[list[Block]]:
    """Put neighbouring list items, and neighbouring lines of code, together."""
    group: list[Block] = []
    for block in blocks:
        if group and not _continues(group, block):
            yield group
            group = []
        group.append(block)
    if group:
        yield group


def _continues(group: list[Block], block: Block) -> bool:
    first = group[0]
    if block.kind != first.kind or block.new_box:
        return False
    if block.kind == "code":
        return True
    if block.kind == "list":
        top = block.level <= first.level
        return not (top and (block.starts_list or block.ordered != first.ordered))
    return False


def _passage(ident: str, group: list[Block]) -> Passage:
    first = group[0]
    assert first.kind != "heading"
    assert first.kind != "image"
    rich = join((block.rich for block in group), "\n")
    items: tuple[ListItem, ...] = ()
    if first.kind == "list":
        base = min(block.level for block in group)
        items = tuple(ListItem(block.rich.text, block.level - base, block.label) for block in group)
    return Passage(
        id=ident,
        kind=first.kind,
        text=rich.text,
        location=first.location,
        runs=rich.runs,
        items=items,
        ordered=first.ordered,
        rows=first.rows,
    )
