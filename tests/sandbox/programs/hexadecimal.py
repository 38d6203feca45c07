# program: hexadecimal by hand
# out: '0 0 True\n9 9 True\n10 A True\n15 F True\n16 10 True\n255 FF True\n4096 1000 True\n'
digits = "0123456789ABCDEF"


def to_hex(n):
    if n == 0:
        return "0"
    text = ""
    while n:
        text = digits[n % 16] + text
        n //= 16
    return text


for n in [0, 9, 10, 15, 16, 255, 4096]:
    print(n, to_hex(n), int(to_hex(n), 16) == n)
