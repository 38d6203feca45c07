# attack: posix_spawn and spawnv, also by the C library
# category: proc
# safe-outcome: must fail
# check: no-escape
import ctypes
import os

for way in (lambda: os.posix_spawn("/bin/true", ["true"], {}), lambda: os.posix_spawnp("true", ["true"], {}),
            lambda: os.spawnv(os.P_NOWAIT, "/bin/true", ["true"])):
    try:
        os.waitpid(way(), 0)
        print("ESCAPED")
    except OSError as error:
        print("blocked", error.errno)
c = ctypes.CDLL(None, use_errno=True)
pid = ctypes.c_int()
words = (ctypes.c_char_p * 2)(b"true", None)
print("ESCAPED" if c.posix_spawn(ctypes.byref(pid), b"/bin/true", None, None, words, None) == 0 else "blocked")
print("ESCAPED" if c.system(b"true") == 0 else "blocked")
