# attack: a factorial of ten million, with signals held back
# category: res
# safe-outcome: stopped at the CPU limit
# check: no-escape,why=cpu
import math
import signal

try:
    signal.pthread_sigmask(signal.SIG_BLOCK, range(1, 65))
except (OSError, ValueError):
    pass
math.factorial(10_000_000)
