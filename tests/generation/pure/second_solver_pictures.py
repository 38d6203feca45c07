"""Second solutions for run-length encoding and bitmaps, from the words of the question alone."""

from __future__ import annotations

import re
from fractions import Fraction


def _shown_code(stem: str) -> str:
    """Return the code line that stands at the end of the stem."""
    return re.findall(r"`([^`]+)`", stem)[-1]


def _runs(row: str) -> list[str]:
    return [match[0] for match in re.finditer(r"(.)\1*", row)]


def _run_length(stem: str) -> str:
    shown = _shown_code(stem)
    if "How is this row encoded" in stem:
        return "`" + " ".join(f"{len(run)}{run[0]}" for run in _runs(shown)) + "`"
    if "Which row does this code stand for" in stem:
        return "`" + re.sub(r"(\d+)([A-Z]) ?", lambda match: match[2] * int(match[1]), shown) + "`"
    before, after = len(shown), sum(2 for _ in _runs(shown))
    if "How many bytes does this row take" in stem:
        return str(after)
    if "How many bytes are saved" in stem:
        return str(before - after)
    ratio = Fraction(before, after)
    return f"{ratio.numerator} : {ratio.denominator}"


def _bitmap_grid(stem: str) -> str:
    codes = dict(re.findall(r"^\| (white|light grey|dark grey|black) \| (\d\d) \|$", stem, re.MULTILINE))
    codes = codes or {"□": "0", "■": "1"}
    rows = [re.findall(r"\| ([^|]+?) (?=\|)", line)[1:] for line in stem.split("\n") if re.match(r"\| \d \|", line)]
    if rows:
        bits = [[codes[pixel] for pixel in row] for row in rows]
        asked = re.search(r"How is row (\d)", stem)
        if asked is None:
            return " ".join("".join(row) for row in bits)
        return (" " if "four colours" in stem else "").join(bits[int(asked[1]) - 1])
    return _row_of_bits(stem, codes)


def _row_of_bits(stem: str, codes: dict[str, str]) -> str:
    ordinal = re.search(r"does the (\w+) row", stem)[1]
    place = ["first", "second", "third", "fourth", "fifth", "sixth"].index(ordinal)
    width, depth = int(re.search(r"(\d) pixels wide", stem)[1]), len(next(iter(codes.values())))
    bits = iter(_shown_code(stem))
    pixels = ["".join(next(bits) for _ in range(depth)) for _ in range(width * (place + 1))]
    names = {code: name for name, code in codes.items()}
    return (", " if depth > 1 else "").join(names[pixel] for pixel in pixels[-width:])


SOLVERS = {"run_length": _run_length, "bitmap_grid": _bitmap_grid}
