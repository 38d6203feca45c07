# attack: close its streams and descriptors, then end with an error
# category: output
# safe-outcome: no crash of the runner
# check: no-escape
import os
import sys

print("before")
sys.stdout.close()
sys.stderr.close()
sys.stdin.close()
for descriptor in (0, 1, 2):
    try:
        os.close(descriptor)
    except OSError:
        pass
raise ValueError("after")
