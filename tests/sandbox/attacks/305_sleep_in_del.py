# attack: sleep in __del__ while the interpreter winds up
# category: res
# safe-outcome: stopped at a limit of time, or the interpreter never gets there
# check: no-escape
import time


class Sleeper:
    def __del__(self):
        while True:
            time.sleep(60)


keeper = Sleeper()
