# program: denary to binary by dividing by two
# stdin: '37\n'
# out: 'Denary: Binary: 100101\n0b100101 00100101 0xff 0o10\n'
number = int(input("Denary: "))
bits = ""
while number > 0:
    bits = str(number % 2) + bits
    number = number // 2
print("Binary:", bits)
print(bin(37), format(37, "08b"), hex(255), oct(8))
