"""What a pupil is told test by test: of each what its teacher shows, of a hidden one only whether it passed."""

from __future__ import annotations

from backend.questions.types.base import Evidence, Json
from backend.questions.types.python_code.compare import passes
from backend.questions.types.python_code.difference import difference_of
from backend.questions.types.python_code.schema import ProgramTest, PythonCode
from backend.questions.types.python_code.verdict import Verdict, told_ending, verdicts_of
from backend.sandbox.records import shown

GOT_MAX_CHARS = 10_000


def pupil_report(content: PythonCode, evidence: Evidence) -> list[dict[str, Json]]:
    """Return each test in its order as the page shows it; nothing where the program wasn't run.

    ``input`` is ``{"stdin", "code"}``; ``expected``, ``got``, ``error`` (a sentence) and ``difference`` are None where
    there is nothing to show. Of a hidden test, and of one shown on failure that passed, all of them are None.
    """
    if not evidence:
        return []
    return [_entry(verdict) for verdict in verdicts_of(content, evidence[1:])]


def practice_report(content: PythonCode, evidence: Evidence) -> list[dict[str, Json]]:
    """Return how the examples of ``plan_practice`` went: ``{"id", "name", "passed", "stdin", "code", "expected"}``.

    ``result`` is the run as pages get it. ``passed`` is None where it wasn't made, or not to its end.
    """
    examples = [test for test in content.tests if test.is_example]
    return [
        {
            "id": test.id,
            "name": test.name,
            "passed": passes(test, run) if run.settled else None,
            "stdin": test.stdin,
            "code": test.code,
            "expected": shown_expected(test),
            "result": shown(run),
        }
        for test, run in zip(examples, evidence, strict=True)
    ]


def shown_expected(test: ProgramTest) -> str:
    """Return what pupils are shown as expected; nothing for a regular expression without a sample."""
    return (test.sample or "") if test.compare == "regex" else test.expected


def _entry(verdict: Verdict) -> dict[str, Json]:
    test = verdict.test
    hidden = test.show == "never"
    name = f"Hidden test {verdict.number}" if hidden else f"Test {verdict.number}"
    entry: dict[str, Json] = {"id": test.id, "name": name, "show": test.show, "passed": verdict.passed}
    if hidden or (test.show == "on_failure" and verdict.passed):
        return entry | dict.fromkeys(("input", "expected", "got", "error", "difference"))
    difference = difference_of(verdict)
    return entry | {
        "name": f"{name}: {test.name}" if test.name else name,
        "input": {"stdin": test.stdin, "code": test.code},
        "expected": shown_expected(test),
        "got": verdict.got[:GOT_MAX_CHARS],
        "error": told_ending(verdict.run) or None,
        "difference": difference.as_json() if difference else None,
    }
