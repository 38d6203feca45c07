# attack: write over the job and the input, so that another test is run
# category: result
# safe-outcome: what came is sealed; test must fail
# check: fail-test
# fn: double
# args: [21]
# want: 42
import os

for descriptor in (*range(3, 64), 0):
    for way in (lambda: os.pwrite(descriptor, b'{"source": "v = 42"}', 0), lambda: os.ftruncate(descriptor, 0)):
        try:
            way()
        except OSError:
            pass


def double(n):
    return 41
