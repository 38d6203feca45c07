"""Trace tables: the stepper against Python itself, errors carried forward, and values as pupils write them."""

from __future__ import annotations

import sys
from fractions import Fraction
from itertools import pairwise
from types import FrameType
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from backend.generation.duplicates import find_duplicates, words_to_compare
from backend.questions.types.reading import ContentError
from backend.questions.types.registry import get_type
from backend.questions.types.trace_table.cell_values import canonical, same_value, shown, value_like
from backend.questions.types.trace_table.stepper import State, SteppedProgram, Unsteppable

TRACE = get_type("trace_table")

# What Python itself makes of these is compared, statement by statement.
PROGRAMS = [
    """
a = 1
b = 2
a, b = b, a + b
c = d = a * b
""",
    """
n = 27
steps = 0
while n != 1:
    if n % 2 == 0:
        n = n // 2
    else:
        n = 3 * n + 1
    steps += 1
    if steps == 9:
        break
""",
    """
total = 0
for i in range(10, 0, -3):
    if i == 4:
        continue
    total -= i
    note = f'{i}: {total}'
""",
    """
word = 'Python'
back = ''
for letter in word:
    back = letter + back
last = word[-1]
found = 'th' in word and 'x' not in word
""",
    """
x = 7 / 2
y = x // 1
z = -x % 2
w = 2 ** -2
v = int(x) + round(2.5) + abs(-3)
u = str(10 / 5) + '!'
""",
    """
count = 0
for a in range(3):
    for b in range(a):
        if b > 0:
            break
        count = count + 1
    pass
small = min(count, 4, 1) or count
""",
    """
t = True
f = not t
n = t + 1
between = 0 < n <= 2 != 3
empty = '' or 'none'
kept = len('abc') and 0
done = int('12') + float('0.5')
""",
]


ROWS = 60


def by_python(source: str) -> list[tuple[int, dict[str, str]]]:
    """Run a program and return (line, variables as they are printed) after each line that isn't a loop's or an if's."""
    sets = {n for n, line in enumerate(source.split("\n"), start=1) if "=" in line and not line.rstrip().endswith(":")}
    rows: list[tuple[int, dict[str, str]]] = []
    at = 0

    def look(frame: FrameType, event: str, _: Any) -> Any:
        nonlocal at
        if frame.f_code.co_filename == "<traced>" and event in {"line", "return"}:
            if at in sets:
                held = {name: str(value) for name, value in frame.f_locals.items() if not name.startswith("__")}
                rows.append((at, held))
            at = frame.f_lineno
        return look

    before = sys.gettrace()
    sys.settrace(look)
    try:
        exec(compile(source, "<traced>", "exec"), {})
    finally:
        sys.settrace(before)
    return rows


def by_steps(source: str, lines: set[int] | None = None) -> list[tuple[int, dict[str, str]]]:
    program = SteppedProgram(source)
    rows, state = [], program.next_row(State(), lines or program.acting_lines)
    while state is not None and len(rows) < ROWS:
        rows.append((state.line, {name: shown(value) for name, value in state.variables.items()}))
        state = program.next_row(state, lines or program.acting_lines)
    return rows


@pytest.mark.parametrize("source", PROGRAMS)
def test_each_step_is_what_python_makes_of_it(source: str):
    wanted = by_python(source)
    assert wanted
    assert by_steps(source, {line for line, _ in wanted}) == wanted


def test_decimals_are_those_that_pupils_write():
    assert by_steps("a = 0.1 + 0.2\nb = a * 3")[-1] == (2, {"a": "0.3", "b": "0.9"})
    assert [shown(Fraction(text)) for text in ("-0.05", "12", "1/8")] == ["-0.05", "12.0", "0.125"]


def test_a_loop_sets_its_variable_each_time_and_prints_are_kept_for_the_next_row():
    program = SteppedProgram("for n in range(2):\n    print(n)\n    print('x', n)\nn = 9")
    assert [line for line, _ in by_steps("for n in range(2):\n    print(n)\nn = 9")] == [1, 2, 1, 2, 3]
    state = program.next_row(State(), {1, 4})
    printed = []
    while state is not None:
        printed.append(state.printed)
        state = program.next_row(state, {1, 4})
    assert printed == [(), ("0", "x 0"), ("1", "x 1")]


