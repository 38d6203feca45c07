# attack: a list that shows one thing when walked and another when asked
# category: result
# safe-outcome: test must fail
# check: fail-test
# fn: reverse
# args: [[1, 2, 3]]
# want: [3, 2, 1]
class Liar(list):
    def __iter__(self):
        return iter([3, 2, 1])

    def __len__(self):
        return 3

    def __getitem__(self, at):
        return 3 - at

    def __eq__(self, other):
        return True


def reverse(items):
    return Liar(items)
