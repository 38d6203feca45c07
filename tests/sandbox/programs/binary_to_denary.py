# program: binary to denary by place values
# out: '10110 is 22\n22\n'
binary = "10110"
value = 0
place = 1
for digit in reversed(binary):
    if digit == "1":
        value += place
    place *= 2
print(binary, "is", value)
print(int(binary, 2))
