"""An error with what is known about the place where it happened, and what a rule of the catalogue is.

The error, its texts and the values in its frames are a pupil's, who may have made them hostile: what runs their code
goes through ``bounded``.
"""

from __future__ import annotations

import builtins
import re
import sys
from collections.abc import Callable, Mapping
from types import FrameType, TracebackType

TYPE_CHECKING = False  # library.py says why typing isn't imported
if TYPE_CHECKING:
    from typing import Any, TypeVar

    Value = TypeVar("Value")

MESSAGE_MAX = 500
LINES_MAX = 2_000
LINE_LENGTH_MAX = 300
FRAMES_MAX = 100_000
EVENTS_MAX = 20_000
TEXT = re.compile(r"""[furbFURB]{0,2}("[^"\\]*(?:\\.[^"\\]*)*"|'[^'\\]*(?:\\.[^'\\]*)*')""")
HOST_PATH = re.compile(r"\s?\((?:consider renaming '/[^']*'[^()]*|unknown location|/[^()]*)\)")
LINE_END = re.compile(r"\r\n|\r|\n")


class TooLong(Exception):
    """A pupil's own method took too many steps."""


def bounded(call: Callable[..., Value], *arguments: object) -> Value:
    """What ``call`` returns, stopped with TooLong after 20,000 steps of Python: a pupil's ``__str__`` may never end.

    One that catches even that is left to the run's limit of CPU time.
    """
    left = EVENTS_MAX

    def count(_frame: FrameType, _event: str, _argument: object) -> Callable[..., Any]:
        nonlocal left
        left -= 1
        if left < 0:
            raise TooLong
        return count

    former = sys.gettrace()
    sys.settrace(count)
    try:
        return call(*arguments)
    finally:
        sys.settrace(former)


class Case:
    """One error. ``line`` counts from 1 in the pupil's file, 0 where there is none; ``text`` is that line.

    ``code`` is the line without its comment, and with empty texts. ``names`` are those that could be meant there, the
    nearest scope first, built-in ones last.
    """

    __slots__ = ("error", "global_names", "kind", "line", "lines", "message", "names")

    def __init__(
        self,
        *,
        kind: type[BaseException],
        error: BaseException,
        message: str,
        line: int,
        lines: tuple[str, ...],
        names: tuple[str, ...],
        global_names: frozenset[str],
    ) -> None:
        self.kind = kind
        self.error = error
        self.message = message
        self.line = line
        self.lines = lines
        self.names = names
        self.global_names = global_names

    @property
    def text(self) -> str:
        """The line itself."""
        return self.lines[self.line - 1] if 0 < self.line <= len(self.lines) else ""

    @property
    def code(self) -> str:
        """The line as code only."""
        return without_texts(self.text)


Look = Callable[[Case, re.Match[str]], Mapping[str, str] | None]


class Rule:
    """A beginner's mistake: the error's type, a pattern in Python's message, and what to say about it.

    ``wording`` may name the pattern's groups, and what ``look`` adds. A group whose name begins with ``type`` is said
    in words. ``look`` answers None where the rule doesn't fit after all.
    """

    __slots__ = ("kinds", "look", "message", "name", "wording")

    def __init__(
        self, name: str, kinds: tuple[type[BaseException], ...], message: str, wording: str, look: Look | None = None
    ) -> None:
        self.name = name
        self.kinds = kinds
        self.message = message
        self.wording = wording
        self.look = look


def without_texts(line: str) -> str:
    """A line without its comment and with empty texts, so that a sign is searched for in code only."""
    return TEXT.sub('""', line).split("#", 1)[0].rstrip()


def lines_of(source: str) -> tuple[str, ...]:
    """The first lines of a program, as Python counts them, each cut to a length that patterns can be tried on."""
    lines = LINE_END.split(source, LINES_MAX)[:LINES_MAX]
    return tuple(line[:LINE_LENGTH_MAX] for line in lines)


def exact(text: object) -> str:
    """A text as plain ``str``: a pupil may have made a subclass of it."""
    return str.__str__(text) if isinstance(text, str) else ""


def asked(thing: object, name: str) -> object:
    """An attribute of an error or of a pupil's object, None where it has none or refuses."""
    try:
        return bounded(getattr, thing, name, None)
    except BaseException:
        # Whatever a pupil's property raised, even SystemExit.
        return None


def words_of(error: BaseException) -> str:
    """Python's own words for an error, at most 500 characters, without paths of this machine."""
    text = exact(asked(error, "msg")) if issubclass(type(error), SyntaxError) else ""
    try:
        text = text or exact(bounded(str, error))
    except BaseException:
        return ""
    return HOST_PATH.sub("", text[: 2 * MESSAGE_MAX])[:MESSAGE_MAX]


def name_of(kind: type[BaseException]) -> str:
    """The name of an error's type, past a metaclass that could answer anything."""
    return exact(type.__dict__["__name__"].__get__(kind))[:80]


def pupils_frames(trace: TracebackType | None, filename: str) -> list[tuple[FrameType, int]]:
    """The frames of a traceback that are the pupil's file, outermost first, with their lines."""
    frames = []
    for _ in range(FRAMES_MAX):
        if trace is None:
            break
        if trace.tb_frame.f_code.co_filename == filename:
            frames.append((trace.tb_frame, trace.tb_lineno or 0))
        trace = trace.tb_next
    return frames


def whole(number: object) -> int:
    """A line or a column as it may stand in an error that a pupil made."""
    return number if type(number) is int and 0 < number < 10_000_000 else 0


def line_of(error: BaseException, frames: list[tuple[FrameType, int]], filename: str) -> int:
    """Where in the pupil's file it happened: where its grammar broke, otherwise the deepest frame there."""
    if issubclass(type(error), SyntaxError) and exact(asked(error, "filename")) == filename:
        return whole(asked(error, "lineno"))
    return whole(frames[-1][1]) if frames else 0


def case_of(error: BaseException, source: str, filename: str) -> Case:
    """Gather what is known about an error."""
    frames = pupils_frames(error.__traceback__, filename)
    lines = lines_of(source)
    line = line_of(error, frames, filename)
    if line > len(lines) and len(lines) < LINES_MAX:
        line = len(lines)
    near: list[str] = []
    outer: list[str] = []
    if frames:
        frame = frames[-1][0]
        near, outer = (
            [name for name in list(scope)[:LINES_MAX] if type(name) is str]
            for scope in (frame.f_locals, frame.f_globals)
        )
    return Case(
        kind=type(error),
        error=error,
        message=words_of(error),
        line=line,
        lines=lines,
        names=tuple(dict.fromkeys([*near, *outer, *dir(builtins)])),
        global_names=frozenset(outer),
    )
