"""A program is written in Python, or mended; tests run it."""

from __future__ import annotations

from backend.questions.types.base import Json, PlainContent
from backend.questions.types.pure_type import AskingOwn, Practice, PureType, Running
from backend.questions.types.python_code.marker import bucket, mark, mark_unrun
from backend.questions.types.python_code.own_code import ask_own_code, plan_own_code
from backend.questions.types.python_code.plan import plan, plan_practice
from backend.questions.types.python_code.report import practice_report, pupil_report, shown_expected
from backend.questions.types.python_code.schema import ProgramTest, PythonCode


def _example(test: ProgramTest) -> dict[str, Json]:
    return {
        "id": test.id,
        "name": test.name,
        "kind": test.kind,
        "stdin": test.stdin,
        "code": test.code,
        "expected": shown_expected(test),
        "compare": test.compare,
        "files": sorted(test.files),
    }


def _view(content: PythonCode, seed: int) -> dict[str, Json]:
    return {
        "starter": content.starter,
        "examples": [_example(test) for test in content.tests if test.is_example],
        "rules": [rule.sentence for rule in content.rules],
        "edit_limit": content.edit_limit_lines,
        "limits": content.limits.model_dump(),
    }


def _key(content: PythonCode) -> dict[str, Json]:
    return {"code": content.solution}


def _flatten(content: PythonCode) -> PlainContent:
    extra = {"starter": content.starter, "solution": content.solution}
    extra |= {f"tests.{index}.name": test.name for index, test in enumerate(content.tests) if test.name}
    return PlainContent(stem=content.stem, extra={place: text for place, text in extra.items() if text})


TYPE = PureType(
    key="python_code",
    label="Python program",
    marker_version=1,
    schema=PythonCode,
    view=_view,
    full_answer=_key,
    marker=mark_unrun,
    to_bucket=bucket,
    flatten=_flatten,
    running=Running(
        plan, mark, Practice(plan_practice, practice_report), pupil_report, AskingOwn(plan_own_code, ask_own_code)
    ),
)
