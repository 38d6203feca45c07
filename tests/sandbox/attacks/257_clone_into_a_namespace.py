# attack: clone with a new user namespace, which would give every capability inside it
# category: kernel
# safe-outcome: must be refused
# check: no-escape
import ctypes
import os

c = ctypes.CDLL(None, use_errno=True)
number = {"x86_64": 56, "aarch64": 220}[os.uname().machine]
for flags in (0x10000000, 0x10020000, 0x50000000):
    pid = c.syscall(number, flags | 17, 0, 0, 0, 0)
    if pid == 0:
        os._exit(0)
    print("ESCAPED" if pid > 0 else "blocked", ctypes.get_errno())
    if pid > 0:
        os.waitpid(pid, 0)
