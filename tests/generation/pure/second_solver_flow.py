"""Second solutions of flowcharts and pseudocode: read back out of the words, and carried out as Python."""

from __future__ import annotations

import re
from collections.abc import Callable


def _way(stem: str) -> list[str]:
    boxes = {row[0]: row[1:] for row in re.findall(r"^\| ([A-H]) \| (.+) \| (.+) \|$", stem, re.MULTILINE)}
    given = re.search(r"value of `(\w+)` is (-?\d+)", stem)
    state = {given[1]: int(given[2])} if given else {}
    at, way = "A", ["A"]
    while boxes[at][0] != "Stop":
        says, leads = boxes[at]
        if question := re.fullmatch(r"Is `(.+)`\?", says):
            at = re.search(r"yes: (\w)" if eval(question[1], {}, state) else r"no: (\w)", leads)[1]
        else:
            if added := re.fullmatch(r"Add (\d+) to `(\w+)`", says):
                state[added[2]] += int(added[1])
            if made := re.fullmatch(r"Set `(\w+)` to (\d+)", says):
                state[made[1]] = int(made[2])
            at = leads
        way.append(at)
    return way


_AS_PYTHON = (
    (r"^INPUT (\w+)", r"\1 = typed"),
    (r"^OUTPUT (\w+)", r"result = \1"),
    (r"^IF (.+) THEN", r"if \1:"),
    (r"^WHILE (.+)", r"while \1:"),
    (r"^ELSE", "else:"),
    (r"^END\w+", ""),
)


def _output(stem: str) -> str:
    code = stem.split("```")[1].strip()
    for pattern, python in _AS_PYTHON:
        code = re.sub(pattern, python, code, flags=re.MULTILINE)
    typed = re.search(r"types `(-?\d+)`", stem)
    names = {"typed": int(typed[1])} if typed else {}
    exec(code, names)
    return str(names["result"])


def _solve(stem: str) -> str:
    if "```" in stem:
        return _output(stem)
    asked = re.search(r"through box (\w)", stem)
    return str(_way(stem).count(asked[1])) if asked else ", ".join(_way(stem))


SOLVERS: dict[str, Callable[[str], str]] = {"flowcharts": _solve}
