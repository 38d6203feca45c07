"""The kinds of questions about a pupil's own program. Each wrong option is a wrong reading of the same run."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from backend.questions.types.python_code.own_trace import Look, Step, Trace, is_value

TIMES = ("first", "second", "third", "fourth", "fifth")
COUNT_MAX = 12
_ROWS_MAX = 8

Slip = tuple[str, str]
"""What somebody with a misconception would answer, and its key in the catalogue."""


@dataclass(frozen=True, slots=True)
class Draft:
    """A question that could be asked: ``slips`` those that are likeliest first, also ones that say the same."""

    stem: str
    key: str
    slips: tuple[Slip, ...]
    because: str
    heads: tuple[str, ...] = ()
    rows: tuple[tuple[str, ...], ...] = ()


@dataclass(frozen=True, slots=True)
class Ran:
    """A program, what it is made of, and its run. ``lines`` are its own, without the call that was added."""

    lines: Sequence[str]
    look: Look
    trace: Trace


def values(ran: Ran) -> Iterator[Draft]:
    """Which value has a variable just after a line that changes it has been carried out?"""
    trace = ran.trace
    for index, after in sorted(trace.following.items()):
        step, then = trace.steps[index], trace.steps[after]
        time, times = trace.occurrences[index], trace.counts[step.line]
        if not (_is_asked(ran, step.line) and trace.can_be_asked(step)) or time > len(TIMES) or (times > 1 == time):
            continue
        for name, now in then.variables.items():
            if now != step.variables.get(name) and is_value(now):
                yield _value(trace, index, name, now, often=times > 1)


def _value(trace: Trace, index: int, name: str, now: str, *, often: bool) -> Draft:
    step, time = trace.steps[index], trace.occurrences[index]
    history = list(trace.changes(name, step.call))
    after_each = {
        trace.occurrences[at]: trace.steps[later].variables.get(name)
        for at, later in trace.following.items()
        if (trace.steps[at].line, trace.steps[at].call) == (step.line, step.call)
    }
    others = trace.steps[trace.following[index]].variables
    slips = [
        (step.variables.get(name), "variables.value_before_step"),
        (history[0][1], "variables.first_value_kept"),
        (after_each.get(time + 1), "trace.one_round_late"),
        (after_each.get(time - 1), "trace.one_round_early"),
        *((value, "variables.mixed_up_with_another") for other, value in others.items() if other != name),
        (_last_seen(trace, step.call).variables.get(name), "variables.value_at_the_end"),
    ]
    when = f" for the **{TIMES[time - 1]}** time" if often else ""
    told = f"for the {TIMES[time - 1]} time, " if often else ""
    return Draft(
        f"Which value does `{name}` have just after line {step.line} has been carried out{when}?",
        now,
        _like(now, slips),
        f"When line {step.line} has been carried out, {told}{name} is {now}.",
        ("Line that changes it", name),
        _rows((trace.steps[at].line, value) for at, value in history if at <= index),
    )


def counts(ran: Ran) -> Iterator[Draft]:
    """How many times is a line carried out?"""
    trace = ran.trace
    if not trace.complete:
        return
    for line, count in sorted(trace.counts.items()):
        if not _is_asked(ran, line) or not 2 <= count <= COUNT_MAX:
            continue
        conditions = sorted(
            {step.line for step, then in pairwise(trace.steps) if then.line == line and step.line in ran.look.ifs}
        )
        loop_variables = [name for name, lines in ran.look.assigned.items() if lines & ran.look.loops]
        at_end = trace.steps[-1].variables
        slips = [
            (str(count - 1), "trace.one_round_early"),
            (str(count + 1), "trace.one_round_late"),
            *((str(trace.counts[above]), "selection.both_branches_run") for above in conditions),
            *((at_end[name], "loops.value_for_count") for name in loop_variables if at_end.get(name, "").isdecimal()),
            ("1", "loops.runs_once"),
        ]
        each_time = [step for step in trace.steps if step.line == line]
        yield Draft(
            f"How many times is line {line} carried out?",
            str(count),
            tuple(slips),
            f"In this run line {line} is carried out {count} times.",
            ("Time", "Values just before"),
            tuple((str(number), _told_values(step)) for number, step in enumerate(each_time, start=1)),
        )


def last_values(ran: Ran) -> Iterator[Draft]:
    """Which value has a variable once the program has ended?"""
    trace = ran.trace
    if not trace.complete:
        return
    at_end = trace.steps[-1].variables
    for name, now in at_end.items():
        history = list(trace.changes(name, 0))
        if len(history) < 2 or not is_value(now):
            continue
        before = history[-2][1]
        slips = [
            (before, "trace.one_round_early"),
            (_one_further(before, now), "trace.one_round_late"),
            (history[0][1], "variables.first_value_kept"),
            *((value, "variables.mixed_up_with_another") for other, value in at_end.items() if other != name),
        ]
        yield Draft(
            f"Which value does `{name}` have when the program has ended?",
            now,
            _like(now, slips),
            f"Line {trace.steps[history[-1][0]].line} was the last to change it: {name} is {now}.",
            ("Line that changes it", name),
            _rows((trace.steps[at].line, value) for at, value in history),
        )


def next_lines(ran: Ran) -> Iterator[Draft]:
    """Which line comes right after another one, where that isn't simply the line below?"""
    trace = ran.trace
    seen = set()
    for index, (step, then) in enumerate(pairwise(trace.steps)):
        if step.line in seen or not _is_asked(ran, step.line):
            continue
        seen.add(step.line)
        below = _below(ran.lines, step.line)
        if then.line == below or not _goes_on_at(ran, step, then):
            continue
        later = trace.steps[index + 2].line if index + 2 < len(trace.steps) else 0
        last = next(at for at in reversed(range(len(trace.steps) - 1)) if trace.steps[at].line == step.line)
        goes_round = trace.counts[step.line] > 1 or then.line < step.line
        slips = [
            (below, "programming.runs_from_top_to_bottom"),
            (step.line if goes_round else 0, "loops.repeats_one_line"),
            (trace.steps[last + 1].line, "loops.runs_once"),
            (later, "programming.step_left_out"),
            (trace.steps[0].line if goes_round else 0, "loops.starts_from_the_top"),
        ]
        around = trace.steps[max(0, index - 1) : index + 3]
        yield Draft(
            f"Which line is carried out right after line {step.line}, the **first** time?",
            f"Line {then.line}",
            tuple((f"Line {line}", slug) for line, slug in slips if 0 < line <= len(ran.lines)),
            f"After line {step.line} the program went on at line {then.line}.",
            ("Line", "Values just before"),
            tuple((str(each.line), _told_values(each)) for each in around if each.line),
        )


