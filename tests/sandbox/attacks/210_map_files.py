# attack: map a host's file into memory, and every open descriptor writable and shared
# category: fs
# safe-outcome: no file of the host; what came sealed can't be changed
# check: no-escape
# stdin: 'sealed\n'
import mmap
import os

try:
    descriptor = os.open("SCRATCH/canary.txt", os.O_RDWR)
    print("ESCAPED", mmap.mmap(descriptor, 0)[:4])
except OSError as error:
    print("blocked", error.errno)
try:
    seen = mmap.mmap(0, 4, mmap.MAP_SHARED, mmap.PROT_READ | mmap.PROT_WRITE)
    seen[0:4] = b"open"
    print("ESCAPED wrote what was to be read")
except (OSError, ValueError, TypeError) as error:
    print("blocked", type(error).__name__)
