"""Results as CSV, safe to open in a spreadsheet."""

from __future__ import annotations

import csv
import io
import re
from datetime import tzinfo

from backend.analytics.schemas import Cell, ClassResults
from backend.analytics.statistics import percent

_FORMULA = re.compile(r"^[\s]*[=+\-@\t\r|]")


def safe(text: str) -> str:
    """Return text that no spreadsheet takes for a formula: an apostrophe before anything that could start one.

    Source: OWASP, CSV injection.
    """
    return f"'{text}" if _FORMULA.match(text) else text


_WORDS = {"void": "left out", "needs_marking": "to mark", "not_drawn": "not drawn"}


def _cell(cell: Cell | None) -> str:
    """Return a mark, or why there is none: what waits, was left out or wasn't drawn is no zero."""
    return "" if cell is None else _WORDS.get(cell["outcome"], f"{cell['score']:g}")


def results_csv(results: ClassResults, zone: tzinfo) -> str:
    """Return one line a pupil: name, state, total, share, each question's mark, when it was handed in by ``zone``, and
    whether they have left the class."""
    out = io.StringIO()
    writer = csv.writer(out)
    heads = [safe(f"Q{item.position} ({item.marks:g}) {item.stem_text[:60]}") for item in results.items]
    total_head = f"Total (of {results.assignment.marks_max:g})"
    writer.writerow(["Pupil", "State", total_head, "Percent", *heads, "Handed in at", "Left the class"])
    for pupil in results.pupils:
        total = "" if pupil.score is None else f"{pupil.score:g}"
        cells = [_cell(cell) for cell in pupil.cells]
        share = "" if pupil.score is None or not pupil.marks_max else f"{percent(pupil.score, pupil.marks_max)}%"
        left = "yes" if pupil.left else ""
        handed_in = pupil.submitted_at.astimezone(zone).isoformat(timespec="seconds") if pupil.submitted_at else ""
        writer.writerow([safe(pupil.name), pupil.state.replace("_", " "), total, share, *cells, handed_in, left])
    return "\ufeff" + out.getvalue()