def parameters(ran: Ran) -> Iterator[Draft]:
    """Which of these names is a parameter?"""
    for function, given in ran.look.parameters.items():
        inside = [step for step in ran.trace.steps if step.function == function]
        if not inside or not given:
            continue
        local = [name for name in inside[-1].variables if name not in given]
        outside = [name for name in ran.trace.steps[-1].variables if name not in given]
        slips = [
            *((name, "functions.local_is_parameter") for name in local[:2]),
            (function, "functions.name_is_parameter"),
            *((name, "functions.outside_is_parameter") for name in outside[:2]),
            *((name, "variables.function_is_variable") for name in ran.look.called if name not in ran.look.assigned),
        ]
        for name in given:
            yield Draft(
                f"Which of these names is a **parameter** of `{function}`?",
                name,
                tuple(slips),
                f"{name} stands between the brackets where {function} is defined: it gets its value from the call.",
            )


def variables(ran: Ran) -> Iterator[Draft]:
    """Which of these names is a variable?"""
    functions = [name for name in ran.look.called if name not in ran.look.assigned]
    slips = [
        *((name, "variables.function_is_variable") for name in functions[:2]),
        *((word, "variables.keyword_is_variable") for word in ran.look.keywords),
        *((name, "variables.function_is_variable") for name in functions[2:]),
    ]
    for name in ran.look.assigned:
        yield Draft(
            "Which of these is a **variable** in the program?",
            name,
            tuple(slips),
            f"{name} is a name that is given a value here.",
        )


def _is_asked(ran: Ran, line: int) -> bool:
    """Say whether a line is the pupil's own, and is carried out in one step."""
    return line in ran.look.alone and 0 < line <= len(ran.lines)


def _goes_on_at(ran: Ran, step: Step, then: Step) -> bool:
    """Say whether a pupil can say where a run goes on: in the same call, or at the beginning of one that begins there.

    Where a function ends, its caller's line is half carried out. Back goes only a loop, and to its first line: without
    a condition to check, as in ``while True``, Python doesn't stop there.
    """
    if not (_is_asked(ran, then.line) or then.line in ran.look.loops) or then.line > len(ran.lines):
        return False
    if then.call != step.call:
        return then.call > step.call and then.function in ran.look.parameters
    return then.line > step.line or then.line in ran.look.loops


def _below(lines: Sequence[str], line: int) -> int:
    """Return the line below one that isn't blank nor a remark; 0 where there is none."""
    texts = enumerate((text.strip() for text in lines[line:]), start=line + 1)
    return next((number for number, text in texts if text and not text.startswith("#")), 0)


def _last_seen(trace: Trace, call: int) -> Step:
    return next(step for step in reversed(trace.steps) if step.call == call)


def _one_further(before: str, now: str) -> str | None:
    """Return the whole number that is as far from ``now`` as that is from ``before``."""
    try:
        return str(2 * int(now) - int(before))
    except ValueError:
        return None


def _kind(value: str) -> str:
    """Return what sort of value this is, as it is written: options of another sort would give themselves away."""
    first = value.lstrip("-")[:1]
    return "number" if first.isdecimal() else "text" if first in "'\"" else first if first in "[({" else "word"


def _like(key: str, slips: Iterable[tuple[str | None, str]]) -> tuple[Slip, ...]:
    return tuple((value, slug) for value, slug in slips if value and is_value(value) and _kind(value) == _kind(key))


def _rows(history: Iterable[tuple[int, str]]) -> tuple[tuple[str, ...], ...]:
    rows = [(str(line), value if is_value(value) else "…") for line, value in history]
    return tuple(rows[-_ROWS_MAX:])


def _told_values(step: Step) -> str:
    shown = [f"{name} = {value}" for name, value in step.variables.items() if is_value(value)]
    return ", ".join(shown[:4]) or "none"
