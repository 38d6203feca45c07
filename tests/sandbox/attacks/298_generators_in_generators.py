# attack: generators, maps and iterators wrapped in each other many thousand times
# category: res
# safe-outcome: only this process crashes, if any does
# check: no-escape
import itertools


def wrap(inner):
    yield from inner


layers = iter([1])
for _ in range(100_000):
    layers = wrap(layers)
try:
    print(next(layers))
except RecursionError:
    print("too deep")
layers = iter([1])
for _ in range(200_000):
    layers = itertools.chain(layers)
print(next(layers))
