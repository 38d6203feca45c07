# attack: fork, vfork's elder brother clone, and fork from a C call
# category: proc
# safe-outcome: must be refused
# check: no-escape
import ctypes
import os

c = ctypes.CDLL(None, use_errno=True)
clone = {"x86_64": 56, "aarch64": 220}[os.uname().machine]
for way in (c.fork, lambda: c.syscall(clone, 17, 0, 0, 0, 0), lambda: c.syscall(clone, 0x01200000 | 17, 0, 0, 0, 0)):
    pid = way()
    if pid == 0:
        os._exit(0)
    print("ESCAPED" if pid > 0 else "blocked", ctypes.get_errno())
    if pid > 0:
        os.waitpid(pid, 0)
