# attack: move, advise and reap the memory of the parent
# category: kernel
# safe-outcome: must be refused
# check: no-escape
import ctypes
import errno
import os

arm = os.uname().machine == "aarch64"
c = ctypes.CDLL(None, use_errno=True)
for name, number, arguments in (("migrate_pages", 238 if arm else 256, (os.getppid(), 0, 1, 1)),
                                ("move_pages", 239 if arm else 279, (os.getppid(), 0, None, None, None, 0)),
                                ("process_madvise", 440, (-1, 1, 1, 0, 0)), ("process_mrelease", 448, (-1, 0))):
    answer = c.syscall(number, *arguments)
    refused = ctypes.get_errno() in (errno.EPERM, errno.ENOSYS, errno.ESRCH, errno.ENODEV, errno.EACCES, errno.EINVAL)
    print("ESCAPED" if answer >= 0 or not refused else "blocked", name, ctypes.get_errno())
