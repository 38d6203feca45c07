# program: hailstone numbers
# out: '6 -> 3 -> 10 -> 5 -> 16 -> 8 -> 4 -> 2 -> 1\nsteps: 8\n'
n = 6
steps = 0
while n != 1:
    print(n, "->", end=" ")
    if n % 2 == 0:
        n = n // 2
    else:
        n = 3 * n + 1
    steps += 1
print(n)
print("steps:", steps)
