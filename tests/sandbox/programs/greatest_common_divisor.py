# program: Euclid's algorithm
# out: '6\n1\n1071 and 462: 21\n'
def gcd(a, b):
    while b:
        a, b = b, a % b
    return a


print(gcd(48, 18))
print(gcd(17, 5))
print("1071 and 462:", gcd(1071, 462))
