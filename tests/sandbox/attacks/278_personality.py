# attack: personality(READ_IMPLIES_EXEC), after which all memory can be run
# category: kernel
# safe-outcome: must be refused
# check: no-escape
import ctypes

c = ctypes.CDLL(None, use_errno=True)
print("ESCAPED" if c.personality(0x0400000 | 0x0040000) >= 0 else "blocked", ctypes.get_errno())
