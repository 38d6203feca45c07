# attack: open files by C's own functions, past any open() that Python was given
# category: fs
# safe-outcome: must fail
# check: no-escape
import ctypes

c = ctypes.CDLL(None, use_errno=True)
c.fopen.restype = c.opendir.restype = ctypes.c_void_p
path = b"SCRATCH/canary.txt"
print("ESCAPED" if c.open(path, 0) >= 0 else "blocked", ctypes.get_errno())
print("ESCAPED" if c.open64(path, 2) >= 0 else "blocked", ctypes.get_errno())
print("ESCAPED" if c.openat(-100, path, 0) >= 0 else "blocked", ctypes.get_errno())
print("ESCAPED" if c.creat(b"SCRATCH/new-214", 0o600) >= 0 else "blocked", ctypes.get_errno())
print("ESCAPED" if c.fopen(path, b"r") else "blocked", ctypes.get_errno())
print("ESCAPED" if c.opendir(b"/") else "blocked", ctypes.get_errno())
