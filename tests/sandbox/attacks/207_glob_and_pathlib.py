# attack: find files with glob and pathlib
# category: fs
# safe-outcome: nothing is found
# check: no-escape
import glob
import pathlib

for pattern in ("/*", "/etc/*", "SCRATCH/*", "../../*", "/proc/[0-9]*"):
    if found := glob.glob(pattern):
        print("ESCAPED", pattern, found[:3])
for path in (pathlib.Path("/etc/passwd"), pathlib.Path("SCRATCH/canary.txt"), pathlib.Path.home() / ".profile"):
    for way in ("exists", "stat", "read_text", "read_bytes", "owner", "resolve"):
        try:
            answer = getattr(path, way)()
        except (OSError, KeyError, RuntimeError, ImportError, NotImplementedError):
            continue
        if answer and way != "resolve":
            print("ESCAPED", path, way)
print("done")
