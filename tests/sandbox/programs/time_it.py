# program: wait a moment and see how long it took
# out: 'Ready...Go!\nTrue True\n'
import time

start = time.time()
print("Ready...", end="")
time.sleep(0.01)
print("Go!")
print(0 < time.time() - start < 60, time.perf_counter() > 0)
