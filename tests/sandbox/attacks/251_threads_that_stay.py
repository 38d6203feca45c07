# attack: threads that go on when the program has ended
# category: proc
# safe-outcome: no thread starts, or all end with the run
# check: no-escape
import _thread
import threading
import time

started = 0
for _ in range(80):
    for way in (lambda: _thread.start_new_thread(time.sleep, (0.1,)), lambda: threading.Timer(0.1, print).start()):
        try:
            way()
            started += 1
        except (RuntimeError, OSError, MemoryError):
            pass
print("ESCAPED" if started > 64 else "few", started)
