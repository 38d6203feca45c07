"""Questions about programs, of each type that has one, and answers with something wrong in each."""

from __future__ import annotations

from typing import Any

GREETING: dict[str, Any] = {
    "stem": "Say hello to whoever it is.",
    "starter": "name = input()\n",
    "solution": "name = input()\nprint('Hello', name)\n",
    "tests": [
        {"id": "aaaaa1", "stdin": "Ada\n", "expected": "Hello Ada\n", "show": "example"},
        {"id": "bbbbb2", "stdin": "Bo\n", "expected": "Hello Bo\n", "show": "never"},
    ],
}
TRACE: dict[str, Any] = {
    "stem": "Go through the program.",
    "columns": ["n", "output"],
    "program": "n = 1\nwhile n < 3:\n    print(n)\n    n = n + 1",
    "row_lines": [4],
    "follow_through": True,
}
LINES: dict[str, Any] = {
    "stem": "Add up the numbers.",
    "blocks": [
        {"id": "aaaaa1", "code": "total = 0"},
        {"id": "aaaaa2", "code": "for n in range(4):"},
        {"id": "aaaaa3", "code": "total = total + n", "indent": 1},
        {"id": "aaaaa4", "code": "print(total)"},
        {"id": "aaaaa5", "code": "total = n", "distractor": True},
    ],
}
PREDICT: dict[str, Any] = {"stem": "What does it print?", "code": "print('Hi')\nprint('a' + 'b')", "expected": "Hi\nab"}

PROGRAM = ("python_code", GREETING)
PROGRAMS_ON_PAPER = (("trace_table", TRACE), ("parsons", LINES), ("predict_output", PREDICT))
PROGRAMS = (PROGRAM, *PROGRAMS_ON_PAPER)

PARTLY_RIGHT: dict[str, Any] = {
    "python_code": {"code": "name = input()\nprint('hello', name)\n"},
    "trace_table": {"cells": {"0,0": "2", "0,1": "1", "1,0": "3", "1,1": "1"}},
    "parsons": {"lines": [{"id": "aaaaa4", "indent": 0}, {"id": "aaaaa1", "indent": 0}]},
    "predict_output": {"text": "Hi\na b"},
}
