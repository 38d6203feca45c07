# program: the primes below thirty by trial division
# out: '[2, 3, 5, 7, 11, 13, 17, 19, 23, 29]\n10 primes\n'
primes = []
for n in range(2, 30):
    is_prime = True
    for d in range(2, n):
        if n % d == 0:
            is_prime = False
            break
    if is_prime:
        primes.append(n)
print(primes)
print(len(primes), "primes")
