# program: the csv module reads and writes
# file: pets.csv = 'name,kind,age\nRex,dog,3\nTom,"cat, fat",5\n'
# out: "Rex is a dog\nTom is a cat, fat\n['name,age', 'Rex,4', 'Tom,6']\n"
import csv

with open("pets.csv", newline="") as source:
    pets = list(csv.DictReader(source))
for pet in pets:
    print(pet["name"], "is a", pet["kind"])
with open("out.csv", "w", newline="") as target:
    writer = csv.writer(target)
    writer.writerow(["name", "age"])
    for pet in pets:
        writer.writerow([pet["name"], int(pet["age"]) + 1])
print(open("out.csv").read().split())
