# program: linear search
# out: '2\n-1\n'
def search(items, wanted):
    for position in range(len(items)):
        if items[position] == wanted:
            return position
    return -1


names = ["Eve", "Bob", "Dan", "Amy"]
print(search(names, "Dan"))
print(search(names, "Zed"))
