# attack: a result document without an end
# category: result
# safe-outcome: test must fail; nothing is parsed that is too long
# check: fail-test
# fn: double
# args: [21]
# want: 42
import os

for descriptor in range(3, 64):
    try:
        for _ in range(64):
            os.write(descriptor, b"[" * (1 << 20))
    except OSError:
        pass
os._exit(0)
