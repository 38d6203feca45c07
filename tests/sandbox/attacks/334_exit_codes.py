# attack: leave with codes that are no numbers, or fail when they are shown
# category: output
# safe-outcome: never taken for a pass, no crash of the runner
# check: fail-test
# fn: answer
# args: []
# want: 42
import sys


class Code:
    def __str__(self):
        raise SystemExit(Code())

    def __int__(self):
        return 0

    def __bool__(self):
        raise ValueError


def answer():
    sys.exit(Code())
