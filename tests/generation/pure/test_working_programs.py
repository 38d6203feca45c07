"""Questions that are made of working programs: each bug is noticed, each distractor spoils the program."""

from __future__ import annotations

import json
import random
import re
from dataclasses import replace
from pathlib import Path

import pytest

from backend.generation.generators.registry import find_generator
from backend.generation.generators.slips_in_programs import WORDS, careless_slips
from backend.generation.generators.working_bank import draw_program
from backend.generation.generators.working_programs import is_noticed, working, works
from backend.questions.types.python_code.marker import judged
from backend.questions.types.python_code.plan import runs_of
from backend.questions.types.python_code.source import changed_lines
from backend.questions.types.registry import get_type
from tests.generation.pure.bare_python import draft_of, run_bare

LEVELS = (1, 2, 3)
SEEDS = range(40)
EACH_LEVEL = pytest.mark.parametrize("level", LEVELS)


def read(key, seed, level):
    draft = draft_of(find_generator(key), seed, level)
    kind = get_type(draft.type)
    return kind, kind.parse_content(draft.content), draft


def run_all(requests):
    return [run_bare(request) for request in requests]


def fraction_of(kind, content, response):
    return kind.mark(content, response, run_all(kind.plan_runs(content, response))).fraction


def test_marks_in_a_program_are_its_spots():
    found = working(
        "It counts.",
        'n = «1|0~loops.start_value_wrong»\n«    |~loops.body_line_outside»print(«n|"n"~a.b», «2|3~c.d»)',
        [4],
        [4],
    )
    assert found.source == "n = 1\n    print(n, 2)\n"
    assert [(spot.line, spot.start, spot.right) for spot in found.spots] == [
        (0, 4, "1"),
        (1, 0, "    "),
        (1, 10, "n"),
        (1, 13, "2"),
    ]
    assert [spot.is_indentation for spot in found.spots] == [False, True, False, False]
    _, indent, name, number = found.spots
    assert found.filled([(name, '"n"'), (number, "33"), (indent, "")]) == 'n = 1\nprint("n", 33)\n'
    assert found.inputs == ("4\n",), "the same input again tests nothing"
    assert [slip.text for slip in found.slips][:2] == ["n = 0", "print(n, 2)"]


def test_careless_slips_are_of_one_line_each():
    lines = ('name = input("Name: ")', 'if name == "Ben":', '    print("Hello", name)')
    slips = {(slip.line, slip.text, slip.misconception.split(".")[1]) for slip in careless_slips(lines)}
    assert slips == {
        (0, 'name = input("Name: "', "bracket_left_open"),
        (0, 'name = input("Name: )', "quotation_mark_left_out"),
        (1, 'if name == "Ben"', "colon_left_out"),
        (1, 'if name == "Ben:', "quotation_mark_left_out"),
        (1, 'if Name == "Ben":', "capitals_ignored"),
        (1, 'if nae == "Ben":', "name_spelt_differently"),
        (2, '    print("Hello", name', "bracket_left_open"),
        (2, '    print("Hello, name)', "quotation_mark_left_out"),
        (2, '    Print("Hello", name)', "capitals_ignored"),
        (2, 'print("Hello", name)', "body_not_indented"),
        (2, '    print("Hello", Name)', "capitals_ignored"),
        (2, '    print("Hello", nae)', "name_spelt_differently"),
    }


@EACH_LEVEL
def test_programs_work_and_nearly_all_of_their_slips_are_noticed(level):
    noticed = tried = 0
    for seed in SEEDS:
        program = draw_program(random.Random(seed), level)
        right = run_all(program.runs(program.source))
        assert works(right), program.source
        for slip in program.slips:
            tried += 1
            noticed += is_noticed(right, run_all(program.runs(program.with_slip(slip))))
    assert noticed >= 0.95 * tried


def test_every_slip_has_its_words_and_is_in_the_catalogue():
    programs = [draw_program(random.Random(seed), level) for level in LEVELS for seed in SEEDS]
    used = {slip.misconception for program in programs for slip in (*program.slips, *careless_slips(program.lines))}
    assert used == set(WORDS)
    catalogue = Path("backend/curriculum/data/misconceptions.json").read_text(encoding="utf-8")
    assert used <= {entry["slug"] for entry in json.loads(catalogue)}


