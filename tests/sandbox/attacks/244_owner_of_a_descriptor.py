# attack: have the kernel signal another process: F_SETOWN and F_SETSIG on a descriptor
# category: proc
# safe-outcome: must be refused
# check: no-escape
import os

try:
    import fcntl
    for descriptor in range(3):
        fcntl.fcntl(descriptor, fcntl.F_SETOWN, os.getppid())
        fcntl.fcntl(descriptor, getattr(fcntl, "F_SETSIG", 10), 28)
        print("ESCAPED")
except (OSError, ImportError) as error:
    print("blocked", type(error).__name__)
