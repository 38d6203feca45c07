# attack: make a device node, a FIFO and a socket in the file system
# category: fs
# safe-outcome: must fail
# check: no-escape
import os
import stat

for way in (lambda: os.mknod("SCRATCH/null-220", 0o600 | stat.S_IFCHR, os.makedev(1, 3)),
            lambda: os.mkfifo("SCRATCH/null-220"), lambda: os.mknod("SCRATCH/null-220", 0o600 | stat.S_IFSOCK)):
    try:
        way()
        print("ESCAPED")
        os.unlink("SCRATCH/null-220")
    except OSError as error:
        print("blocked", error.errno)
