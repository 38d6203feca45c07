# program: the check digit of a barcode
# out: '0\n7\n'
def check_digit(digits):
    total = 0
    for i, d in enumerate(digits):
        total += int(d) * (3 if i % 2 else 1)
    return (10 - total % 10) % 10


print(check_digit("501234567890"))
print(check_digit("978030640615"))
