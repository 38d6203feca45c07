# program: the sieve of Eratosthenes
# out: '2 3 5 7 11 13 17 19 23 29 31 37 41 43 47\n'
limit = 50
sieve = [True] * (limit + 1)
sieve[0] = sieve[1] = False
for n in range(2, int(limit ** 0.5) + 1):
    if sieve[n]:
        for multiple in range(n * n, limit + 1, n):
            sieve[multiple] = False
print(*[n for n, prime in enumerate(sieve) if prime])