@EACH_LEVEL
def test_the_bug_is_in_one_line_and_some_test_fails(level):
    kinds = set()
    for seed in SEEDS:
        _, content, draft = read("fix_the_bug", seed, level)
        assert changed_lines(content.starter, content.solution) == 1
        assert any(test.is_example for test in content.tests)
        runs = run_all(runs_of(content, content.starter))
        result = judged(content, content.starter, runs)
        assert result.fraction < 1, "the starter as it stands"
        assert all(run.status in ("ok", "error") for run in runs), "it ends by itself"
        told = {run.error.kind for run in runs if run.error}
        kind = "logic" if not told else "syntax" if told <= {"SyntaxError", "IndentationError"} else "runtime"
        words = {"syntax": "can't start", "runtime": "stops with an error", "logic": "runs to its end"}
        assert words[kind] in draft.content["stem"]
        kinds.add(kind)
        if kind != "syntax":
            assert len(result.misconceptions) == 1, "who leaves the bug in is told by its tests"
    assert kinds == {"syntax", "runtime", "logic"}


@EACH_LEVEL
def test_a_distractor_in_the_place_of_its_line_spoils_the_program(level):
    for seed in SEEDS:
        kind, content, _ = read("parsons_programs", seed, level)
        right = kind.key_view(content)["lines"]
        partners = {block.pair: block.id for block in content.solution if block.pair}
        distractors = [block for block in content.blocks if block.distractor]
        assert len(distractors) == len(partners) == level
        assert content.indentation == ("given" if level == 1 else "required")
        for block in distractors:
            wrong = [
                {"id": block.id, "indent": block.indent} if line["id"] == partners[block.pair] else line
                for line in right
            ]
            assert 0 < fraction_of(kind, content, {"lines": wrong}) < 1


def test_lines_that_may_change_places_earn_the_same():
    """Where blocks say what they depend on, each order that keeps to that is a program that passes."""
    checked = 0
    for seed in range(200):
        kind, content, _ = read("parsons_programs", seed, 3)
        order = [block.id for block in content.solution]
        needed = {block.id: set(block.depends) for block in content.solution}
        for place in range(len(order) - 1 if content.by_dependency else 0):
            one, two = order[place : place + 2]
            if one not in needed[two]:
                lines = kind.key_view(content)["lines"]
                lines[place : place + 2] = lines[place + 1], lines[place]
                assert fraction_of(kind, content, {"lines": lines}) == 1
                checked += 1
    assert checked >= 10


@EACH_LEVEL
def test_a_filled_passage_prints_the_example_and_wrong_options_are_others(level):
    for seed in SEEDS:
        _, content, draft = read("code_gaps", seed, level)
        assert len(content.gaps) in {1: (1, 2), 2: (2,), 3: (3,)}[level]
        program = re.search(r"```python\n(.*?)\n```", content.passage, re.DOTALL)[1]
        example = re.search(r"```text\n(.*?)\n```", content.stem, re.DOTALL)[1]
        typed = re.findall(r"`([^`\n]+)`", content.stem.partition("```text")[0])
        assert printed(program, content, typed) == example, draft.content
        for gap in content.gaps.values():
            texts = [option.text for option in gap.options]
            assert len(set(texts)) == len(texts) >= 3
            assert sum(option.fraction for option in gap.options) == 1


def printed(program, content, typed):
    """Run a passage with its right options, read as a person reads them."""
    for gap_id, gap in content.gaps.items():
        text = next(option.text for option in gap.options if option.fraction == 1)
        spaces = re.fullmatch(r"(\d+) spaces", text)
        program = program.replace(f"[[{gap_id}]]", " " * int(spaces[1]) if spaces else text.strip("`"))
    request = find_generator("code_gaps").plan(1, 1).runs[0]
    result = run_bare(replace(request, source=program, stdin="".join(f"{line}\n" for line in typed)))
    return result.stdout.rstrip()
