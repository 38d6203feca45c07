# attack: change the user, the groups and the capabilities
# category: proc
# safe-outcome: must fail
# check: no-escape
import ctypes
import os
import struct

for way in (lambda: os.setuid(0), lambda: os.setgid(0), lambda: os.setreuid(0, 0), lambda: os.setresuid(0, 0, 0),
            lambda: os.setresgid(0, 0, 0), lambda: os.setgroups([0]), lambda: os.initgroups("root", 0),
            lambda: os.seteuid(0), lambda: os.setegid(0)):
    try:
        way()
        print("ESCAPED")
    except OSError as error:
        print("blocked", error.errno)
c = ctypes.CDLL(None, use_errno=True)
everything = struct.pack("=6I", 0xFFFFFFFF, 0xFFFFFFFF, 0, 0x1FF, 0x1FF, 0)
print("ESCAPED" if c.capset(struct.pack("=II", 0x20080522, 0), everything) == 0 else "blocked", ctypes.get_errno())
