# attack: values that hold themselves, through dictionaries, tuples and lists
# category: result
# safe-outcome: test must fail; the encoder comes to an end
# check: fail-test
# fn: make
# args: []
# want: {"me": []}
def make():
    whole = {"me": []}
    whole["me"].append((whole, {"again": whole}))
    return whole
