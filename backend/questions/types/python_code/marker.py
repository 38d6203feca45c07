"""Marks python_code: the marks of the tests that pass, once the rules are kept."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from backend.questions.types.base import Bucket, Evidence, EvidenceMissing, Json, MarkResult, Part, outcome_of
from backend.questions.types.program_output import tidy
from backend.questions.types.programs import read_code
from backend.questions.types.pure_type import shorten
from backend.questions.types.python_code.difference import first_hint
from backend.questions.types.python_code.rules import broken_rules, told
from backend.questions.types.python_code.schema import PythonCode
from backend.questions.types.python_code.source import changed_lines, fingerprint
from backend.questions.types.python_code.verdict import (
    Verdict,
    how_it_ended,
    reason_of,
    require_told,
    told_ending,
    verdicts_of,
)
from backend.questions.types.verdicts import RIGHT, count_of, unanswered
from backend.sandbox.protocol import RunResult

_UNTOUCHED = "This is still the program that you were given. Change it, run it, and look at what happens."
_ONLY_HIDDEN = "It works for everything that you can see. Which other inputs might somebody try? Think of unusual ones."


@dataclass(frozen=True, slots=True)
class _Lost:
    """Why a program gets no marks at all: for its teacher, and for its pupil."""

    reason: str
    feedback: str


def mark_unrun(content: PythonCode, response: Json) -> MarkResult:
    """Mark what needs no run: a blank, and the starter as it was. Raises FormatError."""
    if read_code(response) is None:
        return unanswered()
    return MarkResult(0.0, "wrong", reasons=("the starter wasn't changed",), feedback=_UNTOUCHED)


def mark(content: PythonCode, response: Json, evidence: Evidence) -> MarkResult:
    """Mark ``{"code": str}`` by its runs. Raises FormatError, EvidenceMissing.

    A program that Python can't read, that breaks a rule or changes too many lines gets nothing; its parts still say
    which tests it passes.
    """
    return judged(content, read_code(response) or "", evidence)


def judged(content: PythonCode, source: str, evidence: Evidence) -> MarkResult:
    """Mark any program by its runs, be it the starter itself. Raises EvidenceMissing."""
    look, *runs = evidence
    verdicts = verdicts_of(content, runs)
    lost = _lost(content, source, look)
    earned = sum(verdict.test.marks for verdict in verdicts if verdict.passed)
    fraction = 0.0 if lost or (content.all_or_nothing and earned < content.marks) else earned / content.marks
    failed = [verdict for verdict in verdicts if not verdict.passed]
    readable = look.status == "ok"
    return MarkResult(
        fraction,
        outcome_of(fraction),
        tuple(Part(one.test.id, float(one.passed), reason_of(one)) for one in verdicts),
        (*([lost.reason] if lost else []), *_reasons(content, verdicts, earned, failed if readable else [])),
        _misconceptions(failed) if readable else (),
        lost.feedback if lost else _feedback(content, verdicts),
    )


def _lost(content: PythonCode, source: str, look: RunResult) -> _Lost | None:
    """Return why a program gets no marks, whatever its tests say; None where nothing stands against it."""
    require_told(look)
    if look.status != "ok":
        return _Lost(f"Python can't read the program: {how_it_ended(look)}", told_ending(look))
    if content.edit_limit_lines is not None:
        changed = changed_lines(content.starter, source)
        if changed > content.edit_limit_lines:
            most = count_of(content.edit_limit_lines, "line")
            feedback = (
                f"You changed {changed} lines, and this one can be mended in {most}. Reset it and look for the bug."
            )
            return _Lost(f"{count_of(changed, 'line')} changed, at most {content.edit_limit_lines} may be", feedback)
    if not isinstance(look.value, Mapping):
        raise EvidenceMissing("the look at a program found nothing to say")
    broken = broken_rules(content.rules, look.value)
    if not broken:
        return None
    return _Lost(f"a rule isn't kept: {' '.join(rule.sentence for rule in broken)}", told(broken[0]))


def _reasons(
    content: PythonCode, verdicts: Sequence[Verdict], earned: int, told_of: Sequence[Verdict]
) -> tuple[str, ...]:
    passed, marks = sum(verdict.passed for verdict in verdicts), content.marks
    counted = f"{passed} of {count_of(len(verdicts), 'test')} passed, for {earned} of {count_of(marks, 'mark')}"
    if content.all_or_nothing and earned < marks:
        counted = f"{counted}; marks only where all pass"
    return counted, *map(reason_of, told_of)


def _misconceptions(failed: Sequence[Verdict]) -> tuple[str, ...]:
    slugs = (verdict.test.misconception for verdict in failed)
    return tuple(dict.fromkeys(slug for slug in slugs if slug))


def _feedback(content: PythonCode, verdicts: Sequence[Verdict]) -> str:
    """Tell a pupil how far the program is, and what to look at; of a hidden test nothing but that there is one."""
    failed = [verdict for verdict in verdicts if not verdict.passed]
    if not failed:
        return RIGHT
    passed = len(verdicts) - len(failed)
    tests = count_of(len(verdicts), "test")
    begin = f"{passed} of {tests} passed: good." if passed else "Not yet."
    shown = next((verdict for verdict in failed if verdict.test.show != "never"), None)
    if shown is None:
        return f"{begin} {_ONLY_HIDDEN}"
    return f"{begin} {told_ending(shown.run) or first_hint(shown)}"


def bucket(content: PythonCode, response: Json) -> Bucket | None:
    """Group by the program but for white space at line ends. Raises FormatError.

    Only its runs tell whether another program is right: ``right`` is said of the solution alone.
    """
    source = read_code(response)
    if source is None:
        return None
    return Bucket(f"code:{fingerprint(source)}", shorten(source), tidy(source) == tidy(content.solution))
