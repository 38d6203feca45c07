# program: ask again until a number is in its range
# stdin: '0\n11\n7\n'
# out: '1 to 10: Out of range\n1 to 10: Out of range\n1 to 10: Thank you for 7\n'
n = int(input("1 to 10: "))
while n < 1 or n > 10:
    print("Out of range")
    n = int(input("1 to 10: "))
print("Thank you for", n)
