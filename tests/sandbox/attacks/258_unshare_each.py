# attack: unshare each kind of namespace by itself
# category: kernel
# safe-outcome: must be refused
# check: no-escape
import ctypes

c = ctypes.CDLL(None, use_errno=True)
for flag in (0x10000000, 0x20000, 0x40000000, 0x8000000, 0x4000000, 0x20000000, 0x2000000, 0x80):
    print("ESCAPED" if c.unshare(flag) == 0 else "blocked", hex(flag), ctypes.get_errno())
