"""Authors' small part of Markdown, read into a tree of JSON that the page walks. Never HTML.

A tree is a list of blocks; their shapes are listed in ``docs/adding-a-question-type.md``.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator
from functools import lru_cache
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.rules_inline import StateInline
from markdown_it.tree import SyntaxTreeNode

Node = dict[str, Any]
Tree = list[Node]

_RULES = ("table", "fence", "list", "backticks", "emphasis", "link", "image", "escape", "newline")
_GAP = re.compile(r"\[\[([A-Za-z0-9]{6})\]\]")
_IMAGE = re.compile(r"image:([A-Za-z0-9._-]{1,100})")
_ALIGN = re.compile(r"text-align:(left|center|right)")
_NESTING_MAX = 40


def _literal_marker(state: StateInline, silent: bool) -> bool:
    """Keep ``_`` always, and a star between two letters or digits, as typed: ``my_name``, ``__init__``, ``3*4*5``."""
    source, start = state.src, state.pos
    marker = source[start]
    if marker not in "_*":
        return False
    around = source[start - 1 : start] if start else "", source[start + 1 : start + 2]
    if marker == "*" and not all(neighbour.isalnum() for neighbour in around):
        return False
    if not silent:
        state.pending += marker
    state.pos += 1
    return True


def _reader(*, lists: bool) -> MarkdownIt:
    reader = MarkdownIt("zero", {"html": False, "maxNesting": _NESTING_MAX}).enable(list(_RULES))
    reader.inline.ruler.before("emphasis", "literal_marker", _literal_marker)
    return reader if lists else reader.disable("list")


_WITH_LISTS = _reader(lists=True)
_WITHOUT_LISTS = _reader(lists=False)


def _is_mistaken_list(root: SyntaxTreeNode) -> bool:
    """Say whether a list is only the look of an answer such as ``*``, ``+``, ``- 5`` or ``1. Plug it in``."""
    if any(node.type == "list_item" and not node.children for node in root.walk()):
        return True
    only = root.children[0] if len(root.children) == 1 else None
    return only is not None and only.type in {"bullet_list", "ordered_list"} and len(only.children) == 1


def parse(source: str, gaps: Collection[str] = ()) -> Tree:
    """Return the blocks of ``source``. ``[[id]]`` becomes a gap where ``gaps`` holds that id."""
    tokens = _WITH_LISTS.parse(source)
    root = SyntaxTreeNode(tokens)
    if any(token.type == "list_item_open" for token in tokens) and _is_mistaken_list(root):
        root = SyntaxTreeNode(_WITHOUT_LISTS.parse(source))
    return _blocks(root.children, gaps)


def _blocks(nodes: list[SyntaxTreeNode], gaps: Collection[str]) -> Tree:
    return [_BLOCK_READERS[node.type](node, gaps) for node in nodes]


def _paragraph(node: SyntaxTreeNode, gaps: Collection[str]) -> Node:
    return {"type": "paragraph", "children": _inlines(node, gaps)}


def _list(node: SyntaxTreeNode, gaps: Collection[str]) -> Node:
    items = [{"type": "item", "children": _blocks(item.children, gaps)} for item in node.children]
    start = int(node.attrs.get("start", 1))
    return {"type": "list", "ordered": node.type == "ordered_list", "start": start, "children": items}


def _table(node: SyntaxTreeNode, gaps: Collection[str]) -> Node:
    head, *body = node.children
    columns = head.children[0].children
    aligned = [_ALIGN.match(str(cell.attrs.get("style", ""))) for cell in columns]
    return {
        "type": "table",
        "align": [match[1] if match else None for match in aligned],
        "head": [_inlines(cell, gaps) for cell in columns],
        "rows": [[_inlines(cell, gaps) for cell in row.children] for part in body for row in part.children],
    }


def _code_block(node: SyntaxTreeNode, gaps: Collection[str]) -> Node:
    language = node.info.split()[0] if node.info.split() else None
    return {
        "type": "code_block",
        "language": language,
        "children": _text(node.content.removesuffix("\n"), gaps),
    }


_BLOCK_READERS: dict[str, Callable[[SyntaxTreeNode, Collection[str]], Node]] = {
    "paragraph": _paragraph,
    "bullet_list": _list,
    "ordered_list": _list,
    "table": _table,
    "fence": _code_block,
}


def _text(text: str, gaps: Collection[str]) -> Tree:
    """Return ``text`` with its gaps cut out: text, gap, text …"""
    nodes: Tree = []
    start = 0
    for match in _GAP.finditer(text):
        if match[1] in gaps:
            nodes += [{"type": "text", "text": text[start : match.start()]}, {"type": "gap", "id": match[1]}]
            start = match.end()
    nodes.append({"type": "text", "text": text[start:]})
    return [node for node in nodes if node["type"] == "gap" or node["text"]]


def _inlines(node: SyntaxTreeNode, gaps: Collection[str]) -> Tree:
    """Return the inline nodes under a block or a span, neighbouring text joined."""
    nodes: Tree = []
    pending = ""
    for child in node.children:
        for piece in _inline(child, gaps):
            if piece["type"] == "text":
                pending += piece["text"]
                continue
            nodes += [*_text(pending, gaps), piece]
            pending = ""
    return nodes + _text(pending, gaps)


def _inline(node: SyntaxTreeNode, gaps: Collection[str]) -> Iterator[Node]:
    match node.type:
        case "inline" | "link":
            yield from _inlines(node, gaps)
        case "strong":
            yield {"type": "strong", "children": _inlines(node, gaps)}
        case "em":
            yield {"type": "emphasis", "children": _inlines(node, gaps)}
        case "code_inline":
            yield {"type": "code", "children": _text(node.content, gaps)}
        case "softbreak" | "hardbreak":
            yield {"type": "break"}
        case "image":
            yield _image(node)
        case _:
            yield {"type": "text", "text": node.content}


def _image(node: SyntaxTreeNode) -> Node:
    """Return an image of the school's own; one from anywhere else is only its alternative text."""
    own = _IMAGE.fullmatch(str(node.attrs.get("src", "")))
    if own is None:
        return {"type": "text", "text": node.content}
    return {"type": "image", "ref": own[1], "alt": node.content}


