"""Lines of program code that the file doesn't set in a code font, told by their look."""

from __future__ import annotations

import re

_PROMPT = re.compile(r"^\s*(>>>|\$ \w|In \[\d+\]:)")
_STRONG = re.compile(
    r"""^\s*(
        (if|elif|while|for|def|class|with|try|except|else|finally)\b[^.?!]*:\s*(\#.*)?$ |
        (from\s+[\w.]+\s+)?import\s+[\w.]+(\s+as\s+\w+)?(\s*,\s*\w+)*\s*$ |
        (return|break|continue|pass)(\s+[\w\[\]()+*/.,-]+)?\s*$ |
        [A-Za-z_][\w.\[\]'"]*\s*([+*/%-]|//|\*\*)?=\s*[^=\s].*$ |
        [A-Za-z_][\w.]*\(.*\)\s*(\#.*)?$ |
        \#\s*\w.*$
    )""",
    re.VERBOSE,
)
_PROSE = re.compile(r"[A-Za-z]{2,} [A-Za-z]{2,} [A-Za-z]{2,} [A-Za-z]{2,}")
_QUOTED = re.compile(r"\"[^\"]*\"|'[^']*'|“[^”]*”|‘[^’]*’|#.*$")


def looks_like_code(line: str) -> bool:
    """Say whether one line reads as Python or a console session. Four plain words in a row speak against it."""
    if _PROMPT.match(line):
        return True
    return _STRONG.match(line) is not None and _PROSE.search(_QUOTED.sub("", line)) is None


def is_prompt(line: str) -> bool:
    """Say whether a line starts with a prompt (``>>>``, ``$``), which never starts a sentence."""
    return _PROMPT.match(line) is not None
