"""Mistakes in how far a line starts from the edge."""

from __future__ import annotations

import re
from collections.abc import Mapping

from .case import Case, Rule

INDENT = (IndentationError,)


def of_the_block(_: Case, found: re.Match[str]) -> Mapping[str, str]:
    """Which line wants an indented one after it."""
    return {"word": {"function definition": "def", "class definition": "class"}.get(found["what"], found["what"])}


RULES = (
    Rule(
        "tabs_and_spaces",
        (TabError,),
        "",
        "some lines start with tabs and others with spaces, which Python can't compare. Delete the gap at the start of "
        "this line and put it in again with the space bar.",
    ),
    Rule(
        "block_expected",
        INDENT,
        r"expected an indented block after '?(?P<what>[a-z* ]+?)'?( statement)? on line (?P<above>\d+)",
        "the line after “{word}” on line {above} must be indented, which shows that it belongs there. Put 4 spaces in "
        "front of it.",
        of_the_block,
    ),
    Rule(
        "indent_unexpected",
        INDENT,
        "unexpected indent",
        "this line is indented further than the line above, but nothing above it begins a block. Take out the spaces "
        "at its start.",
    ),
    Rule(
        "indent_mismatch",
        INDENT,
        "unindent does not match",
        "the spaces at the start of this line fit no block above it. Line it up exactly with the lines that it "
        "belongs to.",
    ),
)
