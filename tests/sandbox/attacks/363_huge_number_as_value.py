# attack: an integer of ten million digits as the value
# category: result
# safe-outcome: test must fail; capped
# check: fail-test
# fn: double
# args: [21]
# want: 42
def double(n):
    return 1 << 33_000_000
