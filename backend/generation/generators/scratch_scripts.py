"""Scripts of blocks (generator 32): set and change, if and else, repeat and repeat until, two scripts at once.

The twin of the questions about Python programs. A script is written as the words of its blocks, those inside another
block further in, and carried out here, as it is and as it is misread.
"""

from __future__ import annotations

import operator
import random
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from backend.generation.generators.base import Generator, Problem
from backend.generation.generators.slips import discreet, text_answers

_SET = "scratch.change_is_set"
_CHANGE = "scratch.set_is_change"
_FOREVER = "scratch.repeat_is_forever"
_ONE_AFTER_OTHER = "scratch.scripts_in_sequence"
_REVERSED = "scratch.second_script_first"
_TURNS = "scratch.scripts_take_turns"
_WAIT = "scratch.wait_ignored"
_UNTIL = "scratch.until_is_while"
_SAY_ONCE = "scratch.say_after_loop"
_SAY_IN_LOOP = "scratch.later_block_inside"
_ONCE = "loops.runs_once"
_TOO_MANY = "trace.one_round_late"
_BOTH = "selection.both_branches_run"
_INVERTED = "selection.condition_inverted"
_FIRST = "scratch.start_value_said"

_FEEDBACK = {
    _SET: "What is the difference between `change by` and `set to`?",
    _CHANGE: "What happens to the old value when a variable is set?",
    _FOREVER: "Does this block say how often it goes round?",
    _ONE_AFTER_OTHER: "Both scripts begin with the same block. When does each of them start?",
    _REVERSED: "Look at the waiting times of the two scripts, beginning at the green flag.",
    _TURNS: "Does one sprite wait for the other to speak?",
    _WAIT: "How many seconds have gone by when each word is said?",
    _UNTIL: "Does `repeat until` go round while the condition is true, or until it is?",
    _SAY_ONCE: "Is the `say` block inside the loop or below it?",
    _SAY_IN_LOOP: "Which blocks are inside the loop, and which ones come after it?",
    _ONCE: "How often are the blocks inside the loop carried out?",
    _TOO_MANY: "Count the rounds again. When is the loop over?",
    _BOTH: "Can a condition be true and false at once?",
    _INVERTED: "Put the value into the condition. Is it true or false?",
    _FIRST: "What has happened to the variable before it is said?",
}

_FLAG = "when green flag clicked"
_ENDLESS, _NOT_REACHED = "It says numbers without an end", "No number at all"
_SIGNS: Mapping[str, Callable[[int, int], bool]] = {"<": operator.lt, ">": operator.gt, "=": operator.eq}


@dataclass(frozen=True, slots=True)
class _Block:
    """A block: ``kind`` is set, change, say, repeat, until or if. ``inside`` and ``otherwise`` are the blocks in it.

    ``sign`` and ``number`` are the condition of until and if; ``number`` is also what is set, added, or how often.
    """

    kind: str
    number: int = 0
    inside: tuple[_Block, ...] = ()
    otherwise: tuple[_Block, ...] = ()
    sign: str = ""


_Script = tuple[_Block, ...]


def _written(blocks: Iterable[_Block], name: str, depth: int = 1) -> str:
    """Return the words of blocks, a line each."""
    edge = "  " * depth
    words = []
    for block in blocks:
        words.append(edge + _words_of(block, name))
        if block.inside:
            words.append(_written(block.inside, name, depth + 1))
        if block.otherwise:
            words += [f"{edge}else", _written(block.otherwise, name, depth + 1)]
    return "\n".join(words)


def _words_of(block: _Block, name: str) -> str:
    match block.kind:
        case "set":
            return f"set [{name}] to ({block.number})"
        case "change":
            return f"change [{name}] by ({block.number})"
        case "say":
            return f"say ({name}) for (2) seconds"
        case "repeat":
            return f"repeat ({block.number})"
        case "until":
            return f"repeat until <({name}) {block.sign} ({block.number})>"
        case _:
            return f"if <({name}) {block.sign} ({block.number})> then"


@dataclass(slots=True)
class _Sprite:
    """What carries a script out. The switches are misreadings."""

    value: int = 0
    change_is_set: bool = False
    set_is_change: bool = False
    once: bool = False
    extra: bool = False
    until_is_while: bool = False
    both: bool = False
    inverted: bool = False
    left: int = 60

    def said(self, blocks: Iterable[_Block]) -> list[int]:
        """Carry blocks out and return what is said."""
        words: list[int] = []
        for block in blocks:
            words += self._do(block)
        return words

    def _do(self, block: _Block) -> list[int]:
        match block.kind:
            case "set":
                self.value = block.number + self.value * self.set_is_change
            case "change":
                self.value = block.number + self.value * (not self.change_is_set)
            case "say":
                return [self.value]
            case "repeat":
                turns = 1 if self.once else block.number + self.extra
                return [word for _ in range(turns) for word in self.said(block.inside)]
            case "until":
                return self._until(block)
            case _:
                holds = _SIGNS[block.sign](self.value, block.number) != self.inverted
                first = self.said(block.inside) if holds or self.both else []
                return first + (self.said(block.otherwise) if not holds or self.both else [])
        return []

    def _until(self, block: _Block) -> list[int]:
        words: list[int] = []
        while _SIGNS[block.sign](self.value, block.number) == self.until_is_while and self.left:
            self.left -= 1
            words += self.said(block.inside)
            if self.once:
                return words
        return words + (self.said(block.inside) if self.extra else [])


