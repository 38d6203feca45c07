# attack: look for the helper's control socket among the inherited descriptors and speak on it
# category: proc
# safe-outcome: no socket is inherited
# check: no-escape
import os
import stat

for descriptor in range(1024):
    try:
        mode = os.fstat(descriptor).st_mode
    except OSError:
        continue
    if stat.S_ISSOCK(mode):
        print("ESCAPED a socket is open", descriptor)
    elif stat.S_ISDIR(mode) or stat.S_ISBLK(mode):
        print("ESCAPED a folder or disk is open", descriptor)
print("looked")
