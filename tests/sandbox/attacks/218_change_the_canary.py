# attack: change a file of the host without reading it: truncate, rename, chmod, utime, remove
# category: fs
# safe-outcome: must fail; the file stays as it was
# check: no-escape
import os

path = "SCRATCH/canary.txt"
for way in (lambda: os.truncate(path, 0), lambda: os.rename(path, path + ".moved"), lambda: os.chmod(path, 0),
            lambda: os.utime(path, (0, 0)), lambda: os.replace(path, path + ".moved"), lambda: os.remove(path),
            lambda: os.rmdir("SCRATCH"), lambda: os.mkdir("SCRATCH/new-218"), lambda: os.chown(path, 1, 1)):
    try:
        way()
        print("ESCAPED")
        break
    except OSError as error:
        print("blocked", error.errno)
