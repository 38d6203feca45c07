# attack: write result documents of many forms to every descriptor, then end as if all were well
# category: result
# safe-outcome: test must fail: a forger doesn't know the answer, and one document is one document
# check: fail-test
# fn: double
# args: [21]
# want: 42
import json
import os

forms = [{"v": "42?"}, {"value": True}, {"status": "ok", "value": "pass"}, {"pass": True}, True, [True], "ok", None]
for descriptor in range(3, 64):
    for form in forms:
        try:
            os.write(descriptor, json.dumps(form).encode())
        except OSError:
            pass
os._exit(0)
