# program: a times table
# stdin: '7\n'
# out: 'Which table? 1 x 7 = 7\n2 x 7 = 14\n3 x 7 = 21\n4 x 7 = 28\n5 x 7 = 35\n6 x 7 = 42\n7 x 7 = 49\n8 x 7 = 56\n9 x 7 = 63\n10 x 7 = 70\n11 x 7 = 77\n12 x 7 = 84\n'
n = int(input("Which table? "))
for i in range(1, 13):
    print(i, "x", n, "=", i * n)
