# program: read lines until the input runs out
# stdin: 'red\ngreen\nblue'
# out: "3 ['red', 'green', 'blue']\n"
colours = []
while True:
    try:
        colours.append(input())
    except EOFError:
        break
print(len(colours), colours)
