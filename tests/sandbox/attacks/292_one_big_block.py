# attack: one block of 256 MB, in each of the ways that Python has
# category: res
# safe-outcome: a MemoryError for each
# check: no-escape
import array
import collections

size = 256 << 20
for way in (lambda: bytearray(size), lambda: bytes(size), lambda: "x" * size, lambda: [0] * (size // 8),
            lambda: (None,) * (size // 8), lambda: array.array("Q", bytes(8)) * (size // 8), lambda: 1 << (size * 8),
            lambda: f"{1:>{size}}", lambda: "%*d" % (size, 1), lambda: "x".ljust(size), lambda: b"".join([b"x" * 1024] * (size >> 10)),
            lambda: "ab".replace("a", "x" * size), lambda: collections.deque([0] * (1 << 20)) * 32,
            lambda: list(range(size // 8)), lambda: memoryview(bytearray(size)).tobytes()):
    try:
        got = way()
        print("ESCAPED", type(got).__name__)
        del got
    except (MemoryError, OverflowError, ValueError) as error:
        print("blocked", type(error).__name__)
