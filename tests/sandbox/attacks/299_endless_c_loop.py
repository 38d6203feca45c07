# attack: a loop in C that never comes back to Python: a deque fed by a counter
# category: res
# safe-outcome: stopped at the CPU limit
# check: no-escape,why=cpu
import collections
import itertools

collections.deque(itertools.count(), maxlen=0)
