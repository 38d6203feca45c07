# program: the largest of three by comparing
# stdin: '4\n9\n2\n'
# out: 'largest is 9\n'
x=int(input())
y=int(input())
z=int(input())
if x>y and x>z:
    print("largest is",x)
elif y>x and y>z:
    print("largest is",y)
else:
    print("largest is",z)
