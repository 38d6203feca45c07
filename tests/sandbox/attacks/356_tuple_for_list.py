# attack: a tuple in the place of a list, inside another list
# category: result
# safe-outcome: test must fail: another type
# check: fail-test
# fn: pairs
# args: [3]
# want: [[0, 0], [1, 1], [2, 4]]
def pairs(n):
    return [(k, k * k) for k in range(n)]