def _fenced(blocks: str) -> str:
    return f"```\n{_FLAG}\n{blocks}\n```"


def _said(script: _Script, **misread: bool) -> str:
    """Return what is said as an option; nothing where it is none, or too much."""
    words = _Sprite(**misread).said(script)
    return ", ".join(map(str, words)) if 0 < len(words) <= 8 else ""


_SPRITES = ("cat", "dog", "robot", "dragon", "penguin", "crab", "owl", "fox")
_VARIABLES = (
    "score",
    "lives",
    "coins",
    "speed",
    "stars",
    "time",
    "points",
    "size",
    "steps",
    "energy",
    "level",
    "apples",
)


@dataclass(frozen=True, slots=True)
class _Words:
    """What is told about a script: three hints, why it comes out so, and how hard that is."""

    hints: tuple[str, str, str]
    why: str
    difficulty: int


def _ask(rng: random.Random, script: _Script, slips: Sequence[tuple[str, str]], words: _Words) -> Problem:
    """Return the question what a sprite says."""
    name, sprite = rng.choice(_VARIABLES), rng.choice(_SPRITES)
    key = _said(script)
    return discreet(
        Problem(
            stem=f"{_fenced(_written(script, name))}\n\nThe green flag is clicked. What does the {sprite} say?",
            key=key,
            wrong=text_answers(slips, _FEEDBACK),
            hints=words.hints,
            worked_solution=f"{words.why} The {sprite} says: {key}.",
            difficulty=words.difficulty,
        )
    )


_LOOP_HINTS = (
    "Write down the variable's value after each block.",
    "Blocks further in belong to the loop above them, and are carried out in each round.",
    "Blocks that stand below the loop, and not further in, come when it is over.",
)


def _set_and_change(rng: random.Random) -> Problem:
    start, later = rng.sample(range(2, 40), 2)
    one, two = rng.choice((2, 3, 4, 5, 10, -1, -2)), rng.randint(1, 9)
    changes, say = (_Block("change", one), _Block("change", two)), _Block("say")
    script: _Script = (_Block("set", start), *changes, say)
    if rng.random() < 0.5:
        script = (_Block("set", start), changes[1], _Block("set", later), changes[0], say)
    slips = [
        (_said(script, change_is_set=True), _SET),
        (_said(script, set_is_change=True), _CHANGE),
        (str(start), _FIRST),
        (_said((*script[:-2], say)), _FIRST),
    ]
    words = _Words(
        (
            "Write down the variable's value after each block.",
            "`set` gives the variable a new value, whatever it was before.",
            "`change` adds to the value that is there. A number below zero makes it smaller.",
        ),
        "`set` puts a new value into the variable, and each `change` adds to it.",
        1,
    )
    return _ask(rng, script, slips, words)


def _with_loop(rng: random.Random, start: int, loop: Callable[[_Script], _Block], by: int) -> tuple[_Script, _Script]:
    """Return a script that speaks in its loop or below it, and the same with ``say`` in the other place."""
    change, say = _Block("change", by), _Block("say")
    scripts = [
        (_Block("set", start), loop((change, say))),
        (_Block("set", start), loop((change,)), say),
    ]
    rng.shuffle(scripts)
    return scripts[0], scripts[1]


def _say_slip(script: _Script) -> str:
    return _SAY_IN_LOOP if script[-1].kind == "say" else _SAY_ONCE


def _repeat(rng: random.Random) -> Problem:
    turns, by, start = rng.randint(2, 4), rng.choice((1, 2, 3, 5, 10)), rng.randint(0, 20)
    script, other = _with_loop(rng, start, lambda inside: _Block("repeat", turns, inside), by)
    slips = [
        (_said(other), _say_slip(script)),
        (_said(script, once=True), _ONCE),
        (_for_ever(script), _FOREVER),
        (_said(script, extra=True), _TOO_MANY),
        (_said(script, change_is_set=True), _SET),
    ]
    why = f"The loop goes round {turns} times and adds {by} each time."
    return _ask(rng, script, slips, _Words(_LOOP_HINTS, f"{why} {_where(script)}", 2))


def _for_ever(script: _Script) -> str:
    """Return what would be said if the loop had no end."""
    return _NOT_REACHED if script[-1].kind == "say" else _ENDLESS


def _where(script: _Script) -> str:
    return "`say` comes after the loop." if script[-1].kind == "say" else "`say` is inside the loop."


