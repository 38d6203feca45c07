# program: a till that stops at nought, with a walrus
# stdin: '2.50\n1.25\n0\n'
# out: 'Price: Price: Price: To pay: £3.75\n'
bill = 0.0
while (price := float(input("Price: "))) != 0:
    bill += price
print("To pay: £%.2f" % bill)
