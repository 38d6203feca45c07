# attack: ask seccomp what it offers and lay a further filter over the others
# category: kernel
# safe-outcome: must be refused
# check: no-escape
import ctypes
import os
import struct

c = ctypes.CDLL(None, use_errno=True)
number = {"x86_64": 317, "aarch64": 277}[os.uname().machine]
allow = ctypes.create_string_buffer(struct.pack("=HBBI", 6, 0, 0, 0x7FFF0000))
program = struct.pack("=H6xQ", 1, ctypes.addressof(allow))
print("ESCAPED" if c.prctl(22, 2, program, 0, 0) == 0 else "blocked", ctypes.get_errno())
print("ESCAPED" if c.syscall(number, 2, 0, struct.pack("=I", 0x7FFF0000)) == 0 else "blocked", ctypes.get_errno())
