# attack: a whole number of more digits than Python will turn into text, alone and inside other values
# category: result
# safe-outcome: test must fail; whoever shows the value is not harmed
# check: fail-test
# fn: double
# args: [21]
# want: 42
def double(n):
    return [1 << 20_000, {1 << 16_000: -(1 << 20_000)}]
