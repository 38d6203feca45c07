# program: how often each letter comes, with a dictionary
# out: "i 4 ****\nm 1 *\np 2 **\ns 4 ****\n{'m': 1, 'i': 4, 's': 4, 'p': 2}\n"
counts = {}
for letter in "mississippi":
    if letter in counts:
        counts[letter] += 1
    else:
        counts[letter] = 1
for letter in sorted(counts):
    print(letter, counts[letter], "*" * counts[letter])
print(counts)
