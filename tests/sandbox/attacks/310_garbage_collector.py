# attack: callbacks of the collector, resurrected objects and a threshold of one
# category: res
# safe-outcome: an ordinary run, or stopped at a limit
# check: no-escape
import gc

kept = []


class Phoenix:
    def __del__(self):
        kept.append(self)
        Phoenix()


gc.set_threshold(1)
gc.callbacks.append(lambda phase, info: kept.append(phase))
gc.set_debug(gc.DEBUG_SAVEALL)
try:
    for _ in range(3):
        Phoenix()
        loop = []
        loop.append(loop)
    print(len(kept) > 0)
except RecursionError:
    print("too deep")
