# attack: turn numbers of a million digits into text and back, with the interpreter's own limit lifted
# category: res
# safe-outcome: stopped at the CPU limit
# check: no-escape,why=cpu
import sys

if hasattr(sys, "set_int_max_str_digits"):
    sys.set_int_max_str_digits(0)
number = 7 ** 3_000_000
while True:
    int(str(number))
