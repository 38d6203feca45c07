"""Marks Parsons problems: by the fewest edits that make a right program of what was put together, or by running it."""

from __future__ import annotations

from collections.abc import Iterator
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from itertools import islice, permutations, product

from backend.questions.types.base import Bucket, Evidence, Json, MarkResult, Part, outcome_of
from backend.questions.types.parsons.orders import longest_common, misplaced, rules_of
from backend.questions.types.parsons.program import Line, read_lines, source_of
from backend.questions.types.parsons.schema import Block, Parsons
from backend.questions.types.program_output import output_agrees, with_plain_newlines
from backend.questions.types.programs import read_code
from backend.questions.types.pure_type import shorten
from backend.questions.types.verdicts import RIGHT, count_of, unanswered
from backend.sandbox.protocol import RunRequest

TWINS_MAX = 120
"""So many ways are tried of telling apart lines that look the same."""

MARKING_SEED = 1
"""``random`` gives every run the same numbers, so that one answer has one mark."""

GOOD = "in place"


@dataclass(frozen=True, slots=True)
class Repair:
    """What makes a right program of what was put together.

    ``verdicts`` says of each block of the solution, by its id, why it stays (GOOD) or has to go in. ``out`` counts the
    lines to take out and ``put_in`` those to put in: a line in the wrong place is both.
    """

    verdicts: dict[str, str]
    distractors: tuple[Block, ...]
    out: int
    put_in: int

    @property
    def edits(self) -> int:
        """The edit distance."""
        return self.out + self.put_in

    @property
    def kept(self) -> int:
        """The number of lines that stay."""
        return sum(verdict == GOOD for verdict in self.verdicts.values())


def _meanings(content: Parsons, lines: list[Line]) -> Iterator[list[Line]]:
    """Give each way of taking lines that look the same for one another, that of the response first."""
    twins: dict[tuple[str, int], list[Block]] = {}
    for block in content.solution:
        twins.setdefault(content.look(block), []).append(block)
    choices = []
    for look, blocks in twins.items():
        placed = [line.block for line in lines if content.look(line.block) == look]
        rest = [block for block in blocks if block not in placed]
        if placed and len(blocks) > 1:
            choices.append([(look, way) for way in permutations([*placed, *rest], len(placed))])
    for ways in product(*choices):
        queues = {look: iter(way) for look, way in ways}
        yield [
            Line(next(queues[content.look(line.block)]), line.indent) if content.look(line.block) in queues else line
            for line in lines
        ]


def _repair(content: Parsons, lines: list[Line], kept: AbstractSet[str]) -> Repair:
    """Return the repair that keeps the blocks ``kept`` of ``lines``."""
    verdicts = {block.id: "not used" for block in content.solution}
    for line in lines:
        block = line.block
        if block.id in kept:
            verdicts[block.id] = GOOD
        elif not block.distractor:
            indented = f"indented by {count_of(line.indent, 'step')}, belongs at {block.indent}"
            verdicts[block.id] = "in the wrong place" if line.indent == block.indent else indented
    distractors = tuple(line.block for line in lines if line.block.distractor)
    return Repair(verdicts, distractors, len(lines) - len(kept), len(verdicts) - len(kept))


def _repair_of_sequence(content: Parsons, lines: list[Line]) -> Repair:
    """Keep a longest part of the one right order; lines that look the same are the same."""

    def same(place: int, rank: int) -> bool:
        line, block = lines[place], content.solution[rank]
        return line.indent == block.indent and content.look(line.block) == content.look(block)

    ranks = dict(longest_common(len(lines), len(content.solution), same))
    kept = {content.solution[rank].id for rank in ranks.values()}
    free = [block for block in content.solution if block.id not in kept]
    meant = []
    for place, line in enumerate(lines):
        block = content.solution[ranks[place]] if place in ranks else line.block
        if place not in ranks and not block.distractor:
            twins = [twin for twin in free if content.look(twin) == content.look(block)]
            block = block if block in twins else twins[0]
            free.remove(block)
        meant.append(Line(block, line.indent))
    return _repair(content, meant, kept)


def _repair_of_orders(content: Parsons, lines: list[Line]) -> Repair:
    """Keep as much as any right order allows, whichever of the lines that look the same is which."""
    rules, count = rules_of(content), len(content.solution)
    best: Repair | None = None
    for meant in islice(_meanings(content, lines), TWINS_MAX):
        placed = [line.block.id for line in meant if not line.block.distractor and line.indent == line.block.indent]
        # Every misplaced line costs two more edits. No more are counted than earn something, or than are known to do.
        least = len(lines) + count - 2 * len(placed)
        enough = min(count, best.edits) if best else count
        if best and least >= enough:
            continue
        most = max(0, enough - least - 1) // 2
        found = _repair(content, meant, set(placed) - misplaced(rules, placed, most))
        if best is None or found.edits < best.edits:
            best = found
        if not best.edits:
            break
    assert best is not None, "there is at least the response as it stands"
    return best


