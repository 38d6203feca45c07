# attack: socket, connect and sendmsg through the C library
# category: net
# safe-outcome: must fail
# check: no-escape
import ctypes
import struct

c = ctypes.CDLL(None, use_errno=True)
for family in (1, 2, 10, 16, 17, 38, 40):
    made = c.socket(family, 2, 0)
    print("ESCAPED" if made >= 0 else "blocked", family, ctypes.get_errno())
address = struct.pack("=HH4s8x", 2, 0x2FB3, bytes([127, 0, 0, 1]))
for descriptor in range(16):
    if c.connect(descriptor, address, 16) == 0 or c.sendto(descriptor, b"x", 1, 0, address, 16) >= 0:
        print("ESCAPED", descriptor)
