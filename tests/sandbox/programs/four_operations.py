# program: the operators of arithmetic
# out: '22\n12\n85\n3.4\n3\n2\n1024\n20\n'
print(17 + 5)
print(17 - 5)
print(17 * 5)
print(17 / 5)
print(17 // 5)
print(17 % 5)
print(2 ** 10)
print((2 + 3) * 4)
