"""What pupils' turtles draw, beside the formulas for it. Python's own turtle needs a window, so it isn't asked."""

from __future__ import annotations

import importlib
import io
import itertools
import json
import math
import sys

import pytest

SEALED = "backend.sandbox.sealed."
MODULES = ("turtle_colours", "turtle_canvas", "turtle_pen", "turtle_recorder")

OF_TURTLES = """
    forward fd backward bk back left lt right rt goto setpos setposition setx sety setheading seth home circle dot stamp
    clearstamp clearstamps penup pu up pendown pd down pensize width color pencolor fillcolor begin_fill end_fill
    filling write hideturtle ht showturtle st isvisible speed shape shapesize clear reset position pos xcor ycor heading
    towards distance isdown degrees radians clone getturtle getscreen onclick undo
"""
OF_THE_SCREEN = """
    bgcolor title setup tracer update exitonclick mainloop done bye textinput numinput colormode listen onkey onkeypress
    onscreenclick ontimer window_width window_height screensize delay register_shape addshape turtles clearscreen
    resetscreen mode
"""


@pytest.fixture
def turtle(monkeypatch):
    """The recorder as a new process has it."""
    for name in MODULES:
        monkeypatch.delitem(sys.modules, SEALED + name, raising=False)
    module = importlib.import_module(SEALED + "turtle_recorder")
    monkeypatch.setitem(sys.modules, "turtle", module)
    yield module
    for name in MODULES:
        sys.modules.pop(SEALED + name, None)


def drawn(turtle, source: str, op: str | None = None) -> list[dict]:
    """What a program leaves on the paper, only of one kind where asked."""
    exec(source, {})
    commands = turtle.drawing()
    assert json.loads(json.dumps(commands, allow_nan=False)) == commands
    return [command for command in commands if op in (None, command["op"])]


def test_a_square(turtle):
    commands = drawn(turtle, "from turtle import *\nfor side in range(4):\n    forward(100)\n    left(90)\ndone()\n")
    corners = [[0.0, 0.0], [100.0, 0.0], [100.0, 100.0], [0.0, 100.0], [0.0, 0.0]]
    assert commands == [
        *(
            {"op": "line", "from": start, "to": end, "colour": "#000000", "width": 1.0}
            for start, end in itertools.pairwise(corners)
        ),
        {"op": "turtle", "at": [0.0, 0.0], "heading": 0.0, "colour": "#000000"},
    ]


def test_nothing_is_drawn_until_a_turtle_is_there(turtle):
    assert drawn(turtle, "import turtle\nturtle.Screen().title('x')\nturtle.tracer(0)") == []


@pytest.mark.parametrize("sides", [3, 5, 8, 36])
def test_a_polygon_closes_and_its_corners_lie_on_a_circle(turtle, sides):
    pen = turtle.Turtle()
    side = 40.0
    radius = side / (2 * math.sin(math.pi / sides))
    apothem = side / (2 * math.tan(math.pi / sides))
    for _ in range(sides):
        pen.fd(side)
        pen.lt(360 / sides)
        assert math.isclose(math.dist(pen.pos(), (side / 2, apothem)), radius)
    assert abs(pen.pos()) < 1e-9


@pytest.mark.parametrize("radius", [100, 7, -60])
@pytest.mark.parametrize("extent", [None, 90, -45, 400])
@pytest.mark.parametrize("steps", [None, 6])
def test_a_circle_is_a_polygon_inside_it(turtle, radius, extent, steps):
    pen = turtle.Turtle()
    pen.circle(radius, extent, steps)
    angle = math.radians(360 if extent is None else extent) * math.copysign(1, radius)
    end = (radius * math.sin(angle), radius - radius * math.cos(angle))
    assert math.dist(pen.pos(), end) < 1e-9
    assert math.isclose(math.cos(math.radians(pen.heading())), math.cos(angle), abs_tol=1e-9)
    assert math.isclose(math.sin(math.radians(pen.heading())), math.sin(angle), abs_tol=1e-9)
    lines = [command for command in turtle.drawing() if command["op"] == "line"]
    expected = 1 + int(min(11 + abs(radius) / 6.0, 59.0) * abs(extent or 360) / 360.0)
    assert len(lines) == (steps or expected)
    for line in lines:
        assert math.dist(line["to"], (0, radius)) == pytest.approx(abs(radius), abs=0.01)


