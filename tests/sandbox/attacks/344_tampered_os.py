# attack: change os.write, os._exit and sys.exit, so that the end of the run is the program's
# category: result
# safe-outcome: test must fail
# check: fail-test
# fn: double
# args: [21]
# want: 42
import os
import sys

real_write, real_exit = os.write, os._exit
os.write = lambda descriptor, data: real_write(descriptor, b'{"v": "forged"}')
os._exit = lambda code: real_exit(0)
sys.exit = lambda code=0: real_exit(0)


def double(n):
    raise ValueError("the harness would tell")
