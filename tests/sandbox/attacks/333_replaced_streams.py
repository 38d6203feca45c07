# attack: put objects in the place of the streams that fail or never return a number
# category: output
# safe-outcome: no crash of the runner
# check: no-escape
import sys


class Odd:
    encoding = 5

    def write(self, text):
        raise MemoryError

    def flush(self):
        raise SystemExit("bye")

    def __getattr__(self, name):
        raise RecursionError


sys.stdout = sys.stderr = sys.__stdout__ = sys.__stderr__ = sys.stdin = Odd()
sys.stdout = None
1 / 0
