# program: toss a coin a hundred times
# seed: 11
# out: '56 44 100\n'
import random
heads = 0
tails = 0
for toss in range(100):
    if random.choice(["heads", "tails"]) == "heads":
        heads = heads + 1
    else:
        tails = tails + 1
print(heads, tails, heads + tails)
