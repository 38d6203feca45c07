# attack: take more than its share: real-time class, all processors, the parent's affinity and class
# category: proc
# safe-outcome: must fail
# check: no-escape
import os

for way in (lambda: os.sched_setscheduler(0, os.SCHED_FIFO, os.sched_param(1)),
            lambda: os.sched_setscheduler(0, os.SCHED_RR, os.sched_param(1)),
            lambda: os.sched_setscheduler(0, os.SCHED_OTHER, os.sched_param(0)),
            lambda: os.sched_setaffinity(os.getppid(), os.sched_getaffinity(0)),
            lambda: os.sched_setaffinity(0, range(os.cpu_count() or 1))):
    try:
        way()
        print("ESCAPED")
    except OSError as error:
        print("blocked", error.errno)
