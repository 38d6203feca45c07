# program: six different lottery numbers in order
# seed: 49
# out: "Tonight's numbers: 5 8 21 23 27 49\n"
import random
numbers = []
while len(numbers) < 6:
    n = random.randrange(1, 60)
    if n not in numbers:
        numbers.append(n)
numbers.sort()
print("Tonight's numbers:", *numbers)
