# attack: change the name of the function after it was defined, by a class with a lying call
# category: result
# safe-outcome: test must fail
# check: fail-test
# fn: double
# args: [21]
# want: 42
import sys


class Call:
    def __call__(self, n):
        caller = sys._getframe(1)
        print(caller.f_code.co_consts, caller.f_code.co_filename)
        return [const for const in caller.f_code.co_consts if const not in (21, None)]


double = Call()