@pytest.mark.parametrize(
    ("source", "words"),
    [
        ("import os", "line 1: import can't"),
        ("x = 1\ndef f():\n    pass", "line 2: def can't"),
        ("x = [1]", "line 1: a list can't"),
        ("x = 'a'.upper()", "line 1: this call can't"),
        ("x = open('f')", "line 1: open() can't"),
        ("x = eval('1')", "line 1: eval() can't"),
        ("x = y", "line 1: y has no value yet"),
        ("x = 1\nx = x / 0", "line 2: something is divided by nought"),
        ("x = 10 / 3", "doesn't end as a decimal"),
        ("x = 9 ** 40", "too big"),
        ("x = 9 ** 10 ** 9", "the power is too big"),
        ("x = 'a' * 1000", "don't go together"),
        ("x = '%d' % 5", "don't go together"),
        ("x = 'a' + 1", "don't go together"),
        ("x = float('1e99999999')", "is no number"),
        ("while True:\n    pass", "line 1: the program goes on for too long"),
        ("for i in range(10 ** 9):\n    pass", "too long"),
        ("x = " + "+".join(["1"] * 1900), "recursion"),
        ("x = " + "(" * 500, "isn't Python"),
        ("x = = 1", "line 1: this isn't Python"),
        ("x.y = 1", "only variables can be set"),
        ("break", "in no loop"),
        ("x = input()", "nothing is left to be typed in"),
        ("print(1, end='')", "only a plain print()"),
    ],
)
def test_what_is_refused(source: str, words: str):
    with pytest.raises(Unsteppable) as error:
        by_steps(source)
    assert words in str(error.value)


@given(st.text(st.sampled_from("ab=+-*/%<>():,.'\" \n1230whileforinrangeprint[]"), max_size=60))
@settings(max_examples=300)
def test_any_text_is_stepped_or_refused(source: str):
    try:
        program = SteppedProgram(source)
        state = program.next_row(State(), program.acting_lines)
        for _ in range(20):
            state = state and program.next_row(state, program.acting_lines)
    except Unsteppable as error:
        assert str(error)


@pytest.mark.parametrize(
    ("left", "right", "same"),
    [
        ("3", " 3.0 ", True), ("-3", "−3", True), (".5", "0.50", True), ("3", "3x", False), ("1,000", "1000", False),
        ("0.5", "1/2", False), ("-0", "0.0", True),
        ("Ada", '"Ada"', True), ("Ada", "‘Ada’", True), ("Ada", "ada", False), ("a b", "a  b", False),
        ("True", "TRUE", True), ("False", "True", False), ("[1, 2]", "[1,2]", True), ('""', "''", True),
        ("é", "e\u0301", True), ("1", "True", False), ("'", "''", False),
    ],
)  # fmt: skip
def test_values_as_pupils_write_them(left: str, right: str, same: bool):
    assert same_value(left, right) is same_value(right, left) is same
    assert (canonical(left) == canonical(right)) is same


def test_what_a_pupil_wrote_is_read_as_what_the_program_has():
    assert value_like(" 7 ", 3) == 7
    assert value_like("7.5", 3) == Fraction(15, 2)
    assert type(value_like("7", Fraction(1, 2))) is Fraction
    assert value_like("true", False) is True
    assert value_like("'7'", "x") == "7"
    assert [value_like(text, like) for text, like in (("seven", 3), ("1", True), ("9" * 13, 3))] == [None] * 3


LOOP = "total = 0\nfor i in range(1, 5):\n    total = total + i * 2"
TABLE = {
    "stem": "Trace it.", "columns": ["i", "total"], "program": LOOP, "row_lines": [3], "follow_through": True,
    "expected": [[1, 2], [2, 6], [3, 12], [4, 20]],
}  # fmt: skip


def question(**fields: Any) -> Any:
    return TRACE.parse_content({**TABLE, **fields})


def marked(content: Any, rows: list[list[Any]]) -> Any:
    cells = {f"{r},{c}": value for r, row in enumerate(rows) for c, value in enumerate(row) if value is not None}
    return TRACE.mark(content, {"cells": cells})


def test_an_error_is_carried_forward_once():
    result = marked(question(), [["1", "3"], ["2", "7"], ["3", "13"], ["4", "21"]])
    assert result.fraction == 7 / 8
    assert "3 of them by the pupil's own row before (error carried forward)" in result.reasons
    assert next(part.reason for part in result.parts if part.id == "1,1") == (
        "row 2, total: 7, follows from the row before (error carried forward)"
    )
    assert marked(question(follow_through=False), [["1", "3"], ["2", "7"], ["3", "13"], ["4", "21"]]).fraction == 4 / 8
    # The loop knows what comes next, whatever was written as its variable.
    assert marked(question(), [["1", "2"], ["5", "6"], ["3", "12"], ["4", "20"]]).fraction == 7 / 8
    assert marked(question(), [["1", "2"], ["2", "six"], ["3", "12"], ["4", "20"]]).fraction == 7 / 8


