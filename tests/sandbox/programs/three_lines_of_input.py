# program: a short interview
# stdin: 'Sam\n12\nblue\n'
# out: 'Name: Age: Favourite colour: \nSam is 12 and likes blue\n'
name = input("Name: ")
age = input("Age: ")
colour = input("Favourite colour: ")
print()
print(name, "is", age, "and likes", colour)
