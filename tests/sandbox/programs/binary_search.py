# program: binary search that shows its steps
# out: 'looking at 16\nlooking at 56\nlooking at 23\n5\nlooking at 3\nlooking at 5\nNone\n'
def binary_search(items, wanted):
    low = 0
    high = len(items) - 1
    while low <= high:
        middle = (low + high) // 2
        print("looking at", items[middle])
        if items[middle] == wanted:
            return middle
        if items[middle] < wanted:
            low = middle + 1
        else:
            high = middle - 1
    return None


print(binary_search([2, 5, 8, 12, 16, 23, 38, 56, 72, 91], 23))
print(binary_search([1, 3, 5], 4))
