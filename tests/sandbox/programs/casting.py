# program: change types to and fro
# stdin: '12\n2.5\n'
# out: "A whole number: A decimal: 24 5.0\n1212 2.52.5\n2 12.0 False True\n<class 'int'> <class 'float'>\n"
whole = int(input("A whole number: "))
real = float(input("A decimal: "))
print(whole * 2, real * 2)
print(str(whole) * 2, str(real) * 2)
print(int(real), float(whole), bool(0), bool("x"))
print(type(whole), type(real))
