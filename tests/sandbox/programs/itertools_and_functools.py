# program: combinations, a product and a reduce
# out: "['AB', 'AC', 'AD', 'BC', 'BD', 'CD']\n16\n120\n"
import functools
import itertools

print(["".join(pair) for pair in itertools.combinations("ABCD", 2)])
print(len(list(itertools.product([0, 1], repeat=4))))
print(functools.reduce(lambda a, b: a * b, [1, 2, 3, 4, 5]))
