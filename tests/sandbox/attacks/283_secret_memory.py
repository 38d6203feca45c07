# attack: memfd_secret and memfd_create with huge pages and with leave to run
# category: kernel
# safe-outcome: must be refused
# check: no-escape
import ctypes
import os

c = ctypes.CDLL(None, use_errno=True)
create = {"x86_64": 319, "aarch64": 279}[os.uname().machine]
for flags in (0x10, 0x1, 0x2):
    print("ESCAPED" if c.syscall(create, b"x", flags) >= 0 else "blocked", ctypes.get_errno())
print("ESCAPED" if c.syscall(447, 0) >= 0 else "blocked", ctypes.get_errno())
