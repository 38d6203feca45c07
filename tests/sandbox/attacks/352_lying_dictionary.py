# attack: a dictionary whose items, keys and length lie
# category: result
# safe-outcome: test must fail
# check: fail-test
# fn: count
# args: ["aab"]
# want: {"a": 2, "b": 1}
import collections


class Liar(dict):
    def items(self):
        return {"a": 2, "b": 1}.items()

    def keys(self):
        return ["a", "b"]

    def __getitem__(self, key):
        return {"a": 2, "b": 1}[key]

    def __iter__(self):
        return iter("ab")

    def __len__(self):
        return 2

    def __eq__(self, other):
        return True


def count(text):
    return Liar() if len(text) else collections.OrderedDict()
