# attack: a value that can be walked for ever
# category: result
# safe-outcome: test must fail
# check: fail-test
# fn: count
# args: [3]
# want: [0, 1, 2]
class Endless(list):
    def __iter__(self):
        n = 0
        while True:
            yield n
            n += 1

    def __len__(self):
        return 3


def count(n):
    return Endless()
