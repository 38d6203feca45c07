# program: a calculator that asks for the operation
# stdin: '12\n*\n4\n'
# out: 'First number: +, -, * or /: Second number: Answer: 48.0\n'
first = float(input("First number: "))
sign = input("+, -, * or /: ")
second = float(input("Second number: "))
if sign == "+":
    answer = first + second
elif sign == "-":
    answer = first - second
elif sign == "*":
    answer = first * second
elif sign == "/":
    if second == 0:
        answer = "not possible"
    else:
        answer = first / second
else:
    answer = "unknown"
print("Answer:", answer)
