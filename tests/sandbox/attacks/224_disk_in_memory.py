# attack: fill the disk, or the memory that stands in for it, through one growing file
# category: res
# safe-outcome: capped long before 256 MB
# check: no-escape
written = 0
try:
    with open("big.txt", "w") as file:
        for _ in range(256):
            file.write("x" * (1 << 20))
            written += 1
    print("ESCAPED", written)
except (OSError, MemoryError) as error:
    print("capped at", written, type(error).__name__)
finally:
    import os
    try:
        os.remove("big.txt")
    except (OSError, NotImplementedError):
        pass
