# program: slices, pop, reverse, count and sorted
# out: '[3, 8, 1] [5, 3] [9, 3] [3, 9, 1, 8, 3, 5]\n3 1\n[1, 3, 5, 8, 9] [9, 8, 5, 3, 1]\n[1, 3, 5, 8, 9] 26 1 9\n[3, 5, 8, 9, 100] [3, 5, 8, 9, 3, 5, 8, 9]\n'
numbers = [5, 3, 8, 1, 9, 3]
print(numbers[1:4], numbers[:2], numbers[-2:], numbers[::-1])
print(numbers.pop(), numbers.count(3))
print(sorted(numbers), sorted(numbers, reverse=True))
numbers.sort()
print(numbers, sum(numbers), min(numbers), max(numbers))
del numbers[0]
print(numbers + [100], numbers * 2)
