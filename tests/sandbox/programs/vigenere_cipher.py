# program: the cipher of Vigenère
# out: 'LXFOPVEFRNHR\n'
def encrypt(message, keyword):
    output = []
    for i, letter in enumerate(message):
        key = ord(keyword[i % len(keyword)]) - 65
        output.append(chr((ord(letter) - 65 + key) % 26 + 65))
    return "".join(output)


print(encrypt("ATTACKATDAWN", "LEMON"))
