"""Equations of Office (OMML, ECMA-376 part 1, 22.1) as one line of text."""

from __future__ import annotations

import re

from backend.documents.document_parser.ooxml import A, Element, M, W, value

_SIMPLE = re.compile(r"[\w.,√∞π°%]+|\([^()]*\)|")
_SKIPPED = frozenset(f"{M}{name}" for name in ("ctrlPr", "rPr", "fPr", "dPr", "naryPr", "sSupPr", "sSubPr", "radPr"))


def linear(node: Element) -> str:
    """Return the text of an equation or a part of it: ``(a+b)/2``, ``x^2``, ``√(x+1)``, ``∑_(i=1)^n i``."""
    name = node.tag.removeprefix(M) if isinstance(node.tag, str) else ""
    if name == "t" or node.tag in {f"{W}t", f"{A}t"}:
        return node.text or ""
    if node.tag in _SKIPPED or node.tag == f"{W}del":
        return ""
    shape = _SHAPES.get(name)
    return shape(node) if shape else "".join(linear(child) for child in node)


def _part(node: Element, tag: str) -> str:
    child = node.find(f"{M}{tag}")
    return "" if child is None else linear(child).strip()


def _grouped(text: str) -> str:
    return text if _SIMPLE.fullmatch(text) else f"({text})"


def _fraction(node: Element) -> str:
    return f"{_grouped(_part(node, 'num'))}/{_grouped(_part(node, 'den'))}"


def _scripts(node: Element) -> str:
    below, above = _part(node, "sub"), _part(node, "sup")
    text = _grouped(_part(node, "e"))
    text += f"_{_grouped(below)}" if below else ""
    return text + (f"^{_grouped(above)}" if above else "")


def _scripts_before(node: Element) -> str:
    return f"_{_grouped(_part(node, 'sub'))}^{_grouped(_part(node, 'sup'))} {_part(node, 'e')}"


def _root(node: Element) -> str:
    degree = _part(node, "deg")
    return (f"root_{_grouped(degree)}" if degree else "√") + f"({_part(node, 'e')})"


def _delimited(node: Element) -> str:
    properties = node.find(f"{M}dPr")
    opening, closing, between = (value(properties, f"{M}{tag}", f"{M}val") for tag in ("begChr", "endChr", "sepChr"))
    inner = ("|" if between is None else between).join(linear(part).strip() for part in node.findall(f"{M}e"))
    return ("(" if opening is None else opening) + inner + (")" if closing is None else closing)


def _big_operator(node: Element) -> str:
    sign = value(node.find(f"{M}naryPr"), f"{M}chr", f"{M}val") or "∫"
    below, above = _part(node, "sub"), _part(node, "sup")
    limits = (f"_{_grouped(below)}" if below else "") + (f"^{_grouped(above)}" if above else "")
    return f"{sign}{limits} {_part(node, 'e')}"


def _function(node: Element) -> str:
    return f"{_part(node, 'fName')} {_part(node, 'e')}"


def _limit(node: Element) -> str:
    sign = "_" if node.tag == f"{M}limLow" else "^"
    return f"{_part(node, 'e')}{sign}{_grouped(_part(node, 'lim'))}"


def _matrix(node: Element) -> str:
    rows = (", ".join(linear(cell).strip() for cell in row.findall(f"{M}e")) for row in node.findall(f"{M}mr"))
    return f"[{'; '.join(rows)}]"


def _lines(node: Element) -> str:
    return "; ".join(linear(line).strip() for line in node.findall(f"{M}e"))


_SHAPES = {
    "f": _fraction,
    "sSup": _scripts,
    "sSub": _scripts,
    "sSubSup": _scripts,
    "sPre": _scripts_before,
    "rad": _root,
    "d": _delimited,
    "nary": _big_operator,
    "func": _function,
    "limLow": _limit,
    "limUpp": _limit,
    "m": _matrix,
    "eqArr": _lines,
}
