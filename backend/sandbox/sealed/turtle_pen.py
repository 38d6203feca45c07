"""One turtle: where it is, which way it looks, and what its pen does. Behaves as Python's own, without a window."""

from __future__ import annotations

import copy
import math
from collections.abc import Callable

from .turtle_canvas import Canvas, point, turtle_mark
from .turtle_colours import Colour, TurtleGraphicsError, colour_text, colour_value

TYPE_CHECKING = False  # library.py says why typing isn't imported
if TYPE_CHECKING:
    from typing import Any, ClassVar, SupportsIndex

    from .turtle_canvas import Command

SPEEDS = {"fastest": 0, "fast": 10, "normal": 6, "slow": 3, "slowest": 1}
SHAPES = ["arrow", "blank", "circle", "classic", "square", "triangle", "turtle"]
LETTER_WIDTH = 0.8  # of a point size: what an average letter takes, in steps


class Vec2D(tuple[float, float]):
    """A place or a way on the paper, which can be reckoned with."""

    __slots__ = ()

    def __new__(cls, x: float, y: float) -> Vec2D:  # noqa: D102
        return super().__new__(cls, (x, y))

    def __getnewargs__(self) -> tuple[float, float]:
        return self[0], self[1]

    def __add__(self, other: tuple[float, float]) -> Vec2D:  # type: ignore[override]
        return Vec2D(self[0] + other[0], self[1] + other[1])

    def __sub__(self, other: tuple[float, float]) -> Vec2D:
        return Vec2D(self[0] - other[0], self[1] - other[1])

    def __neg__(self) -> Vec2D:
        return Vec2D(-self[0], -self[1])

    def __mul__(self, other: Vec2D | float) -> Any:  # type: ignore[override]
        if isinstance(other, Vec2D):
            return self[0] * other[0] + self[1] * other[1]
        return Vec2D(self[0] * other, self[1] * other)

    def __rmul__(self, other: SupportsIndex | float) -> Any:
        if isinstance(other, int | float):
            return Vec2D(self[0] * other, self[1] * other)
        return NotImplemented

    def __abs__(self) -> float:
        return math.hypot(self[0], self[1])

    def rotate(self, angle: float) -> Vec2D:
        """The same way turned counterclockwise, in degrees."""
        cosine, sine = math.cos(math.radians(angle)), math.sin(math.radians(angle))
        return Vec2D(self[0] * cosine - self[1] * sine, self[1] * cosine + self[0] * sine)

    def __repr__(self) -> str:
        return f"({self[0]:.2f},{self[1]:.2f})"


