"""The words of a SmartArt diagram (DrawingML diagram data, ECMA-376 part 1, 21.4), in the order of its tree."""

from __future__ import annotations

from backend.documents.document_parser.ooxml import DGM, A, Element, whole_number

_DEPTH_MAX = 8


def diagram_items(data: Element) -> list[tuple[str, int]]:
    """Return (text, level) of each node that has words, parents before their children."""
    points = {point.get("modelId", ""): point for point in data.iter(f"{DGM}pt")}
    below: dict[str, list[tuple[int, str]]] = {}
    for link in data.iter(f"{DGM}cxn"):
        if link.get("type", "parOf") == "parOf":
            order = whole_number(link.get("srcOrd"))
            below.setdefault(link.get("srcId", ""), []).append((order, link.get("destId", "")))
    roots = [ident for ident, point in points.items() if point.get("type") == "doc"]
    found: list[tuple[str, int]] = []
    seen: set[str] = set()

    def visit(ident: str, level: int) -> None:
        if ident in seen or ident not in points:
            return
        seen.add(ident)
        words = _words(points[ident]) if _is_node(points[ident]) else ""
        if words:
            found.append((words, min(level, _DEPTH_MAX)))
        for _, child in sorted(below.get(ident, [])):
            visit(child, level + (1 if words else 0))

    # Points that hang on no root (broken links) still hold words.
    for ident in (*roots, *points):
        visit(ident, 0)
    return found


def _is_node(point: Element) -> bool:
    return point.get("type", "node") in {"node", "asst"}


def _words(point: Element) -> str:
    paragraphs = ("".join(text.text or "" for text in line.iter(f"{A}t")) for line in point.iter(f"{A}p"))
    return " ".join(" ".join(paragraphs).split())
