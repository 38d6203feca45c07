# program: perfect numbers, the slow way
# out: '6 is perfect\n28 is perfect\n496 is perfect\n'
for n in range(2, 500):
    total = 0
    for d in range(1, n):
        if n % d == 0:
            total += d
    if total == n:
        print(n, "is perfect")
