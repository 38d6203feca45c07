# program: insertion sort of words
# out: "['fig', 'pear', 'apple', 'date']\n['apple', 'fig', 'pear', 'date']\n['apple', 'date', 'fig', 'pear']\n"
words = ["pear", "fig", "apple", "date"]
for i in range(1, len(words)):
    current = words[i]
    j = i - 1
    while j >= 0 and words[j] > current:
        words[j + 1] = words[j]
        j -= 1
    words[j + 1] = current
    print(words)
