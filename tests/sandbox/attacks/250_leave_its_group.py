# attack: leave its process group or session, or join the parent's
# category: proc
# safe-outcome: it stays where it was put, and goes when the run ends
# check: no-escape
import os

before = os.getpid()
for way in (lambda: os.setpgid(0, os.getppid()), lambda: os.setpgid(os.getppid(), 0), os.setsid):
    try:
        way()
        print("moved" if os.getpgid(0) == before else "ESCAPED")
    except OSError as error:
        print("blocked", error.errno)
