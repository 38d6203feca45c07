# attack: raise its own priority, change its parent's and the disk's
# category: proc
# safe-outcome: must fail
# check: no-escape
import ctypes
import os

for way in (lambda: os.nice(-5), lambda: os.setpriority(os.PRIO_PROCESS, 0, -5),
            lambda: os.setpriority(os.PRIO_PROCESS, os.getppid(), os.getpriority(os.PRIO_PROCESS, os.getppid())),
            lambda: os.setpriority(os.PRIO_PGRP, 0, -1)):
    try:
        way()
        print("ESCAPED")
    except OSError as error:
        print("blocked", error.errno)
c = ctypes.CDLL(None, use_errno=True)
ioprio = {"x86_64": 251, "aarch64": 30}[os.uname().machine]
print("ESCAPED" if c.syscall(ioprio, 1, 0, 2 << 13) == 0 else "blocked", ctypes.get_errno())
