# attack: list folders with os.scandir, os.listdir and os.walk, by name and by descriptor
# category: fs
# safe-outcome: no name of the host is seen
# check: no-escape
import os

for place in ("/", "/etc", "/home", "..", ".", "SCRATCH", b"/usr", 0, 1, 2, 3, 4):
    for way in (os.listdir, os.scandir):
        try:
            found = list(way(place))
        except (OSError, TypeError, ValueError):
            continue
        if found and place != ".":
            print("ESCAPED", place, found[:3])
for _, folders, names in os.walk("/"):
    print("ESCAPED walked" if folders or names else "none")
    break
