# attack: end with each code that a harness might take for a fault of its own, so that the run is made again and again
# category: result
# safe-outcome: a test that fails, once: the pupil's doing is never taken for ours
# check: fail-test
# fn: double
# args: [21]
# want: 42
import os


def double(n):
    os._exit(113)
