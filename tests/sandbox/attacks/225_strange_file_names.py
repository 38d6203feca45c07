# attack: names of files that confuse: climbing, very long, of strange types, of devices, numbers
# category: fs
# safe-outcome: an ordinary error for each, nothing of the host is opened
# check: no-escape
class Changing:
    """Says one name when it is checked and another when it is opened."""

    turns = 0

    def __fspath__(self):
        Changing.turns += 1
        return "fine.txt" if Changing.turns % 2 else "SCRATCH/canary.txt"


class Name(str):
    def __contains__(self, item):
        return False

    def __str__(self):
        return "fine.txt"


names = ["./SCRATCH/canary.txt", "x/../SCRATCH/canary.txt", "SCRATCH//canary.txt", "x" * 10**6, "", ".", "..", "CON", -1,
         99, Changing(), Changing(), Name("SCRATCH/canary.txt"), b"SCRATCH/canary.txt", "\ud800", "a\0SCRATCH", None, 1.5]
for name in names:
    for mode in ("r", "rb", "r+", "a"):
        try:
            file = open(name, mode)
            if "r" in mode and "caged" in str(file.read(8)):
                print("ESCAPED", type(name))
            file.close()
        except (OSError, ValueError, TypeError) as error:
            pass
print("done")
