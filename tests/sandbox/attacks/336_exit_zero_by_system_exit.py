# attack: raise SystemExit(0) from the function, its __repr__ and __iter__
# category: result
# safe-outcome: test must fail: no result
# check: fail-test
# fn: add
# args: [20, 22]
# want: 42
class Leaving(list):
    def __iter__(self):
        raise SystemExit(0)

    __repr__ = __len__ = __eq__ = __iter__


def add(a, b):
    Leaving().__iter__()
