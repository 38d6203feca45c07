# program: area and perimeter of a rectangle
# stdin: '4.5\n3\n'
# out: 'Length in metres? Width in metres? Area: 13.5 square metres\nPerimeter: 15.0 m\n'
length = float(input("Length in metres? "))
width = float(input("Width in metres? "))
area = length * width
print("Area:", area, "square metres")
print("Perimeter:", 2 * (length + width), "m")
