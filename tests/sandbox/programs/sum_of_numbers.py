# program: add up the numbers to a hundred
# out: 'The sum is 5050\n'
total = 0
for number in range(1, 101):
    total = total + number
print("The sum is", total)
