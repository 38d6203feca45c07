# attack: numbers of calls that no kernel has yet, and negative ones
# category: kernel
# safe-outcome: each is an error
# check: no-escape
import ctypes

c = ctypes.CDLL(None, use_errno=True)
c.syscall.restype = ctypes.c_long
answers = set()
for number in (*range(600, 1100), 65535, 1 << 20, -1, -2, -4096):
    if c.syscall(number, -1, -1, -1, -1, -1, -1) >= 0:
        print("ESCAPED", number)
    answers.add(ctypes.get_errno())
print(sorted(answers))
