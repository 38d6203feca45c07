# program: add two numbers that are typed in
# stdin: '7\n15\n'
# out: '22\n'
a = int(input())
b = int(input())
print(a + b)