class Turtle:
    """A turtle with a pen, and the methods of Python's own; angles are in degrees unless it is told otherwise.

    ``mode`` is up to where the numbers of a colour go, for all turtles: 1.0 or 255.
    """

    canvas: ClassVar[Canvas] = Canvas()
    all: ClassVar[list[Turtle]] = []
    mode: ClassVar[float] = 1.0

    def __init__(self, shape: str = "classic", undobuffersize: int = 1000, visible: bool = True) -> None:
        self._shape = "classic"
        self._visible = visible
        self._fullcircle = 360.0
        self._begin()
        self.shape(shape)
        self.all.append(self)

    def _begin(self) -> None:
        self._position = Vec2D(0.0, 0.0)
        self._orient = Vec2D(1.0, 0.0)
        self._drawing = True
        self._pensize: float = 1
        self._speed = 3
        self._pencolor = self._fillcolor = "black"
        self._fill: tuple[int, list[list[float]]] | None = None
        self._stamps: list[int] = []

    def _print(self) -> Command | None:
        return (
            turtle_mark(self._position, self._degrees(), self._fillcolor or self._pencolor) if self._visible else None
        )

    # Where it is

    def _move(self, end: Vec2D) -> None:
        if self._drawing:
            self.canvas.line(id(self), (self._position, end), self._pencolor, self._pensize)
        if self._fill is not None and self.canvas.room_for_point(id(self)):
            self._fill[1].append(point(end))
        self._position = end

    def forward(self, distance: float) -> None:
        """Go the way it looks."""
        self._move(self._position + self._orient * distance)

    def back(self, distance: float) -> None:
        """Go backwards without turning."""
        self._move(self._position + self._orient * -distance)

    def goto(self, x: Any, y: float | None = None) -> None:
        """Go to a place: two numbers, or a pair."""
        self._move(Vec2D(*x) if y is None else Vec2D(x, y))

    def teleport(self, x: float | None = None, y: float | None = None, *, fill_gap: bool = False) -> None:
        """Be somewhere else without drawing."""
        drawing, self._drawing = self._drawing, False
        self._move(Vec2D(self._position[0] if x is None else x, self._position[1] if y is None else y))
        self._drawing = drawing

    def setx(self, x: float) -> None:
        """Go left or right to this x."""
        self._move(Vec2D(x, self._position[1]))

    def sety(self, y: float) -> None:
        """Go up or down to this y."""
        self._move(Vec2D(self._position[0], y))

    def home(self) -> None:
        """Go to the middle and look east."""
        self.goto(0, 0)
        self.setheading(0)

    def position(self) -> Vec2D:
        """Where it is."""
        return self._position

    def xcor(self) -> float:
        """How far right of the middle it is."""
        return self._position[0]

    def ycor(self) -> float:
        """How far above the middle it is."""
        return self._position[1]

    def _place(self, x: Any, y: float | None) -> Vec2D:
        if y is not None:
            return Vec2D(x, y)
        return x._position if isinstance(x, Turtle) else Vec2D(*x)

    def distance(self, x: Any, y: float | None = None) -> float:
        """How far a place or another turtle is."""
        return abs(self._place(x, y) - self._position)

    # Which way it looks

    def _degrees(self) -> float:
        return round(math.degrees(math.atan2(self._orient[1], self._orient[0])), 10) % 360.0

    def _turn(self, angle: float) -> None:
        self._orient = self._orient.rotate(angle * 360 / self._fullcircle)

    def left(self, angle: float) -> None:
        """Turn counterclockwise."""
        self._turn(angle)

    def right(self, angle: float) -> None:
        """Turn clockwise."""
        self._turn(-angle)

    def heading(self) -> float:
        """Which way it looks, from east."""
        return self._degrees() * self._fullcircle / 360 % self._fullcircle

    def setheading(self, to_angle: float) -> None:
        """Look that way; east is 0, north 90."""
        half = self._fullcircle / 2
        self._turn((to_angle - self.heading() + half) % self._fullcircle - half)

    def towards(self, x: Any, y: float | None = None) -> float:
        """The heading in which a place or another turtle lies."""
        across, up = self._place(x, y) - self._position
        angle = round(math.degrees(math.atan2(up, across)), 10) % 360.0
        return angle * self._fullcircle / 360 % self._fullcircle

    def degrees(self, fullcircle: float = 360.0) -> None:
        """Reckon angles in degrees, or in any number of parts of a circle."""
        self._fullcircle = fullcircle

    def radians(self) -> None:
        """Reckon angles in radians."""
        self._fullcircle = math.tau

    def circle(self, radius: float, extent: float | None = None, steps: int | None = None) -> None:
        """Draw a circle whose middle is ``radius`` to the left, or a part of it, as a polygon of so many steps."""
        extent = self._fullcircle if extent is None else extent
        if steps is None:
            steps = 1 + int(min(11 + abs(radius) / 6.0, 59.0) * abs(extent) / self._fullcircle)
        turn = extent / steps
        side = 2.0 * radius * math.sin(math.radians(turn / 2 * 360 / self._fullcircle))
        if radius < 0:
            side, turn = -side, -turn
        self._turn(turn / 2)
        for _ in range(steps):
            self.forward(side)
            self._turn(turn)
        self._turn(-turn / 2)

    # Its pen

    def penup(self) -> None:
        """Move without drawing from now on."""
        self._drawing = False

    def pendown(self) -> None:
        """Draw when moving from now on."""
        self._drawing = True

    def isdown(self) -> bool:
        """Whether it draws when it moves."""
        return self._drawing

    def pensize(self, width: float | None = None) -> float | None:
        """How thick its lines are; with a number, make them so."""
        if width is None:
            return self._pensize
        self._pensize = width
        return None

    def pencolor(self, *args: Any) -> Colour | None:
        """The colour of its lines; with a colour, take that."""
        if not args:
            return colour_value(self._pencolor, self.mode)
        self._pencolor = colour_text(args, self.mode)
        return None

    def fillcolor(self, *args: Any) -> Colour | None:
        """The colour of what it fills; with a colour, take that."""
        if not args:
            return colour_value(self._fillcolor, self.mode)
        self._fillcolor = colour_text(args, self.mode)
        return None

    def color(self, *args: Any) -> tuple[Colour, Colour] | None:
        """Both colours; with one colour take it for both, with two for lines and for filling."""
        if not args:
            return colour_value(self._pencolor, self.mode), colour_value(self._fillcolor, self.mode)
        line, fill = (args[:1], args[1:]) if len(args) == 2 else (args, args)
        self._pencolor, self._fillcolor = colour_text(line, self.mode), colour_text(fill, self.mode)
        return None

    def begin_fill(self) -> None:
        """The shape that is drawn from here on is to be filled."""
        mark = self._fill[0] if self._fill is not None else self.canvas.begin_fill(id(self))
        self._fill = (mark, [point(self._position)])

    def end_fill(self) -> None:
        """Fill what was drawn since begin_fill()."""
        if self._fill is not None:
            self.canvas.end_fill(*self._fill, self._fillcolor)
            self._fill = None

    def filling(self) -> bool:
        """Whether a shape is being drawn that is to be filled."""
        return self._fill is not None

    def dot(self, size: Any = None, *color: Any) -> None:
        """Draw a filled circle of this diameter here."""
        if not color and isinstance(size, str | tuple):
            size, color = None, (size,)
        colour = colour_text(color, self.mode) if color else self._pencolor
        self.canvas.dot(id(self), self._position, size or self._pensize + max(self._pensize, 4), colour)

    def stamp(self) -> int:
        """Leave a print of itself here; returns its number."""
        self._stamps.append(
            self.canvas.turtle(id(self), self._position, self._degrees(), self._fillcolor or self._pencolor)
        )
        return self._stamps[-1]

    def clearstamp(self, stampid: int) -> None:
        """Take a print away."""
        if stampid in self._stamps:
            self._stamps.remove(stampid)
            self.canvas.marks.pop(stampid, None)

    def clearstamps(self, n: int | None = None) -> None:
        """Take all prints away, the first n, or with -n the last n."""
        for stamp in self._stamps[:n] if n is None or n >= 0 else self._stamps[n:]:
            self.clearstamp(stamp)

    def write(self, arg: object, move: bool = False, align: str = "left", font: Any = ("Arial", 8, "normal")) -> None:
        """Write words here; ``font`` is a name, a size in points and a style."""
        text, align = str(arg), align.lower()
        size = font[1] if isinstance(font, tuple | list) and len(font) > 1 else 8
        self.canvas.text(id(self), self._position, text, self._pencolor, abs(float(size)), align)
        if move:
            part = {"left": 1.0, "center": 0.5}.get(align, 0.0)
            self.setx(self._position[0] + part * LETTER_WIDTH * abs(float(size)) * len(text))

    # Itself

    def showturtle(self) -> None:
        """Be seen."""
        self._visible = True

    def hideturtle(self) -> None:
        """Be not seen."""
        self._visible = False

    def isvisible(self) -> bool:
        """Whether it is seen."""
        return self._visible

    def speed(self, speed: float | str | None = None) -> int | None:
        """How fast it draws in a window; here it is only kept."""
        if speed is None:
            return self._speed
        pace = SPEEDS[speed] if isinstance(speed, str) else speed
        self._speed = round(pace) if 0.5 < pace < 10.5 else 0
        return None

    def shape(self, name: str | None = None) -> str | None:
        """What it looks like in a window; the page draws every turtle as an arrow."""
        if name is None:
            return self._shape
        if name not in SHAPES:
            raise TurtleGraphicsError(f"There is no shape named {str(name)[:80]}")
        self._shape = name
        return None

    def shapesize(self, *sizes: float, outline: float | None = None) -> tuple[float, float, float]:
        """How big it is; here always the same."""
        return 1.0, 1.0, 1

    def clear(self) -> None:
        """Take away what it drew, and stay here."""
        self.canvas.wipe(id(self))
        self._stamps.clear()
        if self._fill is not None:
            self._fill = (self.canvas.begin_fill(id(self)), self._fill[1])

    def reset(self) -> None:
        """Take away what it drew, and begin anew."""
        self.canvas.wipe(id(self))
        self._begin()
        self._visible = True

    def undo(self) -> None:
        """Not here: what is drawn stays."""
        raise TurtleGraphicsError("undo() is not available here; use clear() to begin the drawing anew")

    def clone(self) -> Turtle:
        """Another turtle at the same place, with the same pen."""
        twin = copy.copy(self)
        twin._fill, twin._stamps = None, []
        self.all.append(twin)
        return twin

    def getturtle(self) -> Turtle:
        """Itself."""
        return self

    def onclick(self, fun: Callable[..., object] | None, btn: int = 1, add: bool | None = None) -> None:
        """Nobody can click here; so nothing happens. The same goes for dragging and letting go."""

    fd = forward
    bk = backward = back
    lt, rt = left, right
    setpos = setposition = goto
    seth = setheading
    pos = position
    pu = up = penup
    pd = down = pendown
    width = pensize
    st, ht = showturtle, hideturtle
    turtlesize = shapesize
    getpen = getturtle
    onrelease = ondrag = onclick
