"""Second solutions of questions about scripts of blocks: the words are turned into Python, or into a time line."""

from __future__ import annotations

import re
from collections.abc import Callable

_AS_PYTHON = (
    (r"when green flag clicked", "if True:"),
    (r"set \[\w+\] to \((-?\d+)\)", r"value = \1"),
    (r"change \[\w+\] by \((-?\d+)\)", r"value += \1"),
    (r"say \(\w+\) for \(2\) seconds", "said.append(str(value))"),
    (r"repeat \((\d+)\)", r"for turn in range(\1):"),
    (r"repeat until <\(\w+\) (.) \((-?\d+)\)>", r"while not value \1 \2:"),
    (r"if <\(\w+\) (.) \((-?\d+)\)> then", r"if value \1 \2:"),
    (r"else", "else:"),
)


def _spoken(code: str) -> str:
    lines = []
    for line in code.strip().split("\n"):
        words = line.strip()
        python = next(re.sub(pattern, made, words) for pattern, made in _AS_PYTHON if re.fullmatch(pattern, words))
        lines.append(
            line.replace(words, python.replace(" = ", " == ") if python.startswith(("if", "while")) else python)
        )
    said: list[str] = []
    exec("\n".join(lines), {"said": said})
    return ", ".join(said)


def _in_time(scripts: list[str]) -> str:
    starts = {}
    for script in scripts:
        clock = 0
        for word, seconds in re.findall(r"(?:say \[(\w+)\] for|wait) \((\d+)\) seconds", script):
            if word:
                starts[clock] = word
            clock += int(seconds)
    return ", ".join(starts[clock] for clock in sorted(starts))


def _solve(stem: str) -> str:
    scripts = stem.split("```")[1::2]
    return _in_time(scripts) if len(scripts) == 2 else _spoken(scripts[0])


SOLVERS: dict[str, Callable[[str], str]] = {"scratch_scripts": _solve}
