# attack: True in the place of 1
# category: result
# safe-outcome: test must fail: another type
# check: fail-test
# fn: first
# args: [[1, 2]]
# want: 1
def first(items):
    return items[0] == 1
