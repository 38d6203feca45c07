# attack: bpf, to make a map as an unprivileged user may on some kernels
# category: kernel
# safe-outcome: must be refused
# check: no-escape
import ctypes
import os
import struct

c = ctypes.CDLL(None, use_errno=True)
number = {"x86_64": 321, "aarch64": 280}[os.uname().machine]
asked = struct.pack("=IIIII", 2, 4, 8, 1, 0) + bytes(52)
print("ESCAPED" if c.syscall(number, 0, asked, len(asked)) >= 0 else "blocked", ctypes.get_errno())
