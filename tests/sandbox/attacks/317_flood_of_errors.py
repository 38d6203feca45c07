# attack: flood the error stream
# category: output
# safe-outcome: capped, and stopped at a limit
# check: no-escape,out<=65536,st!=0
import sys

while True:
    try:
        sys.stderr.write("x" * 4096)
        sys.stderr.flush()
    except (OSError, ValueError):
        pass
