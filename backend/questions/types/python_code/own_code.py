"""The question about a pupil's own program: which run it needs, and which question comes of it. Nothing is parsed.

After Lehtinen et al. (2023): of those whose program passes every test, a quarter can't say what it does.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace

from backend.questions.types.base import Evidence, Json, new_element_ids
from backend.questions.types.own_code import OwnOption, OwnQuestion
from backend.questions.types.programs import read_code
from backend.questions.types.python_code import own_kinds
from backend.questions.types.python_code.own_kinds import Draft, Ran, Slip
from backend.questions.types.python_code.own_trace import read_look, read_trace
from backend.questions.types.python_code.plan import limits_of, run_of
from backend.questions.types.python_code.schema import ProgramTest, PythonCode
from backend.questions.types.python_code.source import fingerprint
from backend.sandbox.protocol import RunRequest

WRONG_OPTIONS = 3

Kind = Callable[[Ran], Iterable[Draft]]

_OF_THE_RUN: tuple[Kind, ...] = (
    own_kinds.values,
    own_kinds.counts,
    own_kinds.last_values,
    own_kinds.next_lines,
    own_kinds.parameters,
)
_OF_THE_NAMES: tuple[Kind, ...] = (own_kinds.variables,)
"""For programs of which the run leaves nothing to ask."""


def plan_own_code(content: PythonCode, response: Json) -> tuple[RunRequest, ...]:
    """Return the run that a question about a response's program is made from; none where none is to be asked.

    It is that of the first example, else of the first test that is always shown: a hidden one stays hidden.
    """
    source, test = read_code(response), _shown_test(content)
    if not content.own_code_questions or source is None or test is None:
        return ()
    run = run_of(content, test, _with_call(source, test), limits_of(content.limits))
    return (replace(run, then="", tool="trace"),)


def ask_own_code(content: PythonCode, response: Json, marked: Evidence, traced: Evidence) -> OwnQuestion | None:
    """Return the question about a response's program; None where it gives none with three wrong readings.

    ``marked`` are the runs that it was marked by, ``traced`` what the planned run came to. The same program always gets
    the same question.
    """
    source, test = read_code(response), _shown_test(content)
    look, trace = (read_look(marked[0].value), read_trace(traced[0].value)) if marked and traced else (None, None)
    if source is None or test is None or look is None or trace is None:
        return None
    shown = source.rstrip()
    ran = Ran(shown.split("\n"), look, trace)
    rng = random.Random(f"own code:{fingerprint(source)}")  # noqa: S311 - the same for the same program, not a secret
    for kinds in (_OF_THE_RUN, _OF_THE_NAMES):
        found = [drafts for kind in kinds if (drafts := _askable(kind(ran)))]
        if found:
            draft, slips = rng.choice(rng.choice(found))
            return _question(draft, slips, rng, source=shown, test=test)
    return None


def _shown_test(content: PythonCode) -> ProgramTest | None:
    shown = [test for test in content.tests if test.show in ("example", "always")]
    return min(shown, key=lambda test: not test.is_example, default=None)


def _with_call(source: str, test: ProgramTest) -> str:
    # Blank lines at its end are no part of the page's listing, where the call is the line below the last.
    return f"{source.rstrip()}\n{test.code}" if test.kind == "call" else source


def _askable(drafts: Iterable[Draft]) -> list[tuple[Draft, Sequence[Slip]]]:
    """Return the questions that have enough wrong readings which differ from the key and from each other."""
    chosen = ((draft, _distinct(draft)) for draft in drafts)
    return [(draft, slips) for draft, slips in chosen if len(slips) == WRONG_OPTIONS]


def _distinct(draft: Draft) -> list[Slip]:
    taken: list[Slip] = []
    for text, slug in draft.slips:
        if not any(_same(text, other) for other in (draft.key, *(said for said, _ in taken))):
            taken.append((text, slug))
    return taken[:WRONG_OPTIONS]


def _same(one: str, other: str) -> bool:
    """Say whether two options say the same; ``3`` and ``3.0`` would be no fair choice."""
    if one == other:
        return True
    try:
        return float(one) == float(other)
    except ValueError:
        return False


def _question(
    draft: Draft, slips: Sequence[Slip], rng: random.Random, *, source: str, test: ProgramTest
) -> OwnQuestion:
    ids = new_element_ids(rng, WRONG_OPTIONS + 1)
    texts: list[tuple[str, str | None]] = [(draft.key, None), *slips]
    options = [OwnOption(id=id_, text=text, misconception=slug) for id_, (text, slug) in zip(ids, texts, strict=True)]
    rng.shuffle(options)
    return OwnQuestion(
        source=source,
        typed=test.stdin,
        added=test.code if test.kind == "call" else "",
        stem=draft.stem,
        options=tuple(options),
        key=ids[0],
        because=draft.because,
        heads=draft.heads,
        rows=draft.rows,
    )
