# attack: pidfd_open on the parent, then pidfd_getfd to take a descriptor of its
# category: kernel
# safe-outcome: must be refused
# check: no-escape
import ctypes
import os

c = ctypes.CDLL(None, use_errno=True)
handle = c.syscall(434, os.getppid(), 0)
print("ESCAPED" if handle >= 0 else "blocked", ctypes.get_errno())
print("ESCAPED" if c.syscall(438, handle, 0, 0) >= 0 else "blocked", ctypes.get_errno())
