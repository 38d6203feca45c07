# attack: lists, strings and dictionaries that double until they fill the machine
# category: res
# safe-outcome: an error of memory before 256 MB, or stopped at a limit
# check: no-escape
words = ["x"]
try:
    while len(words) < 1 << 25:
        words += words
    print("ESCAPED list")
except MemoryError:
    print("no memory for the list")
del words
text = "x"
try:
    while len(text) < 1 << 28:
        text += text
    print("ESCAPED text")
except MemoryError:
    print("no memory for the text")
del text
try:
    big = dict.fromkeys(range(6_000_000))
    print("ESCAPED dictionary")
except MemoryError:
    print("no memory for the dictionary")
