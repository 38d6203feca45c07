# attack: set the machine's clock; to nothing, so that even root changes nothing
# category: kernel
# safe-outcome: must be refused
# check: no-escape
import ctypes
import errno
import os

c = ctypes.CDLL(None, use_errno=True)
answer = c.syscall({"x86_64": 164, "aarch64": 170}[os.uname().machine], None, None)
print("ESCAPED" if answer == 0 else "blocked", ctypes.get_errno())
answer = c.syscall({"x86_64": 227, "aarch64": 112}[os.uname().machine], 0, 1)
print("ESCAPED" if answer == 0 or ctypes.get_errno() == errno.EFAULT else "blocked", ctypes.get_errno())
