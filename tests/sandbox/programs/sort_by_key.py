# program: sort records by one of their parts
# out: "[('Ana', 11), ('Joe', 12), ('Kit', 13)]\nAna 11\nJoe 12\nKit 13\nKit is the oldest\n"
people = [("Kit", 13), ("Ana", 11), ("Joe", 12)]
people.sort(key=lambda person: person[1])
print(people)
for name, age in sorted(people):
    print(name, age)
print(max(people, key=lambda p: p[1])[0], "is the oldest")
