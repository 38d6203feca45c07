# program: recursion: powers, sums of digits, reversing and a countdown
# out: '81 35 desserts\n3 2 1 0 \n'
def power(base, exponent):
    return 1 if exponent == 0 else base * power(base, exponent - 1)


def digit_sum(n):
    if n < 10:
        return n
    return n % 10 + digit_sum(n // 10)


def backwards(text):
    if text == "":
        return ""
    return backwards(text[1:]) + text[0]


def countdown(n):
    print(n, end=" ")
    if n:
        countdown(n - 1)
    else:
        print()


print(power(3, 4), digit_sum(98765), backwards("stressed"))
countdown(3)
