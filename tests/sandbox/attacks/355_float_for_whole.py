# attack: 42.0 in the place of 42
# category: result
# safe-outcome: test must fail: another type
# check: fail-test
# fn: double
# args: [21]
# want: 42
def double(n):
    return n / 0.5
