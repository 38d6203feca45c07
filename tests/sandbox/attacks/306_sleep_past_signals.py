# attack: sleep with each signal ignored or blocked, by select, poll and a lock
# category: res
# safe-outcome: stopped at the wall limit
# check: no-escape,why=wall
import select
import signal
import threading

for number in range(1, 65):
    try:
        signal.signal(number, signal.SIG_IGN)
    except (OSError, ValueError):
        pass
lock = threading.Lock()
lock.acquire()
for way in (lambda: select.select([], [], [], 10**6), lambda: select.poll().poll(), lock.acquire):
    try:
        way()
    except OSError:
        pass