def _until(rng: random.Random) -> Problem:
    by, start = rng.choice((2, 3, 4, 5, 10)), rng.randint(0, 20)
    limit = start + by * rng.randint(2, 3) + rng.choice((-1, 0, 0, 1))
    script, other = _with_loop(rng, start, lambda inside: _Block("until", limit, inside, sign=">"), by)
    slips = [
        (_said(other), _say_slip(script)),
        (_said(script, extra=True), _TOO_MANY),
        (_said(script, once=True), _ONCE),
        (_for_ever(script), _FOREVER),
        (_said(script, until_is_while=True), _UNTIL),
    ]
    why = f"The loop goes round until the value is more than {limit}, which is checked before each round."
    return _ask(rng, script, slips, _Words(_LOOP_HINTS, f"{why} {_where(script)}", 3))


def _decide(rng: random.Random) -> Problem:
    start, more, less = rng.randint(5, 40), rng.randint(2, 9), rng.randint(1, 4)
    sign, limit = rng.choice(("<", ">", "=")), start + rng.choice((-3, -1, 0, 0, 1, 4))
    branches = (_Block("change", more),), (_Block("change", -less),)
    script: _Script = (_Block("set", start), _Block("if", limit, *branches, sign), _Block("say"))
    slips = [
        (_said(script, inverted=True), _INVERTED),
        (_said(script, both=True), _BOTH),
        (str(start), _FIRST),
        (_said(script, change_is_set=True), _SET),
    ]
    holds = _SIGNS[sign](start, limit)
    words = _Words(
        (
            "Write down the variable's value before the condition is checked.",
            "Is the condition true or false with this value?",
            "If it is true, the blocks under `if` are carried out. If not, those under `else`.",
        ),
        f"The condition is {str(holds).lower()}, so the block under `{'if' if holds else 'else'}` is carried out.",
        2,
    )
    return _ask(rng, script, slips, words)


_SPOKEN = ("Hi", "Look", "Jump", "Wow", "Bye", "Come", "Stop", "Yes", "Run", "Help", "Oh", "Great", "Left", "Right")


def _two_scripts(rng: random.Random) -> Problem:
    one, two = rng.sample(_SPRITES, 2)
    first, second, third, fourth = rng.sample(_SPOKEN, 4)
    wait, long, other = rng.randint(1, 5), rng.randint(2, 7), rng.randint(1, 4)
    starts = {first: 0, second: long, third: wait, fourth: wait + other}
    if len(set(starts.values())) < 4:
        starts = {first: 0, second: long, third: long - 1, fourth: long + 1}
        wait, other = long - 1, 2
    unwaited = {first: 0, third: 0, second: long, fourth: other}
    key = ", ".join(sorted(starts, key=starts.__getitem__))
    slips = [
        (", ".join((first, second, third, fourth)), _ONE_AFTER_OTHER),
        (", ".join((third, fourth, first, second)), _REVERSED),
        (", ".join(sorted(unwaited, key=unwaited.__getitem__)), _WAIT),
        (", ".join((first, third, second, fourth)), _TURNS),
        (", ".join((third, first, fourth, second)), _TURNS),
    ]
    script = f"  say [{first}] for ({long}) seconds\n  say [{second}] for (2) seconds"
    beside = f"  wait ({wait}) seconds\n  say [{third}] for ({other}) seconds\n  say [{fourth}] for (2) seconds"
    return Problem(
        stem=f"The {one} has this script:\n\n{_fenced(script)}\n\nThe {two} has this one:\n\n{_fenced(beside)}\n\n"
        "The green flag is clicked. In which order do the words appear?",
        key=key,
        wrong=text_answers(slips, _FEEDBACK),
        hints=(
            "When does each of the two scripts start?",
            "Write down for each word after how many seconds it appears.",
            "A `say` block with seconds waits until they are over. Then the next block begins.",
        ),
        worked_solution="Both scripts start at once. Seconds at which the words appear: "
        f"{', '.join(f'{word} {starts[word]}' for word in sorted(starts, key=starts.__getitem__))}. So: {key}.",
        difficulty=4,
    )


def _draw(rng: random.Random, level: int) -> Problem:
    if level == 1:
        return _set_and_change(rng)
    return rng.choice((_repeat, _repeat, _decide) if level == 2 else (_until, _until, _two_scripts))(rng)


SCRATCH_SCRIPTS = Generator(
    key="scratch_scripts",
    number=32,
    title="Scripts of blocks",
    topic="programming",
    version=2,
    objectives=(
        "programming-essentials-in-scratch-part-i.sequence-and-variables.4",
        "programming-essentials-in-scratch-part-i.selection.2",
        "programming-essentials-in-scratch-part-i.count-controlled-iteration.2",
        "programming-essentials-in-scratch-part-ii.fly-cat-fly.2",
    ),
    draw=_draw,
    misconceptions=tuple(_FEEDBACK),
)
