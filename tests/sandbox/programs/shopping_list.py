# program: a shopping list that is typed in
# stdin: 'milk\nbread\neggs\n\n'
# out: 'Item (empty to end): Item (empty to end): Item (empty to end): Item (empty to end): You need 3 things:\n1. milk\n2. bread\n3. eggs\n'
shopping = []
while True:
    item = input("Item (empty to end): ")
    if item == "":
        break
    shopping.append(item)
print("You need", len(shopping), "things:")
for number, item in enumerate(shopping, start=1):
    print(f"{number}. {item}")
