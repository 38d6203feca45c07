"""A question's words as prose: without program code, tables and marks, which read by rules of their own."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from backend.questions.types.base import PlainContent
from backend.questions.types.rich_text import Node, Tree, parse, plain_tree

CODE_WORD = "x"
"""Stands for a span of code: one short word, which says nothing."""

_LETTER = re.compile(r"\w")
_SENTENCE = re.compile(r"[^.?!:;\n]+(?:[.:](?=\S)[^.?!:;\n]*)*[.?!:;]*")


def stem_prose(plain: PlainContent) -> str:
    """Return the prose of the stem, a block a line; what is bold stands between ``**``."""
    return _prose_of_source(plain.source or plain.stem)


@lru_cache(maxsize=256)
def _prose_of_source(source: str) -> str:
    """Several rules ask for the same stem one after the other."""
    return prose_of(parse(source))


def prose_of(tree: Tree) -> str:
    """Return the prose of rich text, a block a line."""
    return plain_tree(list(_prose(tree)))


def _prose(nodes: Tree) -> Iterator[Node]:
    for node in nodes:
        match node["type"]:
            case "table" | "code_block" | "image":
                continue
            case "code":
                yield {"type": "text", "text": CODE_WORD}
            case "strong":
                bold: Node = {"type": "text", "text": "**"}
                yield from (bold, *_prose(node["children"]), bold)
            case _ if "children" in node:
                yield {**node, "children": list(_prose(node["children"]))}
            case _:
                yield node


def sentences(prose: str) -> list[str]:
    """Return the sentences of prose; colons and semicolons end one too, as Flesch counted them."""
    return [match.group(0).strip() for match in _SENTENCE.finditer(prose) if _LETTER.search(match.group(0))]
