"""The module ``turtle`` of pupils' programs: draws nothing, and keeps what was drawn for the page to show.

Put into ``sys.modules["turtle"]`` of a process that runs one program.
"""

from __future__ import annotations

from collections.abc import Callable

from .turtle_canvas import COMMANDS_MAX
from .turtle_colours import Colour, TurtleGraphicsError, colour_text, colour_value
from .turtle_pen import SHAPES, Turtle, Vec2D

TYPE_CHECKING = False  # library.py says why typing isn't imported
if TYPE_CHECKING:
    from typing import Any

    from .turtle_canvas import Command

Pen = RawTurtle = RawPen = Turtle


class Terminator(Exception):
    """Raised by nothing here: there is no window to be closed."""


class TurtleScreen:
    """The paper. What needs a window, a mouse or keys does nothing; questions are answered from the program's input."""

    def __init__(self) -> None:
        self._size: tuple[float, float] = (960, 810)
        self._tracer, self._delay = 1, 10

    def bgcolor(self, *args: Any) -> Colour | None:
        """The paper's colour; with a colour, take that."""
        if not args:
            return colour_value(Turtle.canvas.background, Turtle.mode)
        Turtle.canvas.background = colour_text(args, Turtle.mode)
        return None

    def colormode(self, cmode: float | None = None) -> float | None:
        """Up to where the numbers of a colour go, 1.0 or 255; with one of them, take that."""
        if cmode is None:
            return Turtle.mode
        if cmode in (1.0, 255):
            Turtle.mode = 1.0 if cmode == 1.0 else 255
        return None

    def mode(self, mode: str | None = None) -> str | None:
        """Always ``standard``: 0 is east, and angles go counterclockwise."""
        if mode is None:
            return "standard"
        if mode != "standard":
            raise TurtleGraphicsError(f"mode {str(mode)[:20]} is not available here; angles begin in the east")
        self.reset()
        return None

    def setup(self, width: float = 0.5, height: float = 0.75, startx: Any = None, starty: Any = None) -> None:
        """Say how big the window is; the page shows all that was drawn in any case."""
        self._size = (width, height)

    def screensize(self, canvwidth: Any = None, canvheight: Any = None, bg: Any = None) -> tuple[float, float] | None:
        """How big the paper is; with numbers and a colour, make it so."""
        if bg is not None:
            self.bgcolor(bg)
        return (400, 300) if canvwidth is None and canvheight is None and bg is None else None

    def window_width(self) -> float:
        """What setup() was told."""
        return self._size[0]

    def window_height(self) -> float:
        """What setup() was told."""
        return self._size[1]

    def tracer(self, n: int | None = None, delay: int | None = None) -> int | None:
        """How often a window would be drawn anew; here it is only kept."""
        if n is None:
            return self._tracer
        self._tracer = int(n)
        return None

    def delay(self, delay: int | None = None) -> int | None:
        """How long a window would wait; here it is only kept."""
        if delay is None:
            return self._delay
        self._delay = int(delay)
        return None

    def turtles(self) -> list[Turtle]:
        """All turtles there are."""
        return list(Turtle.all)

    def getshapes(self) -> list[str]:
        """The names that shape() knows."""
        return sorted(SHAPES)

    def register_shape(self, name: str, shape: Any = None) -> None:
        """Let shape() know one more name; the page draws an arrow all the same."""
        if name not in SHAPES:
            SHAPES.append(name)

    def clear(self) -> None:
        """Take everything away, turtles too."""
        Turtle.canvas.wipe()
        Turtle.canvas.background = "white"
        Turtle.all.clear()
        _first.clear()

    def reset(self) -> None:
        """Let each turtle begin anew."""
        for turtle in Turtle.all:
            turtle.reset()

    def textinput(self, title: str, prompt: str) -> str:
        """Ask for words: the next line of the program's input. Raises EOFError where there is none."""
        return input(f"{prompt} ")

    def numinput(
        self, title: str, prompt: str, default: Any = None, minval: Any = None, maxval: Any = None
    ) -> float | None:
        """Ask for a number until one comes that is no less and no more; an empty line means ``default``."""
        while True:
            line = input(f"{prompt} ")
            if not line.strip() and default is not None:
                return float(default)
            try:
                value = float(line)
            except ValueError:
                continue
            if (minval is None or value >= minval) and (maxval is None or value <= maxval):
                return value

    def title(self, titlestring: str) -> None:
        """Name the window, which isn't there."""

    def _ignore(self, *args: Any, **named: Any) -> None:
        """Wait for, or listen to, what can't happen without a window."""

    update = mainloop = done = exitonclick = bye = listen = bgpic = ontimer = _ignore
    onclick = onscreenclick = onkey = onkeypress = onkeyrelease = _ignore
    addshape = register_shape
    clearscreen, resetscreen = clear, reset


_screen = TurtleScreen()
_first: list[Turtle] = []
"""The turtle that the module's own functions move, once one was called."""


def Screen() -> TurtleScreen:  # noqa: N802
    """The only paper there is."""
    return _screen


def drawing() -> list[Command]:
    """What the program has drawn, at most 5,000 commands of plain JSON; where it was more the last is ``more``.

    Coordinates have two decimals and their y goes up; colours are ``#rrggbb``; a text's size is in points.
    """
    commands = Turtle.canvas.commands()
    commands += [mark for turtle in Turtle.all if (mark := turtle._print()) is not None]
    if Turtle.canvas.cut_short or len(commands) > COMMANDS_MAX:
        commands[COMMANDS_MAX - 1 :] = [{"op": "more"}]
    return commands


def _of_turtle(name: str) -> Callable[..., Any]:
    def call(*args: Any, **named: Any) -> Any:
        if not _first:
            _first.append(Turtle())
        return getattr(_first[0], name)(*args, **named)

    return call


def _names(kind: type) -> list[str]:
    return [name for name, value in vars(kind).items() if callable(value) and not name.startswith("_")]


# A method that a turtle has is the first turtle's; what only the screen has is the screen's.
_functions: dict[str, object] = {name: getattr(_screen, name) for name in _names(TurtleScreen)}
_functions |= {name: _of_turtle(name) for name in _names(Turtle)} | {"getscreen": Screen, "Vec2D": Vec2D}
_classes = ["Pen", "RawPen", "RawTurtle", "Screen", "Terminator", "Turtle", "TurtleScreen"]
globals().update(_functions, __all__=[*_classes, *_functions])
Turtle.getscreen = lambda self: _screen  # type: ignore[attr-defined]
# So that Python's messages name the module that the program has imported.
__name__ = "turtle"
