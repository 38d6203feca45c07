# attack: shared anonymous memory, which a limit of private memory doesn't count
# category: res
# safe-outcome: no 256 MB can be touched
# check: no-escape
import mmap

for flags in (mmap.MAP_SHARED | mmap.MAP_ANONYMOUS, mmap.MAP_PRIVATE | mmap.MAP_ANONYMOUS | 0x4000):
    try:
        room = mmap.mmap(-1, 256 << 20, flags)
        for page in range(0, 256 << 20, 4096):
            room[page] = 1
        print("ESCAPED", len(room))
        room.close()
    except (OSError, MemoryError, ValueError) as error:
        print("blocked", type(error).__name__)
