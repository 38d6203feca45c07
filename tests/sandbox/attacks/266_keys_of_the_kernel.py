# attack: read the key rings of the user, which outlive a process
# category: kernel
# safe-outcome: must be refused
# check: no-escape
import ctypes
import os

c = ctypes.CDLL(None, use_errno=True)
number = {"x86_64": 250, "aarch64": 219}[os.uname().machine]
print("ESCAPED" if c.syscall(number, 0, -3, 0) > 0 else "blocked", ctypes.get_errno())
print("ESCAPED" if c.syscall(number, 6, -4, None, 0) > 0 else "blocked", ctypes.get_errno())
