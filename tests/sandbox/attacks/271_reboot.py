# attack: reboot, with numbers that no kernel obeys
# category: kernel
# safe-outcome: must be refused
# check: no-escape
import ctypes
import errno
import os

c = ctypes.CDLL(None, use_errno=True)
answer = c.syscall({"x86_64": 169, "aarch64": 142}[os.uname().machine], 1, 2, 3, None)
print("ESCAPED" if answer == 0 or ctypes.get_errno() == errno.EINVAL else "blocked", ctypes.get_errno())
