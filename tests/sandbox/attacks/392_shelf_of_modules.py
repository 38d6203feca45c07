# attack: write over the code of the modules that every later program imports
# category: kernel
# safe-outcome: what it writes to is its own copy; no way leads to the memory that others import from
# check: no-escape,st==0
import ctypes
import mmap
import os
import sys

c = ctypes.CDLL(None, use_errno=True)
c.mremap.restype = ctypes.c_void_p
FAILED = ctypes.c_void_p(-1).value
shelf = sys.meta_path[0]._shelf
length = len(shelf)

# The file beneath it, by the descriptor that mmap keeps.
try:
    for wanted in (length * 2, 4096):
        shelf.resize(wanted)
        print("ESCAPED resized")
except (OSError, TypeError, ValueError, SystemError) as error:
    print("blocked", type(error).__name__)

view = (ctypes.c_char * 128)()
ctypes.pythonapi.PyObject_GetBuffer(ctypes.py_object(shelf), view, 0)
place = ctypes.c_void_p.from_buffer(view).value
end = place + length
end += -end % mmap.PAGESIZE


def a_call(name, *arguments):
    ctypes.set_errno(0)
    return getattr(c, name)(*(ctypes.c_size_t(each) for each in arguments)), ctypes.get_errno()


# And by every name that the kernel has for it.
names = [f"/proc/self/fd/{number}" for number in range(64)]
names += [f"/proc/{pid}/fd/{number}" for pid in (1, os.getppid()) for number in range(64)]
names += [f"/proc/self/map_files/{place:x}-{end:x}", "/proc/self/mem", f"/proc/{os.getppid()}/mem"]
for name in names:
    for way in (os.open, os.truncate):
        try:
            found = way(name, os.O_RDWR if way is os.open else 0)
            print("ESCAPED", way.__name__, name, found)
        except OSError:
            pass
for number in range(5, 1024):
    try:
        os.fstat(number)
        print("ESCAPED there is still descriptor", number)
    except OSError:
        pass

# The same pages once more: only shared ones can be (mremap from nothing), and only they can be punched out.
for flags in (1, 1 | 4):
    again, error = a_call("mremap", place, 0, end - place, flags, 0)
    print("blocked" if again == FAILED else "ESCAPED mapped again", error)
for advice in (9, 100):  # MADV_REMOVE, MADV_HWPOISON
    failed, error = a_call("madvise", place, end - place, advice)
    print("blocked" if failed else "ESCAPED punched out", error)

failed, error = a_call("mprotect", place, end - place, mmap.PROT_READ | mmap.PROT_WRITE)
if failed:
    print("blocked", error)
else:
    a_call("madvise", place, end - place, 9)
    ctypes.memset(place, 0, length)
    ctypes.memmove(place, b"wrong" * 9, 45)
    print("wrote to its own:", shelf[:9])
    try:
        import statistics
    except (ValueError, EOFError, TypeError, ImportError) as error:
        print("and can import nothing any more:", type(error).__name__)
