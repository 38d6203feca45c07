# program: the price of a ticket by age and day, with nested selection
# stdin: '12\nyes\n'
# out: 'How old are you? Is it the weekend? That is £6\n'
age = int(input("How old are you? "))
weekend = input("Is it the weekend? ")
if age < 5:
    price = 0
elif age < 16:
    if weekend == "yes":
        price = 6
    else:
        price = 4
else:
    price = 9
print("That is £", price, sep="")
