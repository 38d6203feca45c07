# attack: a forged value of an odd type: its name can't be stored, or is a whole page
# category: result
# safe-outcome: test must fail; what comes back can be stored and sent on
# check: fail-test
# fn: double
# args: [21]
# want: 42
import os

for descriptor in range(3, 64):
    try:
        os.write(descriptor, b'{"value": {"o": "\\u0000\\udfff' + b"x" * 5000 + b'"}}')
    except OSError:
        pass
os._exit(0)
