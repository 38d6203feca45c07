# attack: change the variables of the frames that called the program, and their globals
# category: result
# safe-outcome: test must fail
# check: fail-test
# fn: double
# args: [21]
# want: 42
import sys


def double(n):
    frame = sys._getframe().f_back
    while frame:
        for space in (frame.f_locals, frame.f_globals):
            for name in list(space):
                if any(word in name.lower() for word in ("value", "result", "status", "code", "ok", "error")):
                    try:
                        space[name] = True
                    except BaseException:
                        pass
        frame = frame.f_back
    return 41
