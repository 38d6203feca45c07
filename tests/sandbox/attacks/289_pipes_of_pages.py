# attack: splice, tee, vmsplice and copy_file_range, the ways of several kernel holes
# category: kernel
# safe-outcome: must be refused
# check: no-escape
# stdin: 'some text\n'
import ctypes
import os

arm = os.uname().machine == "aarch64"
c = ctypes.CDLL(None, use_errno=True)
pipe = (ctypes.c_int * 2)()
made = c.syscall(59 if arm else 293, pipe, 0) == 0
print("a pipe" if made else "no pipe", ctypes.get_errno())
if made:
    here = (ctypes.c_void_p * 2)(id(pipe), 16)
    for number, arguments in ((75 if arm else 278, (pipe[1], here, 1, 0)), (76 if arm else 275, (pipe[0], 0, pipe[1], 0, 4, 2))):
        print("ESCAPED" if c.syscall(number, *arguments) > 0 else "blocked", number, ctypes.get_errno())
print("ESCAPED" if c.syscall(285 if arm else 326, 0, None, 1, None, 4, 0) > 0 else "blocked", ctypes.get_errno())
print("ESCAPED" if c.syscall(71 if arm else 40, 1, 0, None, 4) > 0 else "blocked", ctypes.get_errno())
