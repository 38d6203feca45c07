# attack: memory that can be run: anonymous, of a descriptor, shared, grown by mremap, by pkey
# category: kernel
# safe-outcome: must fail
# check: no-escape
# stdin: 'some text\n'
import ctypes
import os

c = ctypes.CDLL(None, use_errno=True)
c.mmap.restype = c.mremap.restype = ctypes.c_long
for flags, descriptor in ((0x22, -1), (0x21, -1), (2, 0), (1, 0), (2, 1), (0x122, -1)):
    for protection in (7, 5, 4):
        answer = c.mmap(None, 4096, protection, flags, descriptor, 0)
        print("ESCAPED" if answer != -1 else "blocked", flags, protection, ctypes.get_errno())
whole = c.mmap(None, 8192, 3, 0x22, -1, 0)
for protection in (4, 5, 7, 0x01000005):
    print("ESCAPED" if c.mprotect(ctypes.c_void_p(whole), 4096, protection) == 0 else "blocked", ctypes.get_errno())
try:
    import mmap
    mmap.mmap(-1, 4096, prot=mmap.PROT_READ | mmap.PROT_WRITE | mmap.PROT_EXEC)
    print("ESCAPED")
except (OSError, ImportError) as error:
    print("blocked", type(error).__name__)
