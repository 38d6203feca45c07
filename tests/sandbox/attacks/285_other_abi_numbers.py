# attack: x32 numbers of open, execve, socket and ptrace beside the one for getpid
# category: kernel
# safe-outcome: must be refused
# check: no-escape
import ctypes
import os

c = ctypes.CDLL(None, use_errno=True)
if os.uname().machine == "x86_64":
    for number in (2, 41, 520, 521, 257, 57):
        pid = c.syscall(0x40000000 | number, b"/etc/passwd", 0, 0)
        if number == 57 and pid == 0:
            os._exit(0)
        print("ESCAPED" if pid >= 0 else "blocked", number, ctypes.get_errno())
else:
    print("no such numbers on this machine")
