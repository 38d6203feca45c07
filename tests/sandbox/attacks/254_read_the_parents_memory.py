# attack: process_vm_readv at an address that parent and child share since the fork
# category: kernel
# safe-outcome: must be refused
# check: no-escape
import ctypes
import os
import struct

c = ctypes.CDLL(None, use_errno=True)
room = ctypes.create_string_buffer(64)
here = struct.pack("QQ", ctypes.addressof(room), 64)
there = struct.pack("QQ", id(None), 64)
number = {"x86_64": 310, "aarch64": 270}[os.uname().machine]
print("ESCAPED" if c.syscall(number, os.getppid(), here, 1, there, 1, 0) > 0 else "blocked", ctypes.get_errno())
