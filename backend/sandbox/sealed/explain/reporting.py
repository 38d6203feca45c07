"""From an error to what its page shows. Nothing here raises, whatever the program made."""

from __future__ import annotations

import re

from . import catalogue
from .case import LINES_MAX, Case, Rule, asked, case_of, exact, lines_of, name_of, pupils_frames, whole, words_of

SENTENCE_MAX = 200
WORD_MAX = 32
TRACEBACK_MAX = 4_000
FRAMES_FIRST, FRAMES_LAST = 4, 8
UNEXPLAINED = (KeyboardInterrupt, SystemExit, GeneratorExit)
TYPE_WORDS = {
    "int": "a whole number",
    "float": "a decimal number",
    "complex": "a number",
    "bool": "True or False",
    "str": "text",
    "list": "a list",
    "dict": "a dictionary",
    "tuple": "a tuple",
    "set": "a set",
    "range": "a range",
    "string": "text",
    "NoneType": "None",
    "module": "a module",
    "type": "a class",
    **dict.fromkeys(("function", "method", "builtin_function_or_method"), "a function"),
}


def report(exc: BaseException, source: str, filename: str) -> dict[str, object]:
    """``{"kind", "message", "line", "sentence"}`` of an error, as ``ProgramError`` describes them. Never raises.

    ``filename`` is what the pupil's program was compiled as; frames of any other file are not theirs.
    """
    try:
        case = case_of(exc, source, filename)
        return {
            "kind": name_of(case.kind),
            "message": case.message,
            "line": case.line,
            "sentence": sentence_of(case),
        }
    except MemoryError:
        return {"kind": "MemoryError", "message": "", "line": 0, "sentence": "The program used up its memory."}
    except BaseException:
        # A hostile error may raise anything from anywhere, and there must be an answer all the same.
        return {"kind": "Exception", "message": "", "line": 0, "sentence": "The program stopped with an error."}


def rule_name(exc: BaseException, source: str, filename: str) -> str:
    """The name of the catalogue's rule that fits an error, empty where none does."""
    found = find_rule(case_of(exc, source, filename))
    return found[0].name if found else ""


def find_rule(case: Case) -> tuple[Rule, dict[str, str]] | None:
    """The first rule that fits, with the words that its wording names."""
    for rule in catalogue.ALL:
        if not issubclass(case.kind, rule.kinds):
            continue
        found = re.search(rule.message, case.message)
        if found is None:
            continue
        more = rule.look(case, found) if rule.look else {}
        if more is not None:
            groups = {name: value or "" for name, value in found.groupdict().items()}
            return rule, {name: said(name, value) for name, value in {**groups, **more}.items()}
    return None


def said(name: str, value: str) -> str:
    """A word of the program as a sentence may hold it: short, on one line, and a type's name in words."""
    if name.startswith("type"):
        value = TYPE_WORDS.get(value, f"a “{value}”")
    value = " ".join(value.split())
    return value if len(value) <= WORD_MAX else value[: WORD_MAX - 1] + "…"


def sentence_of(case: Case) -> str:
    """What happened, where, and what to look for; empty for a program that ended itself."""
    if issubclass(case.kind, UNEXPLAINED):
        return ""
    try:
        found = find_rule(case)
    except BaseException:
        # A rule looks at the pupil's own names and values; when those are hostile it has nothing to say.
        found = None
    if found:
        words = found[0].wording.format(**found[1])
    else:
        words = (
            f"the program stopped with {said('kind', name_of(case.kind))}. Look at what the variables hold just before."
        )
    words = f"Line {case.line}: {words}" if case.line else words[:1].upper() + words[1:]
    return words if len(words) <= SENTENCE_MAX else words[: SENTENCE_MAX - 1] + "…"


def traceback_text(exc: BaseException, source: str, filename: str) -> str:
    """Python's own traceback with the pupil's frames only: at most 12 of them, and 4,000 characters. Never raises.

    Errors that this one was raised from, or in the handling of, are left out.
    """
    try:
        return written_traceback(exc, lines_of(source), filename)[:TRACEBACK_MAX]
    except BaseException:
        return "The program stopped with an error.\n"


def written_traceback(exc: BaseException, lines: tuple[str, ...], filename: str) -> str:
    """The same, of whatever length; what a hostile error raises comes through."""
    frames = pupils_frames(exc.__traceback__, filename)
    parts = ["Traceback (most recent call last):\n"] if frames else []
    left_out = len(frames) - FRAMES_FIRST - FRAMES_LAST
    for number, (frame, line) in enumerate(frames):
        if left_out > 0 and FRAMES_FIRST <= number < FRAMES_FIRST + left_out:
            if number == FRAMES_FIRST:
                parts.append(f"  [{left_out} more calls]\n")
            continue
        parts.append(f'  File "{filename}", line {line}, in {said("name", exact(frame.f_code.co_name))}\n')
        parts.append(shown(lines, line))
    if issubclass(type(exc), SyntaxError) and exact(asked(exc, "filename")) == filename:
        line = whole(asked(exc, "lineno"))
        parts += [f'  File "{filename}", line {line}\n', shown(lines, line, whole(asked(exc, "offset")))]
    kind, message = name_of(type(exc)), words_of(exc)
    parts.append(f"{kind}: {message}\n" if message else f"{kind}\n")
    return "".join(parts)


def shown(lines: tuple[str, ...], line: int, column: int = 0) -> str:
    """A line of the program below its frame, and a mark below its column, which counts from 1."""
    if not 0 < line <= min(len(lines), LINES_MAX) or not lines[line - 1].strip():
        return ""
    text = lines[line - 1]
    indent = len(text) - len(text.lstrip())
    mark = f"    {' ' * (column - 1 - indent)}^\n" if indent < column <= len(text) + 1 else ""
    return f"    {text.strip()}\n{mark}"
