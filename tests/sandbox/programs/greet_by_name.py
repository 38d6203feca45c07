# program: greet somebody by name
# stdin: 'Asha\n'
# out: 'What is your name? Hello Asha\nIt is nice to meet you, Asha!\n'
name = input("What is your name? ")
print("Hello", name)
print("It is nice to meet you, " + name + "!")
