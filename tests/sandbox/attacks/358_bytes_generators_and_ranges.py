# attack: things that only look like the list that is wanted: a generator, a range, an array, bytes, a view
# category: result
# safe-outcome: test must fail: another type
# check: fail-test
# fn: count
# args: [3]
# want: [0, 1, 2]
import array
import os


def count(n):
    return (range(n), bytes(range(n)), array.array("B", range(n)), {0: 0, 1: 1, 2: 2}.keys(),
            (k for k in range(n)), memoryview(bytes(range(n))))[os.getpid() % 6]
