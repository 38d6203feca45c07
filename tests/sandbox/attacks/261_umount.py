# attack: umount2, of an address that doesn't exist
# category: kernel
# safe-outcome: must be refused before the kernel looks at its arguments
# check: no-escape
import ctypes
import errno

c = ctypes.CDLL(None, use_errno=True)
answer = c.umount2(ctypes.c_void_p(1), 2)
print("ESCAPED" if answer == 0 or ctypes.get_errno() == errno.EFAULT else "blocked", ctypes.get_errno())