def plain_tree(tree: Tree) -> str:
    """Return the words of a tree: blocks and table rows on lines of their own, gaps as ``____``."""
    return "\n".join(line for node in tree if (line := _plain_block(node)).strip())


def _plain_block(node: Node) -> str:
    if node["type"] == "table":
        rows = [node["head"], *node["rows"]]
        return "\n".join(" | ".join(_plain_inlines(cell) for cell in row) for row in rows)
    if node["type"] in {"list", "item"}:
        return plain_tree(node["children"])
    return _plain_inlines(node["children"])


def _plain_inlines(nodes: Tree) -> str:
    return "".join(_plain_inline(node) for node in nodes)


def _plain_inline(node: Node) -> str:
    match node["type"]:
        case "text":
            return str(node["text"])
        case "break":
            return "\n"
        case "gap":
            return "____"
        case "image":
            return str(node["alt"])
        case _:
            return _plain_inlines(node["children"])


@lru_cache(maxsize=4_096)
def plain(source: str, gaps: frozenset[str] = frozenset()) -> str:
    """Return the words of rich text, without its marks."""
    return plain_tree(parse(source, gaps))


def gap_ids(tree: Tree) -> tuple[str, ...]:
    """Return the ids of the gaps of a tree in reading order."""
    return tuple(_gap_ids(tree))


def _gap_ids(nodes: Any) -> Iterator[str]:
    for node in nodes:
        if isinstance(node, list):
            yield from _gap_ids(node)
        elif node["type"] == "gap":
            yield node["id"]
        else:
            yield from _gap_ids([*node.get("head", ()), *node.get("rows", ()), *node.get("children", ())])
