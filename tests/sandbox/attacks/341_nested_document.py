# attack: a result document nested ten thousand deep, for the parser of whoever reads it
# category: result
# safe-outcome: test must fail; the reader is not harmed
# check: fail-test
# fn: double
# args: [21]
# want: 42
import os

for descriptor in range(3, 64):
    try:
        os.write(descriptor, b'{"v":' + b"[" * 10_000 + b"]" * 10_000 + b"}")
    except OSError:
        pass
os._exit(0)
