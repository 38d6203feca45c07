"""Tasks in which programs are written, mended, put together, predicted and traced."""

from __future__ import annotations

from backend.demo.bank.form import DemoQuestion, Topic

_PYTHON = Topic("introduction-to-python-programming", ("python", "year 8"))

QUESTIONS: tuple[DemoQuestion, ...] = (
    _PYTHON.question(
        "times_table",
        "python_code",
        {
            "stem": "Write a program that asks for a whole number and prints the first **five** numbers of its times "
            "table, each on a line of its own. For 7 these are 7, 14, 21, 28 and 35.",
            "hints": ["A `for` loop with `range(1, 6)` counts from 1 to 5."],
            "explanation": "The loop counts from 1 to 5, and each time the number is multiplied by what was counted.",
            "difficulty": 3,
            "starter": 'number = int(input("Which times table? "))\n',
            "solution": 'number = int(input("Which times table? "))\nfor count in range(1, 6):\n    '
            "print(number * count)\n",
            "tests": [
                {"id": "k4m7wd", "stdin": "7\n", "expected": "7\n14\n21\n28\n35", "show": "example"},
                {"id": "p8x2rc", "name": "another number", "stdin": "12\n", "expected": "12\n24\n36\n48\n60"},
                {
                    "id": "t3v9hq",
                    "name": "nought",
                    "stdin": "0\n",
                    "expected": "0\n0\n0\n0\n0",
                    "show": "never",
                },
            ],
            "rules": [{"kind": "must", "use": "for"}],
            "own_code_questions": True,
        },
        ["crunching-numbers.2"],
    ),
    _PYTHON.question(
        "mend_the_mean",
        "python_code",
        {
            "stem": "`mean(marks)` should give back the mean of a list of marks, but there is **one** mistake in it. "
            "Find it and mend it.",
            "hints": ["Run it with `mean([2, 4])` in your head: what is `total` after each time round?"],
            "explanation": "`total = mark` throws away what was added up so far; `total = total + mark` keeps it.",
            "difficulty": 3,
            "starter": "def mean(marks):\n    total = 0\n    for mark in marks:\n        total = mark\n"
            "    return total / len(marks)\n",
            "solution": "def mean(marks):\n    total = 0\n    for mark in marks:\n        total = total + mark\n"
            "    return total / len(marks)\n",
            "tests": [
                {"id": "w5c8nb", "kind": "call", "code": "mean([2, 4])", "expected": "3.0", "show": "example"},
                {"id": "z7j3fk", "kind": "call", "code": "mean([10, 20, 60])", "expected": "30.0"},
                {"id": "r2y6gs", "kind": "call", "code": "mean([5])", "expected": "5.0", "show": "on_failure"},
            ],
            "edit_limit_lines": 1,
        },
        ["crunching-numbers.2"],
    ),
    _PYTHON.question(
        "countdown",
        "parsons",
        {
            "stem": "Build a program that counts down from 5 to 1 and then prints `Lift off!` **once**. Some lines "
            "aren't needed.",
            "explanation": "The loop runs as long as `count` is above 0; inside it the number is printed and made "
            "smaller. What is said once comes after the loop.",
            "difficulty": 2,
            "grading": "sequence",
            "indentation": "required",
            "blocks": [
                {"id": "a6d3kt", "code": "count = 5"},
                {"id": "f9r4wm", "code": "while count > 0:", "pair": "loop"},
                {"id": "g2n8vx", "code": "while count < 0:", "distractor": True, "pair": "loop"},
                {"id": "h7q5yb", "code": "print(count)", "indent": 1},
                {"id": "j3s9zc", "code": "count = count - 1", "indent": 1},
                {"id": "m8t2xd", "code": 'print("Lift off!")'},
                {"id": "n4w7pe", "code": "count = count + 1", "distractor": True},
            ],
        },
        ["crunching-numbers.2"],
    ),
    _PYTHON.question(
        "sum_of_range",
        "predict_output",
        {
            "stem": "What does this program print?",
            "code": "total = 0\nfor number in range(1, 4):\n    total = total + number\n    print(number, total)\n"
            'print("Done")',
            "expected": "1 1\n2 3\n3 6\nDone",
            "known": [{"text": "1 1\n2 3\n3 6\n4 10\nDone", "misconception": "loops.range_includes_end"}],
            "hints": ["Make a table with a column for each variable."],
            "explanation": "The loop runs for 1, 2 and 3: `range(1, 4)` stops before 4.",
            "difficulty": 3,
        },
        ["crunching-numbers.2"],
    ),
    _PYTHON.question(
        "trace_a_loop",
        "trace_table",
        {
            "stem": "Complete the trace table: a row for each time round the loop.",
            "columns": ["number", "total", "output"],
            "program": "total = 5\nnumber = 1\nwhile number < 4:\n    total = total + number\n"
            "    number = number + 1\n    print(total)",
            "rows": [["2", "6", "6"], [None, None, None], [None, None, None]],
            "expected": [["2", "6", "6"], ["3", "8", "8"], ["4", "11", "11"]],
            "row_lines": [6],
            "follow_through": True,
            "hints": ["Use the values of the row above."],
            "explanation": "Each time round, `number` is added to `total` before it goes up by one.",
            "difficulty": 4,
        },
        ["crunching-numbers.2"],
    ),
)
