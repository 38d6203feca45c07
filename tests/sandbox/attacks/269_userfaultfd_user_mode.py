# attack: userfaultfd in the form that needs no privilege
# category: kernel
# safe-outcome: must be refused
# check: no-escape
import ctypes
import os

c = ctypes.CDLL(None, use_errno=True)
number = {"x86_64": 323, "aarch64": 282}[os.uname().machine]
print("ESCAPED" if c.syscall(number, 1 | 0x80000) >= 0 else "blocked", ctypes.get_errno())
