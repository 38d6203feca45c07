# attack: ptrace(PTRACE_SEIZE) and PTRACE_PEEKDATA on the parent
# category: kernel
# safe-outcome: must be refused
# check: no-escape
import ctypes
import os

c = ctypes.CDLL(None, use_errno=True)
number = {"x86_64": 101, "aarch64": 117}[os.uname().machine]
print("ESCAPED" if c.syscall(number, 0x4206, os.getppid(), 0, 0) == 0 else "blocked", ctypes.get_errno())
