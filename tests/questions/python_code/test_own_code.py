"""Questions about pupils' own programs: every key is what Python itself says of the program, every slip has a name."""

from __future__ import annotations

import ast
import json
import re
import subprocess
import sys
from collections import Counter
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from backend.curriculum.shipped import shipped_misconceptions
from backend.questions.types.own_code import OwnQuestion
from backend.questions.types.python_code import TYPE, own_kinds
from backend.questions.types.python_code.own_code import ask_own_code
from backend.questions.types.python_code.own_trace import read_look, read_trace
from backend.sandbox.protocol import RunResult
from tests.questions.python_code.made import content
from tests.questions.types.evidence import run_all
from tests.sandbox.corpus import Program, programs

SLUGS = {each.slug for each in shipped_misconceptions()}
KINDS = ("values", "counts", "last_values", "next_lines", "parameters", "variables")
TELL_THE_TIME = {"time_it", "dates"}
# Every other one: they take their time, and no kind of question comes from one program alone.
PROGRAMS = {
    program.name: program
    for program in programs()[::2]
    if not program.files and not program.draws and program.name not in TELL_THE_TIME
}
SEED = 1
"""As runs that count are seeded."""

MEAN = (
    "def mean(marks):\n    total = 0\n    for mark in marks:\n        total = total + mark\n"
    "    return total / len(marks)\n"
)


def question_of(*tests: dict[str, Any], **fields: Any) -> Any:
    return content(*tests, own_code_questions=True, **fields)


def asked(question: Any, source: str) -> OwnQuestion | None:
    response = {"code": source}
    look = TYPE.plan_runs(question, response)[:1]
    return TYPE.ask_own_code(question, response, run_all(look), run_all(TYPE.plan_own_code(question, response)))


def shown(program: Program) -> Any:
    return question_of({"stdin": program.stdin, "show": "example"})


def drafts_of(program: Program, kind: str) -> list[own_kinds.Draft]:
    question, response = shown(program), {"code": program.source}
    look = read_look(run_all(TYPE.plan_runs(question, response)[:1])[0].value)
    trace = read_trace(run_all(TYPE.plan_own_code(question, response))[0].value)
    if look is None or trace is None:
        return []
    return list(getattr(own_kinds, kind)(own_kinds.Ran(program.source.rstrip().split("\n"), look, trace)))


@cache
def followed() -> dict[str, Any]:
    """Each program as another process has followed it."""
    jobs = [{"source": each.source, "stdin": each.stdin, "seed": SEED} for each in PROGRAMS.values()]
    command = [sys.executable, "-S", str(Path(__file__).with_name("second_tracer.py"))]
    # Some write files, where they are.
    with TemporaryDirectory() as place:
        done = subprocess.run(
            command, input=json.dumps(jobs), capture_output=True, text=True, timeout=120, check=True, cwd=place
        )
    return dict(zip(PROGRAMS, json.loads(done.stdout), strict=True))


def key_by_python(stem: str, program: Program, run: Any) -> set[str] | None:
    """What Python says is right; None where the run here is too short to say."""
    steps = run["steps"]
    words = re.sub(r"[`*]", "", stem)
    if match := re.search(
        r"value does (\w+) have just after line (\d+) has been carried out(?: for the (\w+) time)?", words
    ):
        at = own_kinds.TIMES.index(match[3]) if match[3] else 0
        return {[step for step in steps if step[1] == int(match[2])][at][3][match[1]]}
    if match := re.search(r"value does (\w+) have when the program has ended", words):
        return {run["end"][match[1]]} if run["whole"] else None
    if match := re.search(r"How many times is line (\d+)", words):
        return {str(sum(step[1] == int(match[1]) for step in steps))} if run["whole"] else None
    if match := re.search(r"right after line (\d+)", words):
        lines = [step[1] for step in steps]
        return {f"Line {lines[lines.index(int(match[1])) + 1]}"}
    tree = list(ast.walk(ast.parse(program.source)))
    if match := re.search(r"parameter of (\w+)", words):
        functions = [node for node in tree if isinstance(node, ast.FunctionDef) and node.name == match[1]]
        return {argument.arg for node in functions for argument in ast.walk(node.args) if isinstance(argument, ast.arg)}
    return {node.id for node in tree if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store)} | {
        node.arg for node in tree if isinstance(node, ast.arg)
    }


