"""Second solutions of questions about error messages: Python's own traceback is read as text."""

from __future__ import annotations

import io
import re
import traceback
from collections.abc import Callable
from contextlib import redirect_stdout

_SAYS = {
    "NameError": "know yet",
    "TypeError": "kinds of values",
    "ValueError": "turned into a number",
    "IndexError": "place of the list",
    "ZeroDivisionError": "divided by nought",
    "SyntaxError": "can't read it",
    "IndentationError": "from the edge",
}


def program_of(stem: str) -> str:
    return re.search(r"```python\n(.*?)\n```", stem, re.DOTALL)[1]


def _traceback(source: str) -> tuple[str, str]:
    """Return what a program prints, and the traceback that it ends with."""
    out = io.StringIO()
    try:
        with redirect_stdout(out):
            exec(compile(source, "<shown>", "exec", dont_inherit=True), {})
    except Exception:
        return out.getvalue(), traceback.format_exc()
    raise AssertionError("there is no error")


def _is_right(stem: str, option: str) -> bool:
    source = program_of(stem)
    out, told = _traceback(source)
    kind = re.match(r"(\w+): ", told.strip().rsplit("\n", maxsplit=1)[-1])[1]
    line = int(re.findall(r'"<shown>", line (\d+)', told)[-1])
    assert kind not in stem.replace(f"`{kind}`", "") and ("Which kind" in stem or f"`{kind}`" in stem)
    if "Which kind" in stem:
        return option == f"`{kind}`"
    if "Which line" in stem:
        return option == f"Line {line}"
    if "What is the problem" in stem:
        assert f"at line {line} " in stem
        return _SAYS[kind] in option
    return re.findall("`(.*?)`", option) == out.splitlines()


JUDGES: dict[str, Callable[[str, str], bool]] = {"error_messages": _is_right}
