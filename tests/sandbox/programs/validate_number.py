# program: ask again until it is a number, with try and except
# stdin: 'seven\n\n7.5\n7\n'
# out: 'Age: Please type a whole number.\nAge: Please type a whole number.\nAge: Please type a whole number.\nAge: Next year you will be 8\n'
while True:
    try:
        age = int(input("Age: "))
        break
    except ValueError:
        print("Please type a whole number.")
print("Next year you will be", age + 1)
