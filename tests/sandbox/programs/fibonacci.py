# program: the numbers of Fibonacci
# out: '0 1 1 2 3 5 8 13 21 34 55 89 \n'
a, b = 0, 1
while a < 100:
    print(a, end=" ")
    a, b = b, a + b
print()
