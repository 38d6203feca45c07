# attack: values for which nothing is equal or all is odd: NaN, infinities, minus nought, a lone surrogate
# category: result
# safe-outcome: test must fail
# check: fail-test
# fn: ends
# args: []
# want: [0, 1]
def ends():
    return [float("nan"), float("inf"), -float("inf"), -0.0, "\ud800", "\0", 1j]
