# attack: an error that says it is of another class, and whose class's name is no text
# category: output
# safe-outcome: an ordinary report of an error
# check: no-escape,st!=0
class Meta(type):
    @property
    def __name__(cls):
        raise SystemExit(0)

    @property
    def __module__(cls):
        return 5

    def __instancecheck__(cls, other):
        raise SystemExit(0)


class Odd(Exception, metaclass=Meta):
    __class__ = SystemExit
    __traceback__ = None

    @property
    def args(self):
        raise SystemExit(0)


raise Odd
