# program: odd or even
# stdin: '13\n'
# out: 'Number? 13 is odd\n'
number = int(input("Number? "))
if number % 2 == 0:
    print(number, "is even")
else:
    print(number, "is odd")
