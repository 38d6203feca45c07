# program: factorials with a loop and with recursion
# out: '120 120\nTrue\n15511210043330985984000000\n'
def factorial(n):
    result = 1
    for i in range(2, n + 1):
        result *= i
    return result


def factorial_again(n):
    if n <= 1:
        return 1
    return n * factorial_again(n - 1)


print(factorial(5), factorial_again(5))
print(factorial(20) == factorial_again(20))
print(factorial(25))