def find_repair(content: Parsons, lines: list[Line]) -> Repair:
    """Return the repair of fewest edits; some other where the fewest are as many as the program has lines, or more."""
    return _repair_of_orders(content, lines) if content.by_dependency else _repair_of_sequence(content, lines)


def _parts(repair: Repair) -> tuple[Part, ...]:
    return (
        *(Part(block_id, float(verdict == GOOD), verdict) for block_id, verdict in repair.verdicts.items()),
        *(Part(block.id, 0.0, "a distractor: not part of the program") for block in repair.distractors),
    )


def _reason(repair: Repair, count: int) -> str:
    if not repair.edits:
        return f"all {count} lines are in a right order"
    if repair.edits >= count:
        return f"as many edits from a right program as it has lines ({count}), or more"
    return (
        f"{count_of(repair.edits, 'edit')} from a right program ({repair.out} to take out, {repair.put_in} to put in): "
        f"({count} − {repair.edits}) / {count}"
    )


def _feedback(repair: Repair, fraction: float) -> str:
    if fraction > 0:
        return (
            f"{count_of(repair.kept, 'line')} {'is' if repair.kept == 1 else 'are'} well placed already. Read the "
            "program from the top as the computer would, and look for what is missing or too much."
        )
    return "Not working yet. Ask what has to happen first, and which lines belong inside a loop or a choice."


def mark(content: Parsons, response: Json) -> MarkResult:
    """Mark ``{"lines": [{id, indent}]}`` by its order and indentation. Raises FormatError."""
    lines = read_lines(content, response)
    if not lines:
        return unanswered()
    repair, count = find_repair(content, lines), len(content.solution)
    fraction = max(0, count - repair.edits) / count
    return MarkResult(
        fraction=fraction,
        outcome=outcome_of(fraction),
        parts=_parts(repair),
        reasons=(_reason(repair, count),),
        feedback=RIGHT if fraction >= 1 else _feedback(repair, fraction),
    )


def plan(content: Parsons, response: Json) -> tuple[RunRequest, ...]:
    """Return a run of the program for each test, none where it isn't marked by running it. Raises FormatError."""
    lines = read_lines(content, response)
    if content.grading != "execution" or not lines:
        return ()
    source = source_of(lines)
    return tuple(
        RunRequest(source, stdin=test.stdin, seed=MARKING_SEED, prompts=False, patient=True) for test in content.tests
    )


def plan_practice(content: Parsons, response: Json, stdin: str | None) -> tuple[RunRequest, ...]:
    """Return the run of a program, as a pupil's page wrote it out, with the pupil's own input. Raises FormatError.

    There are no examples to run it by: of the tests, pupils see what the first one reads and nothing else.
    """
    source = read_code(response)
    if source is None or stdin is None:
        return ()
    return (RunRequest(source, stdin=with_plain_newlines(stdin)),)


def mark_runs(content: Parsons, response: Json, evidence: Evidence) -> MarkResult:
    """Mark by the tests that passed: all, or else by the order, and then never in full. Raises FormatError."""
    lines = read_lines(content, response)
    repair, count, total = find_repair(content, lines), len(content.solution), len(content.tests)
    passed = sum(
        run.status == "ok" and output_agrees(run.stdout, test.expected, test.compare, test.tolerance)
        for test, run in zip(content.tests, evidence, strict=True)
    )
    ran = f"passed {passed} of {count_of(total, 'test')}"
    if passed == total:
        parts = tuple(Part(line.block.id, 1.0, "part of a program that passes") for line in lines)
        return MarkResult(1.0, "right", parts, (ran,), (), RIGHT)
    fraction = max(0, min(count - repair.edits, count - 1)) / count
    return MarkResult(
        fraction=fraction,
        outcome=outcome_of(fraction),
        parts=_parts(repair),
        reasons=(ran, _reason(repair, count)),
        feedback=f"Your program passes {passed} of {count_of(total, 'test')}. {_feedback(repair, fraction)}",
    )


def bucket(content: Parsons, response: Json) -> Bucket | None:
    """Group by the program. Raises FormatError."""
    lines = read_lines(content, response)
    if not lines:
        return None
    names: dict[tuple[str, int], str] = {}
    for block in content.blocks:
        names.setdefault(content.look(block), block.id)
    key = " ".join(f"{names[content.look(line.block)]}:{line.indent}" for line in lines)
    label = " ⏎ ".join(f"{'› ' * line.indent}{line.block.code}" for line in lines)
    return Bucket(key, shorten(label), not find_repair(content, lines).edits)
