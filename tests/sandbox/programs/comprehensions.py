# program: comprehensions, sets and tuples
# out: "[0, 1, 4, 9, 16, 25] [0, 4, 16] ['e', 'h', 'l', 'o'] 7\n{2, 3} {1, 2, 3} 2\nTrue True\n"
squares = [n * n for n in range(6)]
evens = [n for n in squares if n % 2 == 0]
letters = {c for c in "hello"}
point = (3, 4)
x, y = point
print(squares, evens, sorted(letters), x + y)
print({1, 2, 3} & {2, 3, 4}, {1, 2} | {3}, len(set([1, 1, 2])))
print(any(n > 20 for n in squares), all(n >= 0 for n in squares))
