"""Characters of the old picture fonts (Symbol, Wingdings) as Unicode.

The Symbol letters follow Adobe's "Symbol encoding to Unicode" table; of Wingdings, the signs that worksheets use.
"""

from __future__ import annotations

_SYMBOL_GREEK = dict(zip(range(0x41, 0x5B), "ΑΒΧΔΕΦΓΗΙϑΚΛΜΝΟΠΘΡΣΤΥςΩΞΨΖ", strict=True)) | dict(
    zip(range(0x61, 0x7B), "αβχδεφγηιϕκλμνοπθρστυϖωξψζ", strict=True)
)
_SYMBOL = _SYMBOL_GREEK | {
    0xA3: "≤",
    0xA5: "∞",
    0xAB: "↔",
    0xAC: "←",
    0xAD: "↑",
    0xAE: "→",
    0xAF: "↓",
    0xB0: "°",
    0xB1: "±",
    0xB3: "≥",
    0xB4: "×",
    0xB7: "•",
    0xB8: "÷",
    0xB9: "≠",
    0xBA: "≡",
    0xBB: "≈",
    0xC7: "∩",
    0xC8: "∪",
    0xD6: "√",
    0xD8: "¬",
    0xD9: "∧",
    0xDA: "∨",
    0xDB: "⇔",
    0xDE: "⇒",
}
_WINGDINGS = {
    0x4A: "☺",
    0x4C: "☹",
    0x6C: "●",
    0x6E: "■",
    0x6F: "□",
    0x71: "❑",
    0x76: "❖",
    0xA1: "○",
    0xA7: "▪",
    0xA8: "□",
    0xD8: "➢",
    0xDF: "←",
    0xE0: "→",
    0xE1: "↑",
    0xE2: "↓",
    0xE8: "➔",
    0xF0: "⇨",
    0xFB: "✗",
    0xFC: "✓",
    0xFD: "☒",
    0xFE: "☑",
}


def symbol(font: str | None, code: str | None) -> str:
    """Return the character of a ``w:sym``; a sign that we don't know gives a space, never a wrong letter."""
    try:
        number = int(code or "", 16)
    except ValueError:
        return ""
    name = (font or "").lower()
    if 0xF000 <= number <= 0xF0FF:
        number -= 0xF000
    if name == "symbol":
        return _SYMBOL.get(number, chr(number) if 0x20 <= number < 0x41 else " ")
    if name == "wingdings":
        return _WINGDINGS.get(number, " ")
    picture_font = name.startswith(("wingdings", "webdings", "marlett", "zapf", "mt extra"))
    printable = 0x20 <= number < 0xD800 or 0xF900 <= number <= 0xFFFD
    return chr(number) if printable and not picture_font else " "
