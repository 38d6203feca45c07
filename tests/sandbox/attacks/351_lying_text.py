# attack: a text that encodes, folds and compares as the right one
# category: result
# safe-outcome: test must fail
# check: fail-test
# fn: shout
# args: ["hi"]
# want: "HI"
class Liar(str):
    def encode(self, *rest):
        return b"HI"

    def __str__(self):
        return "HI"

    def __eq__(self, other):
        return True

    def __hash__(self):
        return hash("HI")

    def __iter__(self):
        return iter("HI")


def shout(text):
    return Liar("no")
