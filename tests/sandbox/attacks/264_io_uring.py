# attack: io_uring, whose work goes past seccomp
# category: kernel
# safe-outcome: must be refused
# check: no-escape
import ctypes
import errno

c = ctypes.CDLL(None, use_errno=True)
room = ctypes.create_string_buffer(120)
answer = c.syscall(425, 1, room)
print("ESCAPED" if answer >= 0 else "blocked", ctypes.get_errno())
answer = c.syscall(427, -1, 0, 0, 0)
print("ESCAPED" if ctypes.get_errno() == errno.EBADF else "blocked", ctypes.get_errno())
