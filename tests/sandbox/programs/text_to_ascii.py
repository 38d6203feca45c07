# program: characters and their codes
# out: 'C 67 1000011\na 97 1100001\nt 116 1110100\nHi!\n233 8364 😀\n'
word = "Cat"
for c in word:
    print(c, ord(c), format(ord(c), "07b"))
print("".join([chr(n) for n in [72, 105, 33]]))
print(ord("é"), ord("€"), chr(128512))
