# attack: an object that says it is an integer, and whose class equals every class
# category: result
# safe-outcome: test must fail
# check: fail-test
# fn: double
# args: [21]
# want: 42
class Meta(type):
    def __eq__(cls, other):
        return True

    def __hash__(cls):
        return hash(int)

    def __instancecheck__(cls, other):
        return True

    def __subclasscheck__(cls, other):
        return True


class Liar(metaclass=Meta):
    __class__ = int
    __module__ = "builtins"
    __qualname__ = "int"

    def __eq__(self, other):
        return True

    def __repr__(self):
        return "42"


Liar.__name__ = "int"


def double(n):
    return Liar()
