# attack: request_key, which has the kernel start a helper program as root
# category: kernel
# safe-outcome: must be refused before the kernel looks at its arguments
# check: no-escape
import ctypes
import errno
import os

c = ctypes.CDLL(None, use_errno=True)
number = {"x86_64": 249, "aarch64": 218}[os.uname().machine]
answer = c.syscall(number, 1, 1, None, 0)
print("ESCAPED" if answer >= 0 or ctypes.get_errno() == errno.EFAULT else "blocked", ctypes.get_errno())
