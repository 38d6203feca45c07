# attack: a trace function that never returns, set for all frames and for the harness's own
# category: res
# safe-outcome: stopped at a limit, or it never comes to run
# check: no-escape,why=cpu|wall
import sys


def watch(frame, event, argument):
    while True:
        pass


outer = sys._getframe()
while outer:
    outer.f_trace = watch
    outer = outer.f_back
sys.setprofile(watch)
sys.settrace(watch)
print(abs(-1))
