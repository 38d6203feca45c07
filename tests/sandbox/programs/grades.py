# program: a grade from a mark, with elif
# out: '95 A\n80 A\n79 B\n60 B\n41 C\n39 try again\n0 try again\n'
def grade(mark):
    if mark >= 80:
        return "A"
    elif mark >= 60:
        return "B"
    elif mark >= 40:
        return "C"
    else:
        return "try again"

for mark in [95, 80, 79, 60, 41, 39, 0]:
    print(mark, grade(mark))
