# attack: write over the machine code of the C library
# category: kernel
# safe-outcome: its own process crashes, nothing else
# check: no-escape,st!=0
import ctypes

c = ctypes.CDLL(None)
place = ctypes.cast(c.getpid, ctypes.c_void_p).value
ctypes.memset(place, 0xC3, 16)
print("ESCAPED wrote over code")