def test_headings_and_units(turtle):
    pen = turtle.Turtle()
    pen.left(450)
    assert pen.heading() == 90.0
    pen.rt(100)
    assert pen.heading() == pytest.approx(350)
    pen.seth(-30)
    assert pen.heading() == pytest.approx(330)
    pen.home()
    pen.radians()
    pen.left(math.pi / 2)
    assert pen.heading() == pytest.approx(math.pi / 2)
    pen.degrees(400)
    assert pen.heading() == pytest.approx(100)
    pen.degrees()
    pen.goto(3, 4)
    assert pen.distance(0, 0) == pen.distance((0, 0)) == 5
    assert pen.towards((3, 10)) == 90
    assert pen.towards(turtle.Turtle()) == pytest.approx(180 + math.degrees(math.atan2(4, 3)))
    pen.setx(-1)
    pen.sety(-2)
    assert (pen.xcor(), pen.ycor()) == (-1, -2) == pen.position()
    assert repr(pen.pos()) == "(-1.00,-2.00)"


def test_a_place_can_be_reckoned_with(turtle):
    a, b = turtle.Vec2D(1, 2), turtle.Vec2D(3, -1)
    assert (a + b, a - b, -a, a * b, 2 * a, a * 2) == ((4, 1), (-2, 3), (-1, -2), 1, (2, 4), (2, 4))
    assert all(type(vector) is turtle.Vec2D for vector in (a + b, a - b, -a, 2 * a, a * 2, a.rotate(5)))
    assert a.rotate(90) == pytest.approx((-2, 1))
    assert abs(turtle.Vec2D(3, 4)) == 5


def test_colours(turtle):
    lines = drawn(
        turtle,
        "import turtle\nt = turtle.Turtle()\nturtle.Screen().colormode(255)\n"
        "for colour in ('red', 'light blue', '#abc', '#A0b1C2', (1, 2, 255), 'gray50', ''):\n"
        "    t.pencolor(colour)\n    t.forward(1)\nt.color(9, 9, 9)\nt.forward(1)\n"
        "turtle.colormode(1.0)\nt.color((1, .5, 0), 'green')\nt.forward(1)\n"
        "assert t.color() == ((1.0, 128 / 255, 0.0), 'green')\nassert t.fillcolor() == 'green'\n"
        "t.fillcolor('#ff0000')\nassert t.fillcolor() == (1, 0, 0)\nt.color('blue')\nassert t.color() == ('blue',) * "
        "2\n",
        "line",
    )
    expected = ["#ff0000", "#add8e6", "#aabbcc", "#a0b1c2", "#0102ff", "#7f7f7f", "#090909", "#ff8000"]
    assert [line["colour"] for line in lines] == expected  # none for the pen without a colour


@pytest.mark.parametrize("colour", ["'rde'", "'#12'", "300, 0, 0", "(1, 2)", "None", "5", "'red', 'reed'", "2.0, 0, 0"])
def test_what_is_no_colour_is_said(turtle, colour):
    with pytest.raises(Exception, match=r"^bad color") as caught:
        exec(f"import turtle\nturtle.color({colour})", {})
    assert type(caught.value) is turtle.TurtleGraphicsError


def test_a_shape_is_filled_below_its_outline(turtle):
    commands = drawn(
        turtle,
        "from turtle import *\nbgcolor('navy')\nfillcolor('gold')\nhideturtle()\nassert not filling()\n"
        "begin_fill()\nassert "
        "filling()\nfd(10)\nlt(90)\npenup()\nfd(10)\nend_fill()\nbegin_fill()\nfd(5)\nend_fill()\n",
    )
    assert [command["op"] for command in commands] == ["background", "fill", "line"]
    assert commands[0]["colour"] == "#000080"
    assert commands[1] == {"op": "fill", "points": [[0, 0], [10, 0], [10, 10]], "colour": "#ffd700"}


def test_dots_words_prints_and_the_pen(turtle):
    commands = drawn(
        turtle,
        "import turtle\nt = turtle.Turtle(visible=False)\nt.pensize(3)\nassert t.width() == 3\nt.dot()\nt.dot(20, "
        "'red')\n"
        "t.dot('blue')\nt.pu()\nassert not t.isdown()\nt.goto(0, 50)\nt.pd()\nt.write('Score: 5')\n"
        "t.write(7, align='Center', font=('Arial', 24, 'bold'))\nt.lt(90)\nfirst = t.stamp()\nt.stamp()\n"
        "t.clearstamp(first)\nt.speed('fastest')\nassert t.speed() == 0\nt.speed(7)\nassert t.speed() == 7\n",
    )
    assert [(c["size"], c["colour"]) for c in commands[:3]] == [(7, "#000000"), (20, "#ff0000"), (7, "#0000ff")]
    words = {"op": "text", "at": [0, 50], "colour": "#000000"}
    assert commands[3] == words | {"text": "Score: 5", "size": 8, "align": "left"}
    assert commands[4] == words | {"text": "7", "size": 24, "align": "center"}
    assert commands[5:] == [{"op": "turtle", "at": [0, 50], "heading": 90, "colour": "#000000"}]


