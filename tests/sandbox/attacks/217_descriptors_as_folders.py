# attack: use the descriptors that are there as folders to open from, also with O_PATH and an empty name
# category: fs
# safe-outcome: must fail
# check: no-escape
import os

for descriptor in range(64):
    for name in ("etc/passwd", "..", "", "."):
        for flags in (os.O_RDONLY, getattr(os, "O_PATH", 0), getattr(os, "O_TMPFILE", 0) | os.O_RDWR):
            try:
                os.close(os.open(name, flags, dir_fd=descriptor))
                print("ESCAPED", descriptor, name)
            except OSError:
                pass
    try:
        os.fchdir(descriptor)
        print("ESCAPED a folder is open", descriptor)
    except OSError:
        pass
print("done")
