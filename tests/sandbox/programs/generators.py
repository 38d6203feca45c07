# program: a generator and next
# out: '3\n[2, 1]\n30\n'
def countdown(n):
    while n > 0:
        yield n
        n -= 1


counter = countdown(3)
print(next(counter))
print(list(counter))
print(sum(n * n for n in countdown(4)))
