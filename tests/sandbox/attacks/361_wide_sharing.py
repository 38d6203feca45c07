# attack: a small value that doubles with each level when it is written out
# category: result
# safe-outcome: test must fail; capped
# check: fail-test
# fn: make
# args: []
# want: []
def make():
    value = ["laugh"]
    for _ in range(35):
        value = [value, value]
    return value
