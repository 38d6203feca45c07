# program: selection sort, from the largest down
# out: '[91, 70, 55, 12]\n'
marks = [55, 91, 12, 70]
for i in range(len(marks)):
    best = i
    for j in range(i + 1, len(marks)):
        if marks[j] > marks[best]:
            best = j
    marks[i], marks[best] = marks[best], marks[i]
print(marks)
