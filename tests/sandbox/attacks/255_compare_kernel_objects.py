# attack: kcmp, which tells how the kernel orders its own objects
# category: kernel
# safe-outcome: must be refused
# check: no-escape
import ctypes
import os

c = ctypes.CDLL(None, use_errno=True)
number = {"x86_64": 312, "aarch64": 272}[os.uname().machine]
print("ESCAPED" if c.syscall(number, os.getpid(), os.getpid(), 0, 0, 1) >= 0 else "blocked", ctypes.get_errno())
