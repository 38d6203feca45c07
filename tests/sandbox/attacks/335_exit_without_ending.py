# attack: end successfully in the middle of the function that is asked for
# category: result
# safe-outcome: test must fail: no result
# check: fail-test
# fn: add
# args: [20, 22]
# want: 42
import os


def add(a, b):
    os._exit(0)
