# attack: chroot, the first half of the classic way out of one
# category: kernel
# safe-outcome: must be refused before the kernel looks at its arguments
# check: no-escape
import ctypes
import errno
import os

c = ctypes.CDLL(None, use_errno=True)
answer = c.syscall({"x86_64": 161, "aarch64": 51}[os.uname().machine], 1)
print("ESCAPED" if answer == 0 or ctypes.get_errno() == errno.EFAULT else "blocked", ctypes.get_errno())
