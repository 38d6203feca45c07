"""The programs for the runner are many, different and readable; the good ones are right by Python's own judgement."""

import subprocess
import sys
from collections import Counter

import pytest

from tests.sandbox.corpus import (
    CATEGORIES,
    SHARED_ATTACKS,
    BadHeader,
    Program,
    attacks,
    programs,
    read_attack,
    read_program,
)

# Python itself, without anything of ours: the second implementation that says what a good program prints.
BARE = """
import random, sys
seed = sys.argv.pop()
if seed:
    random.seed(int(seed))
exec(compile(open("main.py", encoding="utf-8").read(), "main.py", "exec"), {"__name__": "__main__"})
"""
GOOD = """# attack: nothing
# category: fs
# safe-outcome: nothing
# check: no-escape
print(1)
"""


def test_there_are_enough_attacks_of_every_kind():
    found = attacks()
    assert len(found) >= 60
    kinds = Counter(attack.category for attack in found)
    assert all(kinds[category] >= 5 for category in CATEGORIES), kinds


def test_there_are_enough_good_programs():
    found = programs()
    assert len(found) >= 100
    assert sum(program.draws > 0 for program in found) >= 5
    assert sum(bool(program.stdin) for program in found) >= 20


def test_titles_and_numbers_are_unique():
    everything = [*attacks(), *attacks(SHARED_ATTACKS)]
    for names in (
        [attack.title for attack in everything],
        [attack.name.split("_")[0] for attack in everything],
        [program.title for program in programs()],
        [program.source for program in programs()],
    ):
        assert [name for name, times in Counter(names).items() if times > 1] == []


def test_each_attack_checks_its_outcome():
    for attack in attacks():
        assert {"no-escape", "fail-test"} & set(attack.checks), attack.name


@pytest.mark.skipif(not SHARED_ATTACKS.is_dir(), reason="the shared attacks lie beside the project")
def test_the_shared_attacks_are_read():
    assert len(attacks(SHARED_ATTACKS)) >= 50


@pytest.mark.parametrize(
    "source",
    [
        GOOD.replace("# check: no-escape\n", ""),
        GOOD.replace("category: fs", "category: cooking"),
        GOOD.replace("no-escape", "no-escape,most-likely-fine"),
        GOOD.replace("# check", "# chekc"),
        GOOD.replace("print(1)", "# colour: blue"),
        GOOD.replace("print(1)", "# check: no-escape"),
        GOOD.replace("print(1)", "# stdin: 5"),
        GOOD.replace("print(1)", "# fn: add"),
        GOOD.replace("no-escape", "fail-test"),
    ],
)
def test_a_header_that_cannot_be_read_is_an_error(source):
    assert read_attack("good", GOOD).category == "fs"
    with pytest.raises(BadHeader):
        read_attack("bad", source)


@pytest.mark.parametrize("header", ["# out: 5", "# out:'x'", "# outt: 'x'", "# out: 'x'\n# file: ../x = ''"])
def test_a_good_program_says_what_it_prints(header):
    with pytest.raises(BadHeader):
        read_program("bad", f"# program: x\n{header}\nprint('x')\n")


@pytest.mark.parametrize("program", [one for one in programs() if not one.draws], ids=lambda program: program.name)
def test_python_itself_prints_the_same(program: Program, tmp_path):
    (tmp_path / "main.py").write_text(program.source, encoding="utf-8")
    for name, text in program.files.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    seed = "" if program.seed is None else str(program.seed)
    done = subprocess.run(
        [sys.executable, "-I", "-S", "-X", "utf8", "-c", BARE, seed],
        cwd=tmp_path,
        input=program.stdin,
        capture_output=True,
        encoding="utf-8",
        timeout=60,
        check=False,
    )
    assert (done.returncode, done.stderr, done.stdout) == (0, "", program.out)
