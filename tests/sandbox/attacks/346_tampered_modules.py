# attack: put objects into sys.modules in the place of what a harness imports late
# category: result
# safe-outcome: test must fail
# check: fail-test
# fn: double
# args: [21]
# want: 42
import sys


class Yes:
    def __getattr__(self, name):
        return Yes()

    def __call__(self, *rest, **words):
        return Yes()


for name in ("json", "os", "traceback", "linecache", "ast", "io", "signal", "gc", "types", "__main__", "posix"):
    sys.modules[name] = Yes()


def double(n):
    sys.modules.clear()
    return 41
