# program: bubble sort with a flag, and its passes
# out: 'pass 1 [1, 4, 2, 5, 8]\npass 2 [1, 2, 4, 5, 8]\npass 3 [1, 2, 4, 5, 8]\n'
numbers = [5, 1, 4, 2, 8]
swapped = True
passes = 0
while swapped:
    swapped = False
    for i in range(len(numbers) - 1):
        if numbers[i] > numbers[i + 1]:
            temp = numbers[i]
            numbers[i] = numbers[i + 1]
            numbers[i + 1] = temp
            swapped = True
    passes += 1
    print("pass", passes, numbers)
