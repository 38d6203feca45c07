"""Programs on slides: read without being run, and agreeing with Python itself; the questions made from them."""

from __future__ import annotations

import contextlib
import io

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from backend.documents.document_parser.outline import Location, Passage
from backend.generation.from_text.console_sessions import episodes_of
from backend.generation.from_text.program_outputs import PROGRAM_OUTPUTS
from backend.generation.from_text.tiny_python import Slip, Unreadable, as_typed, parsed, printed
from tests.generation.pure.drafts import check_drafts
from tests.generation.pure.outlines import lesson, paragraph


def code(text):
    return lambda ident: Passage(ident, "code", text, Location(slide=1))


def really_printed(source):
    """What Python itself prints."""
    out = io.StringIO()
    with contextlib.redirect_stdout(out):
        exec(compile(source, "lesson", "exec"), {})
    return out.getvalue().splitlines()


GRADES = """\
x = 5
if x < 2:
    print('small')
elif x < 10:
    print('Medium')
else:
    print('LARGE')
print('All done')"""
COUNTDOWN = """\
n = 3
while n > 0:
    print(n)
    n = n - 1
print('Blastoff!')"""
PROGRAMS = (
    GRADES,
    COUNTDOWN,
    "x = 2\nprint(x)\nx = x + 2\nprint(x)",
    "print(1 + 2 ** 3 / 4 * 5)",
    "print(7 // 2, 7 % 2, -7 // 2, 2 ** -1)",
    "print('ab' * 3 + str(4) + 'c', len('abc'))",
    "print(int('12') + 1, float('55') + 1, str(5) + '5')",
    "for i in range(1, 6, 2):\n    print(i, i * i)",
    "total = 0\nfor i in [4, 5, 6]:\n    if i == 5:\n        continue\n    total += i\nprint(total)",
    "for letter in 'abc':\n    if letter == 'c':\n        break\n    print(letter)",
    "print(1 < 2 < 3, not 3 > 2, 1 == 1.0 and 'a' in 'cat', 3 not in [1, 2])",
    "a = 3\nb = a\na = 7\nprint(a, b)\nprint([1, 2] + [3])",
    "print('one\\ntwo')",
    "print()",
)


@pytest.mark.parametrize("source", PROGRAMS)
def test_a_program_prints_what_python_prints(source):
    assert printed(parsed(source)) == really_printed(source)


_NUMBERS = st.integers(-20, 20).map(str) | st.sampled_from(["0.5", "12.50", "a", "b", "c"])
_SUMS = st.recursive(
    _NUMBERS,
    lambda part: st.builds("({} {} {})".format, part, st.sampled_from(["+", "-", "*", "/", "//", "%"]), part),
    max_leaves=5,
)
_TESTS = st.builds("{} {} {}".format, _SUMS, st.sampled_from(["<", "<=", "==", "!=", ">", ">="]), _SUMS)
_SIMPLE = st.builds("{} = {}".format, st.sampled_from("abc"), _SUMS) | st.builds("print({})".format, _SUMS)


def _indented(lines):
    return "\n".join(f"    {line}" for block in lines for line in block.split("\n"))


_BLOCKS = st.recursive(
    _SIMPLE,
    lambda part: (
        st.builds(
            lambda test, yes, no: f"if {test}:\n{_indented(yes)}\nelse:\n{_indented(no)}",
            _TESTS,
            st.lists(part, min_size=1, max_size=2),
            st.lists(part, min_size=1, max_size=2),
        )
        | st.builds(
            lambda count, body: f"for i in range({count}):\n{_indented(body)}",
            st.integers(0, 3),
            st.lists(part, min_size=1, max_size=2),
        )
    ),
    max_leaves=4,
)


@settings(max_examples=150, deadline=None)
@given(st.lists(_BLOCKS, min_size=1, max_size=4))
def test_any_program_of_these_parts_prints_what_python_prints(blocks):
    source = "\n".join(["a = 1", "b = 2", "c = 3", *blocks])
    try:
        found = printed(parsed(source))
    except Unreadable:
        return
    assert found == really_printed(source)


@pytest.mark.parametrize(
    "source",
    [
        "print(open('secret').read())",
        "import os\nprint(os.getcwd())",
        "print(().__class__)",
        "exec('x')",
        "print(input('Age? '))",
        "def f():\n    return 1\nprint(f())",
        "print(x)",
        "print(1 / 0)",
        "print('a' + 1)",
        "print(int('fifteen'))",
        "while 1 > 0:\n    x = 1",
        "print(9 ** 9 ** 9)",
        "x = 'ab' * 10000000000\nprint(len(x))",
        "x = 'ab'\nfor i in range(200):\n    x = x + x\nprint(x)",
        "print('%1000000000d' % 5)",
        "print([[1] * 100] * 100)",
        "for i in range(10000000000):\n    x = i\nprint(x)",
        "print(1, 2, sep='-')",
        "break",
    ],
)
def test_what_cannot_be_read_safely_gives_no_output(source):
    with pytest.raises(Unreadable):
        printed(parsed(source))


@pytest.mark.parametrize("source", ["if x", "((((" * 400, "-" * 1400 + "1", "x = " + "1" * 2000, "print('\0')"])
def test_what_is_no_program_has_no_tree_or_no_output(source):
    tree = parsed(source)
    if tree is not None:
        with pytest.raises(Unreadable):
            printed(tree)