def test_clear_reset_and_several_turtles(turtle):
    commands = drawn(
        turtle,
        "import turtle\na, b = turtle.Turtle(), turtle.Pen()\na.fd(10)\nb.fd(20)\nb.seth(90)\na.clear()\nc = "
        "b.clone()\nc.fd(5)\n"
        "b.reset()\nassert b.heading() == 0 and b.pos() == (0, 0)\nassert turtle.turtles() == [a, b, c]\n",
    )
    ends = [command["to"] for command in commands if command["op"] == "line"]
    assert ends == [[20, 5]]
    assert [command["at"] for command in commands if command["op"] == "turtle"] == [[10, 0], [0, 0], [20, 5]]
    assert drawn(turtle, "import turtle\nturtle.clearscreen()") == []


def test_questions_are_answered_from_the_input(turtle, monkeypatch, capsys):
    monkeypatch.setattr(sys, "stdin", io.StringIO("Sam\nfive\n99\n5\n\n"))
    program = (
        "import turtle\ns = turtle.Screen()\nassert s.textinput('Hi', 'Name?') == 'Sam'\n"
        "n = s.numinput('Sides', 'How many?', 4, minval=3, maxval=10)\nassert n == 5.0 and type(n) is float\n"
        "assert turtle.numinput('Sides', 'How many?', 4) == 4\n"
    )
    assert drawn(turtle, program) == []
    assert capsys.readouterr().out.split("? ")[:2] == ["Name", "How many"]
    with pytest.raises(EOFError):
        exec("import turtle\nturtle.textinput('a', 'b')", {})


def test_what_lessons_call_is_there(turtle):
    assert [name for name in OF_TURTLES.split() if not callable(getattr(turtle.Turtle, name, None))] == []
    assert [name for name in OF_THE_SCREEN.split() if not callable(getattr(turtle.Screen(), name, None))] == []
    space: dict = {}
    exec("from turtle import *", space)
    assert {*OF_TURTLES.split(), *OF_THE_SCREEN.split(), "Turtle", "Pen", "Screen", "Vec2D"} <= space.keys()
    assert not {"drawing", "Any", "annotations"} & space.keys()
    for call in (
        "mainloop()",
        "done()",
        "exitonclick()",
        "listen()",
        "onkey(print, 'Up')",
        "setup(400, 400)",
        "update()",
    ):
        assert eval(call, space) is None


@pytest.mark.parametrize(
    ("call", "kind", "words"),
    [
        ("turtle.wibble()", AttributeError, "module 'turtle' has no attribute 'wibble'"),
        ("turtle.Turtle().wibble()", AttributeError, "'Turtle' object has no attribute 'wibble'"),
        ("turtle.forward()", TypeError, "missing 1 required positional argument: 'distance'"),
        ("turtle.fd('10')", TypeError, "float"),
        ("turtle.shape('dog')", Exception, "There is no shape named dog"),
        ("turtle.undo()", Exception, "not available here"),
        ("turtle.mode('logo')", Exception, "not available here"),
    ],
)
def test_errors_are_pythons(turtle, call, kind, words):
    with pytest.raises(kind, match=words.replace("(", r"\(")):
        exec(f"import turtle\n{call}", {})


def test_more_than_fits_is_said(turtle):
    commands = drawn(turtle, "import turtle\nfor i in range(6000):\n    turtle.fd(1)\n")
    assert len(commands) == 5000
    assert commands[-1] == {"op": "more"} and commands[-2]["op"] == "line"
    assert drawn(turtle, "import turtle\nturtle.clear()\nturtle.ht()\nturtle.home()")[0]["op"] == "line"
    commands = drawn(
        turtle, "import turtle\nturtle.reset()\nturtle.begin_fill()\nturtle.pu()\n" + "turtle.fd(1)\n" * 6000
    )
    exec("import turtle\nturtle.end_fill()", {})
    commands = turtle.drawing()
    assert len(commands[0]["points"]) == 5001 and commands[-1] == {"op": "more"}


def test_numbers_beyond_any_paper_stay_json(turtle):
    lines = drawn(
        turtle,
        "import turtle\nfor x in (1e300, -1e308, float('inf'), float('nan'), 1 / 3):\n    turtle.setx(x)\n",
        "line",
    )
    assert [line["to"][0] for line in lines] == [1e6, -1e6, 1e6, 0.0, 0.33]
