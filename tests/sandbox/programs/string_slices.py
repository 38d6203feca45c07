# program: letters and slices of a string
# out: 'c p r\ncomp uter cmue retupmoc\n8\nc.o.m.p.u.t.e.r.\nTrue False\n'
word = "computer"
print(word[0], word[3], word[-1])
print(word[0:4], word[4:], word[::2], word[::-1])
print(len(word))
for letter in word:
    print(letter, end=".")
print()
print("put" in word, "z" in word)
