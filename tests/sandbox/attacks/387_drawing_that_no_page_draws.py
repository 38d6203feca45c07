# attack: a forged drawing with numbers that are none, text that can't be stored, and commands of odd forms
# category: result
# safe-outcome: test must fail; what comes back can be stored and sent on
# check: fail-test
# fn: double
# args: [21]
# want: 42
import os

FORGED = (b'{"value": 41, "drawing": [{"op": "line", "x": NaN, "y": 1e999, "to": [-Infinity]}, {"op": "\\ud800\\u0000"},'
          b' {"op": {"op": [[[]]]}}, 5, {"op": "line", "colour": "</svg><script>"}]}')
for descriptor in range(3, 64):
    try:
        os.write(descriptor, FORGED)
    except OSError:
        pass
os._exit(0)
