# program: write a file, add to it and read it back
# out: '3 Wednesday: wind\n1 Monday: rain\n2 Tuesday: sun\n3 Wednesday: wind\n'
with open("diary.txt", "w") as f:
    f.write("Monday: rain\n")
    f.write("Tuesday: sun\n")
with open("diary.txt", "a") as f:
    print("Wednesday: wind", file=f)
with open("diary.txt") as f:
    lines = f.readlines()
print(len(lines), lines[2].strip())
for number, line in enumerate(lines, 1):
    print(number, line, end="")
