"""Lines of program code that the file doesn't set in a code font, told by their look."""

from __future__ import annotations

import re

_PROMPT = re.compile(r"^\s*(>>>|\.\.\. |\$ \w|In \[\d+\]:)")
_KEYWORD_LINE = re.compile(
    r"""^\s*(
        for\s+\w+(\s*,\s*\w+)*\s+in\s+\S.*:\s*(\#.*)?$ |
        (if|elif|while)\b.*([=!<>]=|[<>]|\bin\b|\bis\b|\bnot\b|\bTrue\b|\bFalse\b|\)\s*:).*:\s*(\#.*)?$ |
        (if|elif|while)\s+[\w.]+\s*:\s*(\#.*)?$ |
        (try|else|finally|except(\s+[\w.() ,]+)?)\s*:\s*(\#.*)?$ |
        (def\s+\w+\s*\(.*\)(\s*->\s*\S+)?|class\s+\w+(\(.*\))?)\s*:\s*(\#.*)?$ |
        with\s+.*\bas\s+\w+\s*:\s*$ |
        (from\s+[\w.]+\s+)?import\s+[\w.*]+(\s+as\s+\w+)?(\s*,\s*\w+)*\s*$
    )""",
    re.VERBOSE,
)
_STATEMENT = re.compile(
    r"""^\s*(
        (return|break|continue|pass)(\s+[\w\[\]()+*/.,-]+)?\s*$ |
        [A-Za-z_][\w.\[\]'"]*\s*([+*/%-]|//|\*\*)?=\s*[^=\s].*$ |
        [A-Za-z_][\w.]*\(.*\)\s*(\#.*)?$ |
        \#\s*\w.*$
    )""",
    re.VERBOSE,
)
_LINE_MAX = 400
"""Longer lines are not code that a person typed, and would keep the patterns busy."""
_PROSE = re.compile(r"[A-Za-z]{2,} [A-Za-z]{2,} [A-Za-z]{2,} [A-Za-z]{2,}")
_QUOTED = re.compile(r"\"[^\"]*\"|'[^']*'|“[^”]*”|‘[^’]*’|#.*$")


def looks_like_code(line: str) -> bool:
    """Say whether one line reads as Python or a console session. Four plain words in a row speak against it."""
    if len(line) > _LINE_MAX:
        return False
    if _PROMPT.match(line) or _KEYWORD_LINE.match(line):
        return True
    return _STATEMENT.match(line) is not None and _PROSE.search(_QUOTED.sub("", line)) is None


def is_prompt(line: str) -> bool:
    """Say whether a line starts with a prompt (``>>>``, ``$``), which never starts a sentence."""
    return _PROMPT.match(line) is not None


def is_certainly_code(line: str) -> bool:
    """Say whether a line is code even when it stands alone: at a prompt, or a statement that ends in a colon."""
    return len(line) <= _LINE_MAX and (_PROMPT.match(line) is not None or _KEYWORD_LINE.match(line) is not None)