@pytest.mark.parametrize(
    ("slip", "source", "expected"),
    [
        (Slip.ALL_BRANCHES, GRADES, ["small", "Medium", "LARGE", "All done"]),
        (Slip.TESTS_ALONE, GRADES.replace("x = 5", "x = 0"), ["small", "Medium", "All done"]),
        (Slip.TESTS_REVERSED, GRADES, ["small", "All done"]),
        (Slip.ENDS_AFTER_BRANCH, GRADES, ["Medium"]),
        (Slip.LOOP_ONCE, COUNTDOWN, ["3", "Blastoff!"]),
        (Slip.LOOP_ONE_MORE, COUNTDOWN, ["3", "2", "1", "0", "Blastoff!"]),
        (Slip.LOOP_ONE_MORE, "for i in range(2):\n    print(i)", ["0", "1", "2"]),
        (Slip.FIRST_VALUE_KEPT, "x = 2\nprint(x)\nx = x + 2\nprint(x)", ["2", "2"]),
        (Slip.LAST_VALUE_ONLY, "x = 2\nprint(x)\nx = x + 2\nprint(x)", ["4", "4"]),
        (Slip.NAME_FOR_VALUE, "x = 2\nprint(x, 'is', x + 1)", ["x is x + 1"]),
    ],
)
def test_a_slip_gives_the_output_that_its_mistake_leads_to(slip, source, expected):
    assert printed(parsed(source), slip) == expected


def test_typographer_quotes_and_dashes_are_made_plain():
    assert as_typed("    x = ‘a’ + “b”\n    y = 3 – 1") == "x = 'a' + \"b\"\ny = 3 - 1"


SESSION = """\
$ python3
Python 3.5.1 (default)
>>> x = 12
>>> y = 440 * x
>>> unused = 3
>>> print(y)
5280
>>> x = x + 1
>>> print(x + 1)
14
>>> print(str(5) + '1')
'51'
>>> print(nothing)
NameError: name 'nothing' is not defined"""


def test_a_session_is_parted_into_prints_with_the_lines_that_they_need():
    episodes = episodes_of(SESSION)
    assert [(episode.source, episode.shown) for episode in episodes] == [
        ("x = 12\ny = 440 * x\nprint(y)", ["5280"]),
        ("x = 12\nx = x + 1\nprint(x + 1)", ["14"]),
        ("print(str(5) + '1')", ["'51'"]),
    ]
    assert SESSION[episodes[0].start : episodes[0].end] == ">>> print(y)\n5280"
    assert episodes_of("x = 1\nprint(x)") is None


def stems_and_keys(drafts):
    """The program that each draft asks about, and its key."""
    found = {}
    for draft in drafts:
        source = draft.content["stem"].split("```python\n")[1].removesuffix("\n```")
        if draft.type == "multiple_choice":
            key = next(option["text"] for option in draft.content["options"] if option["fraction"] == 1)
            found[source] = key.strip("`").split("`, `")
        elif draft.type == "numeric":
            found[source] = [draft.content["answers"][0]["value"]]
        else:
            found[source] = [draft.content["accepted"][0]["pattern"]]
    return found


def test_the_key_of_each_question_is_what_python_prints():
    outline = lesson(
        ("Decisions", code(GRADES)),
        ("Loops", code(COUNTDOWN.replace("- 1", "– 1").replace("'", "’"))),
        ("Console", code(SESSION)),
        ("Strings", code("word = 'hello ' + 'there'\nprint(word)")),
        ("Types", code("x = float('55')\nprint(x + 1)")),
    )
    drafts = PROGRAM_OUTPUTS.make(outline, 1)
    check_drafts(outline, drafts)
    made = stems_and_keys(drafts)
    assert [draft.type for draft in drafts] == [
        "multiple_choice",
        "multiple_choice",
        "numeric",
        "numeric",
        "short_text",
        "short_text",
    ]
    for source, key in made.items():
        assert key == really_printed(source)


def test_where_the_file_shows_another_output_nothing_is_asked():
    outline = lesson(("Console", code(">>> print(str(5) + '1')\n‘51’\n>>> print(2 + 2)\n5")))
    assert PROGRAM_OUTPUTS.make(outline, 1) == []


@pytest.mark.parametrize(
    "source",
    [
        "print('Hello')",
        "x = 5\nprint(x)",
        "age = int(input('Age? '))\nprint(age + 1)",
        "if x < 2:\n    print('small')",
        "print(10 / 3)",
        "\n".join(["x = 1", *["x = x + 1"] * 20, "print(x)"]),
        "for i in range(9):\n    print(i)",
        "Good:    spam    eggs",
    ],
)
def test_programs_that_ask_nothing_or_cannot_be_read_are_left_out(source):
    assert PROGRAM_OUTPUTS.make(lesson(("Code", code(source))), 1) == []


def test_programs_that_differ_in_names_only_are_asked_once_in_the_last_form():
    outline = lesson(
        ("Bad names", code("x1q = 35.0\nx2q = 12.50\nx3q = x1q * x2q\nprint(x3q)")),
        ("Good names", code("hours = 35.0\nrate = 12.50\npay = hours * rate\nprint(pay)")),
        ("Talk", paragraph("A program prints its result at the end.")),
    )
    (draft,) = PROGRAM_OUTPUTS.make(outline, 1)
    assert "pay = hours * rate" in draft.content["stem"]
    assert draft.evidence.passage_id == "p2"
