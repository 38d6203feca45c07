# attack: make or take a terminal: pty, openpty, forkpty, TIOCSTI into the one that is there
# category: proc
# safe-outcome: must fail
# check: no-escape
import os

for way in ("openpty", "forkpty"):
    try:
        made = getattr(os, way)()
        if way == "forkpty" and made[0] == 0:
            os._exit(0)
        print("ESCAPED", way)
    except OSError as error:
        print("blocked", error.errno)
try:
    import fcntl
    for descriptor in range(3):
        fcntl.ioctl(descriptor, 0x5412, b"\n")
        print("ESCAPED typed into a terminal")
except (OSError, ImportError) as error:
    print("blocked", type(error).__name__)
