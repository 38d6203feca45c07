# program: a cipher by a table of letters
# out: 'svool gsviv\nsvool gsviv\n'
alphabet = "abcdefghijklmnopqrstuvwxyz"
table = {}
for i in range(26):
    table[alphabet[i]] = alphabet[25 - i]
message = "hello there"
print("".join(table.get(letter, letter) for letter in message))
print(message.translate(str.maketrans(alphabet, alphabet[::-1])))
