# program: roll two dice until a double
# seed: 7
# out: '3 2\n4 6\n1 1\nrolls: 3\n'
from random import randint

rolls = 0
while True:
    one = randint(1, 6)
    two = randint(1, 6)
    rolls += 1
    print(one, two)
    if one == two:
        break
print("rolls:", rolls)
