"""Each rule of the catalogue by programs that are really run, and errors that mean harm."""

from __future__ import annotations

import io
import random
import sys
import warnings

import pytest

from backend.sandbox.sealed.explain import report, rule_name, traceback_text
from backend.sandbox.sealed.explain.catalogue import ALL
from tests.sandbox.sealed.beginner_running import STOPPED
from tests.sandbox.sealed.beginner_syntax import BROKEN

FILE = "main.py"
CASES = [(rule, source, "", *rest) for rule, source, *rest in BROKEN] + list(STOPPED)


def error_of(source: str) -> BaseException:
    """What a program ends with."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", SyntaxWarning)
        try:
            exec(compile(source, FILE, "exec"), {"__name__": "__main__"})  # programs of this folder only
        except BaseException as error:
            return error
    raise AssertionError("the program ended well")


@pytest.mark.parametrize(("rule", "source", "stdin", "kind", "line", "words"), CASES)
def test_a_beginners_mistake(monkeypatch, rule, source, stdin, kind, line, words):
    monkeypatch.setattr(sys, "stdin", io.StringIO(stdin))
    error = error_of(source)
    said = report(error, source, FILE)
    assert (said["kind"], said["line"]) == (kind, line), said
    assert rule_name(error, source, FILE) == rule, said
    assert [word for word in words if word not in said["sentence"]] == [], said["sentence"]
    assert len(said["sentence"]) <= 200 and said["sentence"][-1:] != "…", said["sentence"]
    assert said["sentence"].startswith(f"Line {line}: ") or not words


def test_every_rule_has_a_program_and_a_name_of_its_own():
    names = [rule.name for rule in ALL]
    assert len(set(names)) == len(names) >= 35
    assert set(names) == {rule for rule, *_ in CASES if rule}
    assert len(CASES) >= 45


def test_no_rule_blames():
    blame = ("you forgot", "you should", "wrong", "mistake", "invalid", "illegal", "fail", "bad ")
    assert [rule.name for rule in ALL if any(word in rule.wording.lower() for word in blame)] == []


def test_pythons_words_are_its_own():
    for source in ("print(Hello)", "x = [1, 2)", "int('abc')", "[].apend(1)"):
        error = error_of(source)
        expected = error.msg if isinstance(error, SyntaxError) else str(error)
        assert report(error, source, FILE)["message"] == expected


def test_a_line_in_a_library_is_the_pupils_line_that_called_it():
    source = "import random\n\ndef roll():\n    return random.choice([])\n\nprint(roll())\n"
    error = error_of(source)
    assert report(error, source, FILE)["line"] == 4
    text = traceback_text(error, source, FILE)
    assert text == (
        "Traceback (most recent call last):\n"
        '  File "main.py", line 6, in <module>\n    print(roll())\n'
        '  File "main.py", line 4, in roll\n    return random.choice([])\n'
        f"IndexError: {error}\n"
    )
    assert random.__file__ not in text


def test_an_error_of_a_text_that_the_program_runs_itself_is_at_its_call():
    source = "x = 1\neval('1 +')\n"
    assert report(error_of(source), source, FILE)["line"] == 2


def test_where_the_grammar_broke_is_marked():
    source = "x = 1\n    y = (2\n"
    assert traceback_text(error_of("y = (2\n"), "y = (2\n", FILE) == (
        "  File \"main.py\", line 1\n    y = (2\n        ^\nSyntaxError: '(' was never closed\n"
    )
    assert "IndentationError: unexpected indent" in traceback_text(error_of(source), source, FILE)


def test_a_path_of_this_machine_is_not_said():
    source = "from random import wibble\n"
    error = error_of(source)
    assert random.__file__ in str(error)
    for text in (report(error, source, FILE)["message"], traceback_text(error, source, FILE)):
        assert "cannot import name 'wibble' from 'random'" in text
        assert "/" not in text


def test_a_deep_traceback_shows_its_ends():
    source = "def f(n):\n    return f(n + 1)\nf(0)\n"
    text = traceback_text(error_of(source), source, FILE)
    assert text.count('File "main.py"') == 12
    assert "more calls]" in text
    assert len(text) <= 4000
    assert len(traceback_text(error_of("raise ValueError('x' * 9999)"), "raise …", FILE)) <= 4000


HOSTILE = {
    "its text never ends": """
class E(Exception):
    def __str__(self):
        while True:
            pass
raise E()
""",
    "its text raises": "class E(Exception):\n    def __str__(self):\n        raise ValueError(self)\nraise E()\n",
    "its text ends the process": "class E(Exception):\n    def __str__(self):\n        raise SystemExit(3)\nraise "
    "E()\n",
    "its text is no text": "class E(Exception):\n    def __str__(self):\n        return 5\nraise E()\n",
    "its text calls itself": "class E(Exception):\n    def __str__(self):\n        return str(self)\nraise E()\n",
    "a text that is more than a text": """
class T(str):
    def __getitem__(self, key):
        raise SystemExit
    __len__ = __add__ = __format__ = replace = __getitem__
class E(ValueError):
    def __str__(self):
        return T('invalid literal')
raise E()
""",
    "a key that never ends": """
class K:
    def __repr__(self):
        while True:
            pass
{}[K()]
""",
    "a type that lies": """
class M(type):
    def __getattribute__(cls, name):
        raise SystemExit
class E(Exception, metaclass=M):
    @property
    def __class__(self):
        raise SystemExit
raise E()
""",
    "a grammar that never broke": """
class E(SyntaxError):
    @property
    def lineno(self):
        while True:
            pass
    @property
    def filename(self):
        return 'main.py'
    @property
    def msg(self):
        raise SystemExit
    offset = print_file_and_line = lineno
raise E('x', (None, 'no line', object(), 3))
""",
    "lines that are none": "raise SyntaxError('invalid syntax', ('main.py', 10 ** 30, -5, 7, 'x', []))\n",
    "an object without attributes": """
class O:
    def __getattribute__(self, name):
        raise AttributeError("'O' object has no attribute 'x'", name=name, obj=self)
O().x
""",
    "names that are no names": "globals()[3] = globals()[None] = 4\nundefined\n",
    "a megabyte": "raise NameError('x' * 1_000_000)\n",
    "braces": "raise NameError(\"name '{0.__class__}' is not defined {}\")\n",
    "a whole family": "raise ExceptionGroup('a', [ValueError('b'), TypeError('c')])\n",
}


@pytest.mark.parametrize("source", HOSTILE.values(), ids=HOSTILE)
def test_a_hostile_error_is_reported_all_the_same(source):
    error = error_of(source)
    said = report(error, source, FILE)
    assert [type(said[key]) for key in ("kind", "message", "line", "sentence")] == [str, str, int, str]
    assert len(said["message"]) <= 500 and 0 < len(said["sentence"]) <= 200
    assert 0 <= said["line"] <= source.count("\n") + 1
    text = traceback_text(error, source, FILE)
    assert type(text) is str and 0 < len(text) <= 4000


@pytest.mark.parametrize(
    "source",
    ["", "\0", "(" * 100_000, "a" * 1_000_000, "\n" * 100_000 + "x", "= " * 50_000, "\udc80 = 1", "'" * 30_000],
)
def test_a_hostile_source_is_no_hindrance(source):
    try:
        error = error_of(source)
    except AssertionError as passed:
        error = passed
    said = report(error, source, FILE)
    assert said["sentence"] and len(said["sentence"]) <= 200
    assert traceback_text(error, source, FILE)
