# attack: perf_event_open on itself, for the timing of others' caches
# category: kernel
# safe-outcome: must be refused
# check: no-escape
import ctypes
import os
import struct

c = ctypes.CDLL(None, use_errno=True)
number = {"x86_64": 298, "aarch64": 241}[os.uname().machine]
attributes = struct.pack("=IIQ", 1, 112, 0) + bytes(24) + struct.pack("=Q", 0x61) + bytes(64)
print("ESCAPED" if c.syscall(number, attributes, 0, -1, -1, 0) >= 0 else "blocked", ctypes.get_errno())
print("ESCAPED" if ctypes.get_errno() in (2, 14, 22) and c.syscall(number, 1, 0, -1, -1, 0) < 0
      and ctypes.get_errno() == 14 else "blocked", ctypes.get_errno())
