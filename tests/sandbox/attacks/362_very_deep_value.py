# attack: a value nested a hundred thousand deep
# category: result
# safe-outcome: test must fail; nobody's parser is harmed
# check: fail-test
# fn: make
# args: []
# want: []
def make():
    value = []
    for _ in range(100_000):
        value = [value]
    return value
