# program: a loop of a hundred thousand turns
# out: '163\n'
count = 0
for n in range(1, 100001):
    if n % 7 == 0 and str(n) == str(n)[::-1]:
        count += 1
print(count)
