# attack: leave something behind in the host's temporary folders
# category: fs
# safe-outcome: must fail
# check: no-escape
import os
import tempfile

for folder in ("/tmp", "/var/tmp", "/dev/shm", "SCRATCH", None):
    for way in (tempfile.mkstemp, tempfile.mkdtemp, tempfile.TemporaryFile):
        try:
            made = way(dir=folder)
        except (OSError, ValueError):
            continue
        print("ESCAPED", folder, way.__name__)
        if way is tempfile.mkstemp:
            os.unlink(made[1])
        elif way is tempfile.mkdtemp:
            os.rmdir(made)
print("done")
