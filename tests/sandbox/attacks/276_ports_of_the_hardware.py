# attack: iopl and ioperm, for the hardware's ports
# category: kernel
# safe-outcome: must be refused
# check: no-escape
import ctypes
import os

c = ctypes.CDLL(None, use_errno=True)
if os.uname().machine == "x86_64":
    print("ESCAPED" if c.syscall(172, 3) == 0 else "blocked", ctypes.get_errno())
    print("ESCAPED" if c.syscall(173, 0x80, 1, 1) == 0 else "blocked", ctypes.get_errno())
else:
    print("no such calls on this machine")
