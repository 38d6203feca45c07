"""Questions on Python programs."""

from __future__ import annotations

from backend.demo.bank.form import DemoQuestion, Known, Topic, Wrong, choice_content, order_content, text_content
from backend.demo.bank.form import ticks_content as ticks

_PYTHON = Topic("introduction-to-python-programming", ("python", "year 8"))
_LISTS = Topic("python-programming-with-sequences-of-data", ("python", "lists", "year 9"))

QUESTIONS: tuple[DemoQuestion, ...] = (
    _PYTHON.question(
        "copied_variable",
        "multiple_choice",
        choice_content(
            "What does this program print?\n\n```python\na = 3\nb = a\na = 5\nprint(b)\n```",
            "`3`",
            [
                Wrong(
                    "`5`",
                    "`b = a` copies the value that `a` has at that moment. It doesn't tie the two together.",
                    "variables.equals_is_maths",
                ),
                Wrong(
                    "`a`",
                    "There are no quotation marks, so `a` stands for its value.",
                    "variables.name_is_value",
                ),
                Wrong(
                    "`3 5`",
                    "A variable holds one value, and `print(b)` shows that one.",
                    "variables.holds_many_values",
                ),
            ],
            why="`b = a` gives `b` the value of `a` at that moment, 3. What happens to `a` later doesn't change `b`.",
        ),
        ["crunching-numbers.2"],
    ),
    _PYTHON.question(
        "input_plus_one",
        "multiple_choice",
        choice_content(
            "Ravi types `12` when this program asks. What happens?\n\n"
            '```python\nage = input("How old are you? ")\nprint(age + 1)\n```',
            "Python reports an error",
            [
                Wrong(
                    "The program prints `13`",
                    "What kind of value does `input` give: text or a number?",
                    "types.input_is_a_number",
                ),
                Wrong("The program prints `121`", "Python doesn't join text to a number by itself."),
                Wrong(
                    "The program prints `age1`",
                    "`age` stands for its value, not its name.",
                    "variables.name_is_value",
                ),
            ],
            why="`input` gives text, and Python can't add the number 1 to text. "
            "With `age = int(input(…))` it would print 13.",
            difficulty=3,
        ),
        ["crunching-numbers.1"],
    ),
    _PYTHON.question(
        "first_true_branch",
        "multiple_choice",
        choice_content(
            'What does this program print?\n\n```python\nscore = 85\nif score >= 50:\n    print("Pass")\n'
            'elif score >= 80:\n    print("Merit")\nelse:\n    print("Try again")\n```',
            "`Pass`",
            [
                Wrong(
                    "`Merit`",
                    "85 is at least 80, but Python asks the questions from the top down.",
                    "programming.computer_guesses_meaning",
                ),
                Wrong(
                    "`Pass` and then `Merit`",
                    "Both are true, but after the first that is true the others aren't looked at.",
                    "selection.all_true_branches_run",
                ),
                Wrong(
                    "`Pass` and then `Try again`",
                    "`else` runs only when no condition above it is true.",
                    "selection.both_branches_run",
                ),
            ],
            why="Python takes the **first** branch whose condition is true and leaves the others out. To give a merit, "
            "ask for 80 before 50.",
            difficulty=3,
        ),
        ["more-branches.2"],
    ),
    _PYTHON.question(
        "child_ages",
        "multiple_response",
        ticks(
            "For which ages does this program print `Child ticket`? Tick every one.\n\n"
            '```python\nif age < 13:\n    print("Child ticket")\n```',
            ["11", "12"],
            [("13", "selection.boundary_left_out"), ("14", None)],
            why="`age < 13` is true for ages below 13. 13 itself isn't less than 13; for that it would have to be "
            "`age <= 13`.",
        ),
        ["at-a-crossroads.1", "at-a-crossroads.3"],
    ),
    _PYTHON.question(
        "range_3",
        "multiple_choice",
        choice_content(
            "What does this program print?\n\n```python\nfor number in range(3):\n    print(number)\n```",
            "`0`, `1`, `2`",
            [
                Wrong("`1`, `2`, `3`", "Counting in Python starts at 0.", "loops.range_starts_at_one"),
                Wrong("`0`, `1`, `2`, `3`", "The end of a range isn't part of it.", "loops.range_includes_end"),
                Wrong("`3`", "The line inside runs once for each number of the range.", "loops.runs_once"),
            ],
            why="`range(3)` gives three numbers, beginning with 0: 0, 1 and 2.",
        ),
        ["round-and-round.2"],
    ),
    _PYTHON.question(
        "greeting_lines",
        "ordering",
        order_content(
            "Put the lines in order, so that the program asks for a name and then greets its owner.",
            [
                '`print("What is your name?")`',
                "`name = input()`",
                '`greeting = "Hello " + name`',
                "`print(greeting)`",
            ],
            why="A value has to be there before it is used: first the question, then `name`, then `greeting`.",
        ),
        ["first-steps.4"],
    ),
    _PYTHON.question(
        "missing_colon",
        "short_text",
        text_content(
            "Which character is missing at the end of the first line?\n\n"
            '```python\nif lives == 0\n    print("Game over")\n```',
            [
                Known(":"),
                Known("colon", kind="close"),
                Known("a colon", kind="close"),
                Known("colon *", kind="wildcard"),
                Known(";", 0.0),
                Known("semicolon", 0.0),
            ],
            why="A line that begins with `if`, `elif`, `else`, `while` or `for` ends with a colon.",
            difficulty=1,
        ),
        ["first-steps.2"],
        [";", "semicolon", "=", "a bracket", ")"],
    ),
    _PYTHON.question(
        "while_count",
        "multiple_choice",
        choice_content(
            "What is the last number that this program prints?\n\n"
            "```python\nn = 1\nwhile n < 4:\n    print(n)\n    n = n + 1\n```",
            "3",
            [
                Wrong("4", "When `n` is 4, is `n < 4` still true?", "selection.boundary_left_out"),
                Wrong("1", "The two lines inside are repeated. What changes each time?", "loops.runs_once"),
                Wrong("5", "Follow `n` step by step, and check the condition each time."),
            ],
            why="It prints 1, 2 and 3. Then `n` is 4, `n < 4` is false, and the loop ends.",
        ),
        ["round-and-round.1", "round-and-round.2"],
    ),
    _LISTS.question(
        "second_colour",
        "multiple_choice",
        choice_content(
            'What does this program print?\n\n```python\ncolours = ["red", "green", "blue"]\nprint(colours[1])\n```',
            "`green`",
            [
                Wrong("`red`", "Positions in a list are counted from 0.", "lists.index_from_one"),
                Wrong("`blue`", "Number the items from 0 and look again."),
                Wrong("`red` and `green`", "The number in brackets picks out a single item."),
            ],
            why="Positions are counted from 0: `colours[0]` is red, `colours[1]` is green.",
        ),
        ["warm-up.2"],
    ),
    _LISTS.question(
        "last_position",
        "short_text",
        text_content(
            "`days` is a list of seven items. Write the number that belongs in the brackets to get the last of them: "
            "`days[ ]`",
            [
                Known("6"),
                Known("-1"),
                Known("six"),
                Known("7", 0.0, idea="lists.length_is_last_index"),
                Known("seven", 0.0, idea="lists.length_is_last_index"),
            ],
            why="Positions run from 0, so the last of seven items is at position 6. Python also takes −1 for the last.",
            difficulty=3,
        ),
        ["warm-up.2", "playlist.1"],
        ["7", "8", "seven", "0", "5"],
    ),
)
