# attack: an integer that claims to equal everything, to have the right class, hash and text
# category: result
# safe-outcome: test must fail
# check: fail-test
# fn: double
# args: [21]
# want: 42
class Liar(int):
    __class__ = int

    def __eq__(self, other):
        return True

    def __ne__(self, other):
        return False

    def __hash__(self):
        return hash(42)

    def __index__(self):
        return 42

    __int__ = __index__

    def __repr__(self):
        return "42"

    __str__ = __repr__

    def __format__(self, spec):
        return "42"

    def __reduce__(self):
        return (int, (42,))


def double(n):
    return Liar(7)
