# attack: find that privileges can still be gained, by a bit that should have been set before
# category: kernel
# safe-outcome: the bit is set, or can't be asked for
# check: no-escape
import ctypes

c = ctypes.CDLL(None, use_errno=True)
print("ESCAPED" if c.prctl(39, 0, 0, 0, 0) == 0 else "set or blocked")
print("ESCAPED" if c.prctl(21, 0, 0, 0, 0) == 0 else "filtered or blocked")
