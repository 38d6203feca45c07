# attack: sethostname and setdomainname, with a length that no kernel takes
# category: kernel
# safe-outcome: must be refused
# check: no-escape
import ctypes
import errno
import os

c = ctypes.CDLL(None, use_errno=True)
for number in {"x86_64": (170, 171), "aarch64": (161, 162)}[os.uname().machine]:
    answer = c.syscall(number, b"pupil", -1)
    print("ESCAPED" if answer == 0 or ctypes.get_errno() == errno.EINVAL else "blocked", ctypes.get_errno())
