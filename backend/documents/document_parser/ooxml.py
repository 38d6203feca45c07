"""Names of Office Open XML (ECMA-376) that the readers share: namespaces, tags and small lookups on elements."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TypeAlias

from lxml import etree

Element: TypeAlias = etree._Element

_BASE = "http://schemas.openxmlformats.org"
W = f"{{{_BASE}/wordprocessingml/2006/main}}"
A = f"{{{_BASE}/drawingml/2006/main}}"
P = f"{{{_BASE}/presentationml/2006/main}}"
M = f"{{{_BASE}/officeDocument/2006/math}}"
R = f"{{{_BASE}/officeDocument/2006/relationships}}"
WP = f"{{{_BASE}/drawingml/2006/wordprocessingDrawing}}"
PIC = f"{{{_BASE}/drawingml/2006/picture}}"
DGM = f"{{{_BASE}/drawingml/2006/diagram}}"
CHART = f"{{{_BASE}/drawingml/2006/chart}}"
MC = f"{{{_BASE}/markup-compatibility/2006}}"
V = "{urn:schemas-microsoft-com:vml}"


def value(parent: Element | None, tag: str, attribute: str = f"{W}val") -> str | None:
    """Return an attribute of the first child ``tag``, or ``None`` where child or attribute is missing."""
    child = parent.find(tag) if parent is not None else None
    return None if child is None else child.get(attribute)


def switched_on(parent: Element | None, tag: str) -> bool | None:
    """Read an on/off property: ``None`` when absent, else its state (an empty element means on)."""
    child = parent.find(tag) if parent is not None else None
    if child is None:
        return None
    return (child.get(f"{W}val") or "true").lower() not in {"0", "false", "off", "none"}


def whole_number(text: str | None, default: int = 0) -> int:
    """Read a whole number as files write it; anything else gives the default."""
    try:
        return int(text) if text is not None else default
    except ValueError:
        return default


def children(node: Element) -> Iterator[Element]:
    """Yield the elements within a node, reading one branch of each ``mc:AlternateContent`` as if it stood there."""
    for child in node:
        if child.tag == f"{MC}AlternateContent":
            branch = _chosen_branch(child)
            if branch is not None:
                yield from children(branch)
        elif isinstance(child.tag, str):
            yield child


def _chosen_branch(alternatives: Element) -> Element | None:
    """Return the branch that holds the content, never both: choice and fallback repeat the same words.

    A choice made only of things that we don't read leaves the fallback.
    """
    choices = alternatives.findall(f"{MC}Choice")
    for choice in choices:
        if any(node.tag in _CONTENT for node in choice.iter()):
            return choice
    fallback = alternatives.find(f"{MC}Fallback")
    return fallback if fallback is not None else next(iter(choices), None)


_CONTENT = frozenset(
    (
        f"{W}t",
        f"{A}t",
        f"{M}t",
        f"{W}txbxContent",
        f"{DGM}relIds",
        f"{P}sp",
        f"{P}pic",
        f"{P}graphicFrame",
        f"{WP}docPr",
    )
)
