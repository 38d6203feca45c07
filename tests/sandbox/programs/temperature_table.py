# program: Celsius and Fahrenheit
# out: 'C\tF\n-10\t14.0\n0\t32.0\n10\t50.0\n20\t68.0\n30\t86.0\n'
def to_fahrenheit(c):
    return c * 9 / 5 + 32

print("C", "F", sep="\t")
for c in range(-10, 31, 10):
    print(c, to_fahrenheit(c), sep="\t")
