# attack: quotactl, to learn of the disk
# category: kernel
# safe-outcome: must be refused before the kernel looks at its arguments
# check: no-escape
import ctypes
import errno
import os

c = ctypes.CDLL(None, use_errno=True)
number = {"x86_64": 179, "aarch64": 60}[os.uname().machine]
answer = c.syscall(number, 0x800007 << 8, 1, 0, None)
print("ESCAPED" if answer == 0 or ctypes.get_errno() == errno.EFAULT else "blocked", ctypes.get_errno())
