# attack: setns by a descriptor of a process instead of a file of /proc
# category: kernel
# safe-outcome: must be refused before the kernel looks at it
# check: no-escape
import ctypes
import errno
import os

c = ctypes.CDLL(None, use_errno=True)
number = {"x86_64": 308, "aarch64": 268}[os.uname().machine]
answer = c.syscall(number, 0, 0x10000000)
print("ESCAPED" if answer == 0 or ctypes.get_errno() in (errno.EINVAL, errno.EBADF) else "blocked")
