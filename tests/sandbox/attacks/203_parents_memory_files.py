# attack: read the memory and the environment of the process that started this one
# category: fs
# safe-outcome: must fail
# check: no-escape
import os

for pid in (os.getppid(), 1, 2, os.getpid() - 1):
    for name in ("environ", "mem", "maps", "cwd", "exe", "fd", "task", "ns/user"):
        path = f"/proc/{pid}/{name}"
        for way in (os.open, os.readlink, os.listdir):
            try:
                if found := way(path, os.O_RDONLY) if way is os.open else way(path):
                    print("ESCAPED", path, found)
            except OSError:
                pass
print("done")
