"""Error messages of real runs (generator 35): which kind, which line, what it means, and what ran before it."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass

from backend.generation.generators.base import Generator, Problem, Script, WrongAnswer
from backend.generation.generators.program_faults import FIRST, LATER, Fault, Make
from backend.generation.generators.programs import fenced, run_of
from backend.questions.types.programs import output_lines
from backend.sandbox.protocol import ProgramError, RunResult

_FEEDBACK = {
    "errors.any_mistake_is_syntax": "Python checks first that it can read each line. Is there one that it can't read?",
    "errors.name_for_value": "Read each word that is outside quotation marks. Does Python know it by then?",
    "errors.type_for_value": "Look at the kinds of values: text, whole number, list. Do they go together here?",
    "errors.value_for_type": "Is the kind of value right, and only this one value of no use?",
    "errors.list_for_value": "Does the program take an item out of a list here?",
    "errors.spaces_for_signs": "Look at how far each line is from the edge. Does each one stand where it belongs?",
    "errors.zero_for_value": "Does the program divide anything here?",
    "errors.blames_last_line": "Python doesn't wait for the end of the program. Where does it meet the problem?",
    "errors.blames_first_line": "Go through the program line by line. Can Python carry out this one?",
    "errors.blames_line_after": "Does Python get this far?",
    "errors.blames_line_before": "Look at this line by itself. Is it one that Python can carry out?",
    "errors.runs_up_to_syntax_error": "Python reads the whole program before it carries out the first line.",
    "errors.runtime_error_stops_all": "Python can read each line here. When does it notice that there is a problem?",
    "errors.bad_line_skipped": "What happens to the rest of a program once an error has stopped it?",
    "programming.computer_guesses_meaning": "Does Python put mistakes right, or does it do exactly what is written?",
}

_MEANINGS = {
    "NameError": "Python meets a word here that it doesn't know yet",
    "TypeError": "This can't be done with these kinds of values",
    "ValueError": "This text can't be turned into a number",
    "IndexError": "There is no item at this place of the list",
    "ZeroDivisionError": "A number is divided by nought here",
    "SyntaxError": "Python can't read it: a sign is missing or out of place",
    "IndentationError": "It begins too far from the edge, or too near to it",
}

# What pupils take an error for, the commonest first.
_CONFUSED = {
    "NameError": ("SyntaxError", "ValueError", "TypeError", "IndentationError"),
    "TypeError": ("ValueError", "SyntaxError", "NameError", "IndexError"),
    "ValueError": ("TypeError", "NameError", "SyntaxError", "IndexError"),
    "IndexError": ("ValueError", "NameError", "TypeError", "SyntaxError"),
    "ZeroDivisionError": ("ValueError", "TypeError", "SyntaxError", "NameError"),
    "SyntaxError": ("NameError", "IndentationError", "TypeError", "ValueError", "ZeroDivisionError"),
    "IndentationError": ("SyntaxError", "NameError", "TypeError", "IndexError"),
}

_TAKEN_FOR = {
    "SyntaxError": "errors.any_mistake_is_syntax",
    "NameError": "errors.name_for_value",
    "TypeError": "errors.type_for_value",
    "ValueError": "errors.value_for_type",
    "IndexError": "errors.list_for_value",
    "IndentationError": "errors.spaces_for_signs",
    "ZeroDivisionError": "errors.zero_for_value",
}


_OPENINGS = (
    *("Quiz night", "Welcome!", "Game on", "Hello there", "School shop", "Sports day", "Film club", "Ready to start"),
    *("Holiday planner", "Science club", "Pet show", "Bus trip", "Cake sale", "Library desk", "Good morning"),
)
_CLOSINGS = (
    *("Goodbye", "Well done!", "See you soon", "Thank you", "The end", "Have a nice day", "That is it", "Play again?"),
    *("Come back soon", "Good luck", "Bye for now", "Next, please"),
)


@dataclass(frozen=True, slots=True)
class _Program:
    """A program with one fault: lines before it, the fault, lines after it."""

    fault: Fault
    before: tuple[str, ...]
    after: tuple[str, ...]

    def source(self, middle: Sequence[str]) -> str:
        """Return the program with ``middle`` where the fault is."""
        return "\n".join((*self.before, *self.fault.setup, *middle, *self.after))

    @property
    def faulty(self) -> str:
        """The program as it is shown."""
        return self.source(self.fault.bad)


def _draw_program(rng: random.Random, makes: Sequence[Make], after: int) -> _Program:
    fault = rng.choice(makes)(rng)
    closing = tuple(f'print("{words}")' for words in rng.sample(_CLOSINGS, after))
    return _Program(fault, (f'print("{rng.choice(_OPENINGS)}")',), closing)


def _said(error: ProgramError) -> str:
    return f"`{error.kind}: {error.message}`"


def _named(error: ProgramError) -> str:
    return f"{'an' if error.kind.startswith('I') else 'a'} `{error.kind}`"


def _wrong_kinds(kind: str, texts: dict[str, str] | None = None) -> tuple[WrongAnswer, ...]:
    return tuple(
        WrongAnswer(texts[other] if texts else f"`{other}`", _TAKEN_FOR[other], _FEEDBACK[_TAKEN_FOR[other]])
        for other in _CONFUSED[kind]
    )


def _error_of(result: RunResult) -> ProgramError | None:
    return result.error if result.error and result.error.kind in _MEANINGS else None


def _which_kind(rng: random.Random) -> Script:
    program = _draw_program(rng, FIRST, rng.randrange(2))

    def finish(results: Sequence[RunResult]) -> Problem | None:
        error = _error_of(results[0])
        if error is None:
            return None
        return Problem(
            stem=f"{fenced(program.faulty)}\n\nThis program stops with an error message. "
            "Which kind of error does it name?",
            key=f"`{error.kind}`",
            wrong=_wrong_kinds(error.kind),
            hints=(
                "First check that Python can read each line: brackets, quotation marks, colons and spaces.",
                "If it can, go through the program line by line and say what each line does.",
                "At the line where Python gets stuck, ask: is it the name, the type or the value that is of no use?",
            ),
            worked_solution=f"{program.fault.reason} Python says {_said(error)}, so it is {_named(error)}.",
            difficulty=2,
        )

    return Script((run_of(program.faulty),), finish)


def _which_line(rng: random.Random) -> Script:
    program = _draw_program(rng, LATER, 2)
    last = program.faulty.count("\n") + 1

    def option(number: int) -> str:
        return f"Line {number}"

    def finish(results: Sequence[RunResult]) -> Problem | None:
        error = _error_of(results[0])
        if error is None:
            return None
        slips = [
            (last, "errors.blames_last_line"),
            (error.line - 1, "errors.blames_line_before"),
            (error.line + 1, "errors.blames_line_after"),
            (1, "errors.blames_first_line"),
        ]
        return Problem(
            stem=f"{fenced(program.faulty)}\n\nThis program stops with {_named(error)}. "
            "Which line does Python name in its error message?",
            key=option(error.line),
            wrong=tuple(WrongAnswer(option(n), slug, _FEEDBACK[slug]) for n, slug in slips if 0 < n <= last),
            hints=(
                "Python names the line at which it got stuck. It goes through the program from the top.",
                f"Say to yourself what {_named(error)} is about, and look for just that.",
                "For each line ask: with what Python knows by now, can it carry out this line?",
            ),
            worked_solution=f"{program.fault.reason} {option(error.line)} is where Python meets this. "
            f"It says {_said(error)}.",
            difficulty=3,
        )

    return Script((run_of(program.faulty),), finish)


def _what_it_means(rng: random.Random) -> Script:
    program = _draw_program(rng, LATER, 1)

    def finish(results: Sequence[RunResult]) -> Problem | None:
        error = _error_of(results[0])
        if error is None:
            return None
        return Problem(
            stem=f"{fenced(program.faulty)}\n\nThis program stops at line {error.line} with "
            f"{_named(error)}. What is the problem with this line?",
            key=_MEANINGS[error.kind],
            wrong=_wrong_kinds(error.kind, _MEANINGS),
            hints=(
                f"Find line {error.line} first: count from the top.",
                f"The name says what it is about. Split `{error.kind}` into its words.",
                "Read the line as Python does. Which words, signs and values are in it?",
            ),
            worked_solution=f"{program.fault.reason} Python says {_said(error)}. {_MEANINGS[error.kind]}.",
            difficulty=3,
        )

    return Script((run_of(program.faulty),), finish)


def _what_is_shown(rng: random.Random) -> Script:
    program = _draw_program(rng, LATER, rng.randint(1, 2))
    fault = program.fault
    up_to_here = "\n".join((*program.before, *fault.setup))

    def finish(results: Sequence[RunResult]) -> Problem | None:
        faulty, skipped, mended, begun = results
        error = _error_of(faulty)
        if error is None or any(result.status != "ok" for result in results[1:]):
            return None
        slips = [(_shown(mended.stdout), "programming.computer_guesses_meaning"), (_shown(skipped.stdout), _SKIPPED)]
        if faulty.stdout:
            slips.append((_NOTHING, "errors.runtime_error_stops_all"))
            why = "Python can read each line, so the program starts, and stops where the error comes up"
        else:
            slips.append((_shown(begun.stdout), "errors.runs_up_to_syntax_error"))
            why = "Python reads the whole program first and can't, so no line is carried out"
        key = _shown(faulty.stdout)
        return Problem(
            stem=f"{fenced(program.faulty)}\n\nThis program stops with {_named(error)}. "
            "What does it print before the error message?",
            key=key,
            wrong=tuple(WrongAnswer(text, slug, _FEEDBACK[slug]) for text, slug in slips),
            hints=(
                "Python works in two steps: it reads the whole program, and then it carries out line after line.",
                "In which of the two steps does it meet this problem?",
                "When an error comes up, the program ends there and then.",
            ),
            worked_solution=f"{fault.reason} That is {_named(error)} at line {error.line}. {why}. "
            f"Before the message: {key}.",
            difficulty=4,
        )

    sources = (*(program.source(middle) for middle in (fault.bad, (), fault.mended)), up_to_here)
    return Script(tuple(map(run_of, sources)), finish)


_SKIPPED = "errors.bad_line_skipped"
_NOTHING = "No output"


def _shown(output: str) -> str:
    rows = output_lines(output)
    return ", then ".join(f"`{row}`" for row in rows) if rows else _NOTHING


def _draw(rng: random.Random, level: int) -> Script:
    if level == 1:
        return _which_kind(rng)
    return rng.choice((_which_line, _which_line, _what_it_means))(rng) if level == 2 else _what_is_shown(rng)


ERROR_MESSAGES = Generator(
    key="error_messages",
    number=35,
    title="Name the error",
    topic="programming",
    version=1,
    objectives=(
        "introduction-to-python-programming.first-steps.2",
        "python-programming-with-sequences-of-data.warm-up.4",
    ),
    draw=_draw,
    misconceptions=tuple(_FEEDBACK),
    runs_programs=True,
)
