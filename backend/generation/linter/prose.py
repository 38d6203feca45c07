"""A question's words as prose: without program code, tables and marks, which read by rules of their own."""

from __future__ import annotations

import re
from functools import lru_cache

from backend.questions.types.base import PlainContent
from backend.questions.types.rich_text import Node, Tree, parse

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
    return "\n".join(line for node in tree if (line := _block(node)).strip())


def _block(node: Node) -> str:
    if node["type"] in {"table", "code_block"}:
        return ""
    if node["type"] in {"list", "item"}:
        return prose_of(node["children"])
    return _inlines(node["children"])


def _inlines(nodes: Tree) -> str:
    return "".join(_inline(node) for node in nodes)


def _inline(node: Node) -> str:
    match node["type"]:
        case "text":
            return str(node["text"])
        case "break":
            return "\n"
        case "gap":
            return "____"
        case "code":
            return CODE_WORD
        case "strong":
            return f"**{_inlines(node['children'])}**"
        case "image":
            return ""
        case _:
            return _inlines(node["children"])


def sentences(prose: str) -> list[str]:
    """Return the sentences of prose; colons and semicolons end one too, as Flesch counted them."""
    return [match.group(0).strip() for match in _SENTENCE.finditer(prose) if _LETTER.search(match.group(0))]
