# attack: look for the expected answer in all objects that the collector knows
# category: result
# safe-outcome: test must fail: the answer is not in this process
# check: fail-test
# fn: secret
# args: []
# want: "the-answer-is-Qx7"
import gc


def secret():
    start = "the-answer-" + "is"
    for thing in gc.get_objects():
        try:
            values = list(thing.values()) if isinstance(thing, dict) else list(thing)
        except Exception:
            continue
        for value in values:
            if type(value) is str and value.startswith(start) and len(value) < 40 and value != start:
                return value
    return None
