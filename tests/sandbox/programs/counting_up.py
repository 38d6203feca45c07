# program: count with for and range
# out: '0\n1\n2\n3\n4\n2 3 4 5 \n10,7,4,1,lift off\n'
for i in range(5):
    print(i)
for i in range(2, 6):
    print(i, end=" ")
print()
for i in range(10, 0, -3):
    print(i, end=",")
print("lift off")
