# program: a square of times tables in columns
# out: '   1   2   3   4   5\n   2   4   6   8  10\n   3   6   9  12  15\n   4   8  12  16  20\n   5  10  15  20  25\n'
for row in range(1, 6):
    line = ""
    for column in range(1, 6):
        line += f"{row * column:4}"
    print(line)
