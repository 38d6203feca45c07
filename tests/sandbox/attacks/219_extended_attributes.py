# attack: read and write extended attributes and the ownership of the host's files
# category: fs
# safe-outcome: must fail
# check: no-escape
import os

path = "SCRATCH/canary.txt"
for way in (lambda: os.setxattr(path, "user.pupil", b"1"), lambda: os.listxattr(path), lambda: os.lchown(path, -1, -1),
            lambda: os.getxattr(path, "user.pupil"), lambda: os.pathconf("/", "PC_NAME_MAX"), lambda: os.statvfs("/")):
    try:
        way()
        print("ESCAPED")
    except OSError as error:
        print("blocked", error.errno)
