# attack: make a symbolic link to a file outside and read through it
# category: fs
# safe-outcome: no link is made, nothing is read
# check: no-escape
import os

for name in ("way", "./way", "SCRATCH/way-204"):
    try:
        os.symlink("SCRATCH/canary.txt", name)
        print("ESCAPED link", name)
        os.unlink(name)
    except OSError as error:
        print("blocked", error.errno)
    try:
        print("ESCAPED", open(name).read(3))
    except OSError as error:
        print("blocked", error.errno)
