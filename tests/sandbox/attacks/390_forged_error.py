# attack: a forged error whose parts are of the wrong types or can't be stored
# category: result
# safe-outcome: an error of the program that can be stored and sent on
# check: no-escape,st!=0
import os

FORGED = b'{"error": {"kind": "\\u0000\\ud800", "message": ["\\udfff"], "line": 1e400, "sentence": {"a": NaN}}, "left": []}'
for descriptor in range(3, 64):
    try:
        os.write(descriptor, FORGED)
    except OSError:
        pass
os._exit(3)
