# attack: openat2, statx, faccessat2 and readlinkat by their numbers
# category: fs
# safe-outcome: must fail
# check: no-escape
import ctypes
import os
import struct

arm = os.uname().machine == "aarch64"
c = ctypes.CDLL(None, use_errno=True)
room = ctypes.create_string_buffer(4096)
how = struct.pack("QQQ", 0, 0, 0)
for name, number, arguments in (
    ("openat2", 437, (-100, b"/etc/passwd", how, len(how))),
    ("statx", 291 if arm else 332, (-100, b"/etc/passwd", 0, 0x7FF, room)),
    ("faccessat2", 439, (-100, b"SCRATCH/canary.txt", 4, 0)),
    ("readlinkat", 78 if arm else 267, (-100, b"/bin", room, 4096)),
    ("statfs", 43 if arm else 137, (b"/", room)),
    ("getdents64", 61 if arm else 217, (0, room, 4096)),
):
    answer = c.syscall(number, *arguments)
    print("ESCAPED" if answer > 0 or (answer == 0 and name != "getdents64") else "blocked", name, ctypes.get_errno())
