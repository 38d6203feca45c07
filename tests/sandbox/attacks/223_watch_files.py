# attack: fanotify, to hear of every file that the machine opens
# category: kernel
# safe-outcome: must be refused
# check: no-escape
import ctypes
import os

c = ctypes.CDLL(None, use_errno=True)
number = {"x86_64": 300, "aarch64": 262}[os.uname().machine]
for flags in (0, 0x200, 0x4 | 0x200):
    print("ESCAPED" if c.syscall(number, flags, 0) >= 0 else "blocked", ctypes.get_errno())
