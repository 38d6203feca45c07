# program: two lists side by side
# out: 'Ali    42\nBeth   57\nChen   49\nWinner: Beth\nA:42 B:57 C:49 '
names = ["Ali", "Beth", "Chen"]
scores = [42, 57, 49]
best = 0
for i in range(len(names)):
    print(names[i].ljust(6), scores[i])
    if scores[i] > scores[best]:
        best = i
print("Winner:", names[best])
for name, score in zip(names, scores):
    print(name[0], score, sep=":", end=" ")
