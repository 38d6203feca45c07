# attack: change isinstance, type, len, int and repr for everybody
# category: result
# safe-outcome: test must fail
# check: fail-test
# fn: double
# args: [21]
# want: 42
import builtins


class Anything(type):
    def __eq__(cls, other):
        return True

    def __hash__(cls):
        return 0


class Fake(metaclass=Anything):
    def __eq__(self, other):
        return True


def double(n):
    builtins.type = lambda *rest: Fake
    builtins.isinstance = lambda *rest: True
    builtins.int = builtins.str = Fake
    builtins.repr = builtins.len = lambda thing: 42
    return Fake()
