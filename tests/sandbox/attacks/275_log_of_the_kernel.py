# attack: read the kernel's log by syslog
# category: kernel
# safe-outcome: must be refused
# check: no-escape
import ctypes
import os

c = ctypes.CDLL(None, use_errno=True)
number = {"x86_64": 103, "aarch64": 116}[os.uname().machine]
for action in (10, 3, 9):
    answer = c.syscall(number, action, ctypes.create_string_buffer(64), 64)
    print("ESCAPED" if answer >= 0 else "blocked", ctypes.get_errno())
