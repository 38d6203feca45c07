# program: add up scores from a file of comma-separated values
# file: scores.csv = 'name,score\nAsha,12\nBen,9\nAsha,8\n'
# out: 'Asha 20\nBen 9\n'
totals = {}
with open("scores.csv") as file:
    file.readline()
    for line in file:
        name, score = line.strip().split(",")
        totals[name] = totals.get(name, 0) + int(score)
for name in totals:
    print(name, totals[name])
