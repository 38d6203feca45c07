# attack: keys that are numbers where letters are wanted, which JSON would make alike
# category: result
# safe-outcome: test must fail: other keys
# check: fail-test
# fn: squares
# args: [2]
# want: {"0": 0, "1": 1}
def squares(n):
    return {k: k * k for k in range(n)}
