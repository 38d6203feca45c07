# program: count down with while
# out: '5\n4\n3\n2\n1\nGo!\n'
count = 5
while count > 0:
    print(count)
    count -= 1
print("Go!")
