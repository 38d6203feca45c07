"""What a font in a PDF says about its letters: bold, code, and the signs of picture fonts."""

from __future__ import annotations

import re

from backend.documents.document_parser.symbols import symbol

_SUBSET = re.compile(r"^[A-Z]{6}\+")
_BOLD = re.compile(r"bold|black|heavy|demi|^cmbx|^cmssbx|^sfbx|-bd\b|,b\b", re.IGNORECASE)
_CODE = re.compile(
    r"courier|consol|menlo|monaco|inconsolata|typewriter|lucida ?console|andale ?mono|source ?code|fira ?code|cascadia"
    r"|jetbrains|cousine|letter ?gothic|fixedsys|nimbusmon|mono(?!type)|^cmtt|^cmsltt|^sftt|^ectt|^lmtt",
    re.IGNORECASE,
)
_FIXED_PITCH, _FORCE_BOLD = 1, 1 << 18
"""Bits of /Flags in a font descriptor (ISO 32000-1, table 123)."""
_PICTURE_FONTS = {"symbol": "symbol", "wingdings": "wingdings", "webdings": "webdings", "zapf": "zapf"}
_LIGATURES = {0xFB00: "ff", 0xFB01: "fi", 0xFB02: "fl", 0xFB03: "ffi", 0xFB04: "ffl", 0xFB05: "st", 0xFB06: "st"}
_LINE_END_HYPHEN = 0x02
"""What PDFium gives for a hyphen that ends a line."""


def is_bold(font: str, flags: int) -> bool:
    """Say whether a font is a bold one, by its name or its flags."""
    return _BOLD.search(_plain(font)) is not None or bool(flags & _FORCE_BOLD)


def is_code(font: str, flags: int) -> bool:
    """Say whether a font is one that code is set in: all its letters equally wide."""
    return _CODE.search(_plain(font)) is not None or bool(flags & _FIXED_PITCH)


def letters_of(code: int, font: str) -> str:
    """Return what a character of a font stands for: ligatures apart, signs of picture fonts as Unicode.

    Returns an empty string for a character without a meaning.
    """
    if code == _LINE_END_HYPHEN:
        return "-"
    if code in _LIGATURES:
        return _LIGATURES[code]
    if 0xE000 <= code <= 0xF8FF:
        name = _plain(font).lower()
        family = next((family for start, family in _PICTURE_FONTS.items() if name.startswith(start)), "symbol")
        return symbol(family, f"{code:x}").strip() if 0xF000 <= code <= 0xF0FF else ""
    if code < 0x20 or 0x7F <= code < 0xA0 or 0xD800 <= code < 0xE000 or code in {0xFFFD, 0xFFFE, 0xFFFF}:
        return ""
    return chr(code)


def _plain(font: str) -> str:
    return _SUBSET.sub("", font)
