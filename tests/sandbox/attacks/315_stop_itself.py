# attack: stop itself, to stay in the list of processes for ever
# category: res
# safe-outcome: the stop fails, or the run is ended at its wall limit
# check: no-escape
import os
import signal

try:
    os.kill(os.getpid(), signal.SIGSTOP)
    print("awake again")
except OSError as error:
    print("blocked", error.errno)
