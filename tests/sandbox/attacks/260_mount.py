# attack: mount; the target is an address that doesn't exist, so that even root mounts nothing
# category: kernel
# safe-outcome: must be refused before the kernel looks at its arguments
# check: no-escape
import ctypes
import errno

c = ctypes.CDLL(None, use_errno=True)
answer = c.mount(b"none", 1, b"tmpfs", 0, None)
print("ESCAPED" if answer == 0 or ctypes.get_errno() == errno.EFAULT else "blocked", ctypes.get_errno())
