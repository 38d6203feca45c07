# attack: wind the result back and write over it when the program ends, by atexit and __del__
# category: result
# safe-outcome: test must fail
# check: fail-test
# fn: double
# args: [21]
# want: 42
import atexit
import os


class Late:
    def __del__(self, os=os):
        for descriptor in range(3, 64):
            try:
                os.lseek(descriptor, 0, 0)
                os.write(descriptor, b'{"v": "forged"}          ')
            except OSError:
                pass


keep = Late()
atexit.register(keep.__del__)


def double(n):
    return 41
