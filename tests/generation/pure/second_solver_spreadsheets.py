"""Judges the options of the questions about spreadsheets, from nothing but the words that a pupil sees."""

from __future__ import annotations

import re
from statistics import mean


def _cells(stem: str) -> dict[str, str]:
    """Return what each cell of column B shows, by its name; empty cells are left out."""
    rows = re.findall(r"^\| (\d+) \| [^|]+ \| (\d+) \|", stem, re.MULTILINE)
    return {f"B{row}": value for row, value in rows}


def _spreadsheet_formulas(stem: str, option: str) -> bool:
    if filled := re.search(r"D2 has the formula `=(\w)2(.)(\$F\$\d+)`.*in D(\d)\?", stem, re.DOTALL):
        return option == "`={}{row}{}{}`".format(*filled.groups()[:3], row=filled[4])
    formula = re.search(r"formula `=(.+)` show", stem)[1]
    cells = _cells(stem)
    called = re.fullmatch(r"(\w+)\(B(\d):B(\d)(?:,\"(\D+)(\d+)\")?\)", formula)
    if not called:
        return option == str(eval(re.sub(r"B\d", lambda name: cells[name[0]], formula)))
    numbers = [int(value) for name, value in cells.items() if called[2] <= name[1:] <= called[3]]
    if called[1] == "COUNTIF":
        return option == str(len([number for number in numbers if eval(f"{number}{called[4]}{called[5]}")]))
    return option == str({"SUM": sum, "AVERAGE": mean, "MAX": max, "MIN": min}[called[1]](numbers))


JUDGES = {
    "spreadsheet_formulas": _spreadsheet_formulas,
}
