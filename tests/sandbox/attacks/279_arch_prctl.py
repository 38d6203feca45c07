# attack: arch_prctl: have the processor's own facts fault, and ask for a state of its own
# category: kernel
# safe-outcome: must be refused
# check: no-escape
import ctypes
import os

c = ctypes.CDLL(None, use_errno=True)
if os.uname().machine == "x86_64":
    place = ctypes.create_string_buffer(8)
    for code, value in ((0x1003, place), (0x1021, place), (0x1022, place)):
        print("ESCAPED" if c.syscall(158, code, value) == 0 else "blocked", ctypes.get_errno())
else:
    print("no such call on this machine")