@pytest.mark.parametrize("kind", KINDS)
def test_python_itself_says_the_same(kind: str) -> None:
    compared = 0
    for name, program in PROGRAMS.items():
        run = followed()[name]
        for draft in drafts_of(program, kind) if run else ():
            rights = key_by_python(draft.stem, program, run)
            if rights is None:
                continue
            compared += 1
            assert draft.key in rights, (name, draft)
            if kind in ("parameters", "variables"):
                assert not rights & {text for text, _ in draft.slips}, (name, draft)
    assert compared > 12


def test_every_program_is_asked_about_fairly_and_always_alike() -> None:
    kinds: Counter[str] = Counter()
    for name, program in PROGRAMS.items():
        question = asked(shown(program), program.source)
        if question is None:
            kinds["none"] += 1
            continue
        kinds[question.stem.split(" ")[0] + question.stem.split(" ")[1]] += 1
        texts = [option.text for option in question.options]
        assert len(set(texts)) == len(texts) == 4, name
        assert {option.misconception for option in question.options if option.id != question.key} <= SLUGS, name
        right = question.find(question.key)
        assert right is not None
        assert right.misconception is None
        assert all(len(row) == len(question.heads) for row in question.rows)
    again = next(iter(PROGRAMS.values()))
    assert asked(shown(again), again.source) == asked(shown(again), again.source + "\n\n")
    assert kinds.pop("none") <= len(PROGRAMS) // 8
    assert len(kinds) >= 3


def test_a_call_is_added_below_and_only_what_is_shown_is_run() -> None:
    hidden = {"kind": "call", "code": "mean([523])", "expected": "523.0", "show": "never"}
    example = {"kind": "call", "code": "mean([2, 4])", "expected": "3.0", "show": "example"}
    (run,) = TYPE.plan_own_code(question_of(hidden, example), {"code": MEAN + "\n"})
    assert (run.tool, run.then, run.source) == ("trace", "", MEAN + "mean([2, 4])")
    question = asked(question_of(hidden, example), MEAN)
    assert question is not None
    assert question.added == "mean([2, 4])"
    assert TYPE.plan_own_code(question_of(hidden), {"code": MEAN}) == ()
    assert TYPE.plan_own_code(question_of({**hidden, "show": "on_failure"}), {"code": MEAN}) == ()
    assert TYPE.plan_own_code(content(example), {"code": MEAN}) == ()
    assert TYPE.plan_own_code(question_of(example), {"code": None}) == ()


@pytest.mark.parametrize(
    "source",
    [
        "while True:\n    pass\n",
        "print(1)\n",
        "raise SystemExit(3)\n",
        "x = 1 / 0\n",
        "import sys\nsys.settrace(None)\nx = 1\n",
        "def f():\n    f()\nf()\n",
    ],
)
def test_a_program_without_a_question_is_no_error(source: str) -> None:
    question = asked(question_of({"show": "example"}, limits={"cpu_ms": 200, "wall_ms": 400}), source)
    assert question is None or len(question.options) == 4


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=8), inner, max_size=4),
    max_leaves=12,
)
STEPS = st.lists(
    st.fixed_dictionaries(
        {
            "line": st.integers(-1, 6) | JSON,
            "variables": st.dictionaries(
                st.sampled_from(("n", "total", "a b")), st.text(max_size=3) | JSON, max_size=3
            ),
            "function": st.sampled_from(("", "f", "<listcomp>")) | JSON,
            "call": st.integers(0, 3) | JSON,
        }
    ),
    max_size=12,
)
LOOK = st.fixed_dictionaries(
    {
        "constructs": st.dictionaries(st.sampled_from(("for", "if", "def")), JSON, max_size=3),
        "calls": st.just({"print": [1], "f": [2], "int": [1], "len": [3]}) | JSON,
        "assigned": st.just({"n": [1, 2]}) | JSON,
        "parameters": st.just({"f": ["n"]}) | JSON,
        "alone": st.lists(st.integers(0, 6)) | JSON,
    }
)


@settings(max_examples=40)
@given(STEPS | JSON, LOOK | JSON)
def test_whatever_comes_back_from_a_child_is_only_read(trace: Any, look: Any) -> None:
    """A program can write what it likes into its own trace: it comes to a question or to none, never to an error."""
    question = question_of({"show": "example"})
    response = {"code": "n = 1\nfor total in range(3):\n    n = n + 1\nprint(n)\nprint(total)\n"}
    made = ask_own_code(question, response, [RunResult("ok", value=look)], [RunResult("ok", value=trace)])
    assert made is None or OwnQuestion.model_validate(made.model_dump(mode="json")) == made
