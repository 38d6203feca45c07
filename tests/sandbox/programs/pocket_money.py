# program: pocket money saved in a year, with two decimals
# out: 'You would save £195.0\nYou would save £195.00\nYou would save £195.00\n'
weekly = 3.75
weeks = 52
saved = weekly * weeks
print("You would save £" + str(round(saved, 2)))
print("You would save £{:.2f}".format(saved))
print(f"You would save £{saved:.2f}")
