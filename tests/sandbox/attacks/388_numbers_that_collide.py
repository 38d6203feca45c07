# attack: a set of whole numbers that all have the same hash, for whoever builds it again
# category: result
# safe-outcome: test must fail; whoever reads it is not held up for long
# check: fail-test
# fn: numbers
# args: []
# want: []
def numbers():
    return {k * (2**61 - 1) for k in range(1, 1500)}
