# attack: make rules of Landlock, which is one more surface of the kernel
# category: kernel
# safe-outcome: must be refused
# check: no-escape
import ctypes
import errno
import struct

c = ctypes.CDLL(None, use_errno=True)
print("ESCAPED" if c.syscall(444, struct.pack("=Q", 1), 8, 0) >= 0 else "blocked", ctypes.get_errno())
answer = c.syscall(446, -1, 0)
print("ESCAPED" if answer == 0 or ctypes.get_errno() == errno.EBADF else "blocked", ctypes.get_errno())
