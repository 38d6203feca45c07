# program: read the lines of a file
# file: names.txt = 'Ann\nBill\nCora\n'
# out: 'ANN\nBILL\nCORA\n14 characters, 3 lines\n'
file = open("names.txt", "r")
for line in file:
    print(line.strip().upper())
file.close()
with open("names.txt") as again:
    everything = again.read()
print(len(everything), "characters,", len(everything.splitlines()), "lines")
