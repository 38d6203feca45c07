"""Judges of what programs print: the program is taken out of the stem and run here, by bare ``exec``."""

from __future__ import annotations

import io
import re
from contextlib import redirect_stdout
from unittest.mock import patch


def _program(stem: str) -> str:
    return re.search(r"```python\n(.*?)\n```", stem, re.DOTALL)[1]


def _typed(stem: str) -> list[str]:
    """Return what a user types, by the sentence before the program."""
    before = stem.split("```python", maxsplit=1)[0]
    return re.findall(r"`([^`]*)`", before)


def _printed(stem: str) -> str:
    out = io.StringIO()
    answers = iter(_typed(stem))
    try:
        with redirect_stdout(out), patch("builtins.input", lambda prompt="": next(answers)):
            exec(_program(stem), {})
    except Exception:
        return "An error message"
    return out.getvalue().strip("\n") or "There is no output"


def _is_printed(stem: str, option: str) -> bool:
    if not stem.endswith("What does this program print?"):
        raise ValueError(f"another question: {stem}")
    return re.sub(r"^(?:```\n|`)|(?:\n```|`)$", "", option) == _printed(stem)


JUDGES = {
    "predict_sequence": _is_printed,
    "predict_selection": _is_printed,
    "predict_loops": _is_printed,
    "predict_lists": _is_printed,
    "predict_functions": _is_printed,
}