def test_what_is_left_blank_is_taken_as_the_programs_own():
    assert marked(question(), [["1", None], ["2", "6"]]).fraction == 3 / 8
    assert marked(question(), [["1", None], ["2", "7"], ["3", "13"]]).fraction == 4 / 8


WHILE = "n = 3\nwhile n > 0:\n    n = n - 1"


def test_a_program_that_ends_with_the_pupils_values_carries_nothing():
    content = question(program=WHILE, columns=["n"], row_lines=[], expected=[[3], [2], [1], [0]])
    assert marked(content, [["0"], ["-1"], ["-2"], ["-3"]]).fraction == 0
    assert marked(content, [["4"], ["3"], ["2"], ["1"]]).fraction == 3 / 4


@given(st.lists(st.integers(-3, 30), min_size=4, max_size=4))
@settings(max_examples=100)
def test_follow_through_by_its_definition(totals: list[int]):
    """A second reckoning of LOOP: right is 2, 6, 12, 20, or two times i more than the pupil's own total before."""
    right = [2, 6, 12, 20]
    carried = [total == before + 2 * i for i, (before, total) in enumerate(pairwise(totals), 2)]
    counts = [total == wanted for total, wanted in zip(totals, right, strict=True)]
    expected = sum(a or b for a, b in zip(counts, [False, *carried], strict=True))
    rows = [[str(i), str(total)] for i, total in enumerate(totals, start=1)]
    assert marked(question(), rows).fraction == (4 + expected) / 8


def test_cells_that_stay_empty_count_only_when_something_stands_there():
    content = question(columns=["n", "output"], program=WHILE + "\nprint('Go')", row_lines=[], follow_through=False,
                       expected=[])  # fmt: skip
    assert list(content.cells) == [("3", ""), ("2", ""), ("1", ""), ("0", ""), ("0", "Go")]
    right = [["3"], ["2"], ["1"], ["0"], ["0", "Go"]]
    assert marked(content, right).fraction == 1
    assert marked(content, [["3", "-"], *right[1:]]).fraction == 1
    assert marked(content, [["3", "3"], *right[1:]]).fraction == 6 / 7
    assert marked(content, [["-", "–"]]).outcome == "unanswered"


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"columns": ["i", "i"]}, "same name"),
        ({"columns": ["i", "totals"]}, "no variable “totals”"),
        ({"columns": ["i"]}, "don't fit the columns"),
        ({"expected": [[1, 2], [2, 6], [3, 13], [4, 21]]}, "row 3, total: the program gives “12”, the table says “13”"),
        ({"expected": [[1, 2], [2, 6], [3, 12], [4, 20], [5, 30]]}, "ends after 4 rows"),
        ({"rows": [[None, None]]}, "don't fit"),
        ({"rows": [[1, 3], [None, None], [None, None], [None, None]]}, "row 1, total: “3” is given"),
        ({"rows": TABLE["expected"]}, "leave at least one cell"),
        ({"program": ""}, "which follow-through goes by"),
        ({"program": None, "expected": [], "follow_through": False}, "fill in the table"),
        ({"program": "i = [1]", "row_lines": []}, "line 1: a list can't be stepped through"),
        ({"program": "pass", "row_lines": []}, "nothing to trace"),
        ({"row_lines": [2, 7]}, "line 7 sets nothing"),
        ({"expected": [], "row_lines": [], "program": LOOP.replace("5", "50")}, "longer than 40 rows"),
    ],
)  # fmt: skip
def test_content_that_is_refused(fields: dict[str, Any], words: str):
    with pytest.raises(ContentError) as error:
        question(**fields)
    assert words in str(error.value)


def test_pupils_see_what_is_given_and_what_a_row_is():
    given = [[1, None]] + [[None, None]] * 3
    view = TRACE.pupil_view(question(rows=given), 1)
    assert view["rows"] == [["1", None]] + [[None, None]] * 3
    assert (view["program"], view["row_lines"]) == (LOOP, [3])
    # Where nobody knows that the program gives the table, nothing is said of its rows.
    assert TRACE.pupil_view(question(follow_through=False), 1)["row_lines"] is None
    assert TRACE.key_view(question(rows=given))["cells"].keys() == {f"{r},{c}" for r in range(4) for c in range(2)} - {
        "0,0"
    }


def test_other_programs_are_other_questions():
    asked = {"a": {}, "b": {"program": LOOP.replace("* 2", "* 3"), "expected": []}}
    words = {name: words_to_compare(TRACE.plain_content(question(**fields))) for name, fields in asked.items()}
    assert find_duplicates(words, {}) == []
