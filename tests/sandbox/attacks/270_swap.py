# attack: swapon, of an address that doesn't exist
# category: kernel
# safe-outcome: must be refused
# check: no-escape
import ctypes
import errno
import os

c = ctypes.CDLL(None, use_errno=True)
answer = c.syscall({"x86_64": 167, "aarch64": 224}[os.uname().machine], 1, 0)
print("ESCAPED" if answer == 0 or ctypes.get_errno() == errno.EFAULT else "blocked", ctypes.get_errno())
