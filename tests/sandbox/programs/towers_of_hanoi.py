# program: the towers of Hanoi
# out: '1 A to B\n2 A to C\n1 B to C\n3\n'
moves = 0


def hanoi(n, source, target, spare):
    global moves
    if n == 0:
        return
    hanoi(n - 1, source, spare, target)
    moves += 1
    print(n, source, "to", target)
    hanoi(n - 1, spare, target, source)


hanoi(2, "A", "C", "B")
print(moves)
