# program: functions that return values and call each other
# out: '5.0 small big\nnothing comes back\nNone\n'
def square(n):
    return n * n

def hypotenuse(a, b):
    return (square(a) + square(b)) ** 0.5

def describe(n):
    if n > 10:
        return "big"
    return "small"

print(hypotenuse(3, 4), describe(hypotenuse(3, 4)), describe(square(4)))
print(print("nothing comes back"))
