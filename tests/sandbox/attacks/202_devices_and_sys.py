# attack: read devices, the kernel's memory and /sys
# category: fs
# safe-outcome: must fail for every one
# check: no-escape
import os

for name in ("/dev/mem", "/dev/kmem", "/dev/port", "/proc/kcore", "/proc/kallsyms", "/sys/kernel/notes", "/dev/kmsg",
             "/sys/class/net/lo/address", "/dev/zero", "/dev/shm", "/dev/tty", "/dev/ptmx", "/dev/fuse", "/dev/kvm"):
    try:
        os.close(os.open(name, os.O_RDONLY | os.O_NONBLOCK | os.O_NOCTTY))
        print("ESCAPED", name)
    except OSError:
        print("blocked", name)
