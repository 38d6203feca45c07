# attack: open_tree and move_mount of the new mount interface
# category: kernel
# safe-outcome: must be refused
# check: no-escape
import ctypes
import errno

c = ctypes.CDLL(None, use_errno=True)
for number, arguments in ((428, (-100, b"/", 0x80000)), (429, (-1, b"", -1, b"", 0x44)), (433, (-100, b"/", 0)),
                          (442, (-1, b"", 0x1000, 1, 32)), (457, (1, 0, 0, 0))):
    answer = c.syscall(number, *arguments)
    print("ESCAPED" if answer >= 0 or ctypes.get_errno() == errno.EBADF else "blocked", number, ctypes.get_errno())
