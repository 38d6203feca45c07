"""Headings that a teacher made by look alone: a short line in bold or larger letters."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace

from backend.documents.document_parser.assemble import Block

_WORDS_MAX = 12
_CHARACTERS_MAX = 90
_LARGER_PT = 2.0
_BOLD_SHARE_MAX = 0.4
_LEVELS = 3
_ENDS_A_SENTENCE = re.compile(r"[.;,?!…]$|_{3,}|\.{3,}")
_TITLE_WORDS_MAX = 14


def with_headings_by_look(blocks: list[Block]) -> list[Block]:
    """Return the blocks with lines that look like headings made headings, one level below the styled ones."""
    body = _body_size(blocks)
    bold_tells = _bold_share(blocks) <= _BOLD_SHARE_MAX
    looks = {
        place
        for place, block in enumerate(blocks)
        if _short_line(block) and _stands_out(block, body, bold_tells=bold_tells) and _has_text_below(blocks, place)
    }
    sizes = sorted({blocks[place].size_pt or body for place in looks}, reverse=True)
    styled_level = 0
    changed = list(blocks)
    for place, block in enumerate(blocks):
        if block.kind == "heading":
            styled_level = block.level
        elif place in looks:
            rank = min(sizes.index(block.size_pt or body), _LEVELS - 1)
            changed[place] = replace(block, kind="heading", level=min(styled_level + 1 + rank, 6))
    return changed


def title_by_look(blocks: list[Block]) -> str:
    """Return the first line of a document when it is short enough to be its title, or an empty string."""
    first = blocks[0] if blocks else None
    if first is None or not first.plain or first.kind != "paragraph":
        return ""
    text = " ".join(first.rich.text.split())
    few = len(text.split()) <= _TITLE_WORDS_MAX and len(text) <= _CHARACTERS_MAX
    return text if few and not _ENDS_A_SENTENCE.search(text) else ""


def _short_line(block: Block) -> bool:
    text = block.rich.text
    return (
        block.kind == "paragraph"
        and block.plain
        and "\n" not in text
        and 0 < len(text.split()) <= _WORDS_MAX
        and len(text) <= _CHARACTERS_MAX
        and any(sign.isalpha() for sign in text)
        and not _ENDS_A_SENTENCE.search(text)
    )


def _stands_out(block: Block, body_size: float, *, bold_tells: bool) -> bool:
    larger = block.size_pt is not None and block.size_pt >= body_size + _LARGER_PT
    return larger or (bold_tells and block.rich.all_bold)


def _has_text_below(blocks: list[Block], place: int) -> bool:
    """A heading heads something; two short bold lines may follow each other, three are a paragraph."""
    following = blocks[place + 1 : place + 3]
    return any(not (_short_line(block) and block.rich.all_bold) for block in following)


def _body_size(blocks: list[Block]) -> float:
    """Return the size in points that most of the running text is set in."""
    letters: Counter[float] = Counter()
    for block in blocks:
        if block.size_pt and block.kind in {"paragraph", "list"}:
            letters[block.size_pt] += len(block.rich.text)
    return letters.most_common(1)[0][0] if letters else 11.0


def _bold_share(blocks: list[Block]) -> float:
    lines = [block for block in blocks if block.kind in {"paragraph", "list"} and block.plain]
    return sum(block.rich.all_bold for block in lines) / len(lines) if lines else 0.0
