# program: Caesar's cipher, there and back
# out: 'Phhw ph dw Aborskrqh Crr!\nMeet me at Xylophone Zoo!\n'
def shift(text, key):
    result = ""
    for letter in text:
        if letter.isupper():
            result += chr((ord(letter) - ord("A") + key) % 26 + ord("A"))
        elif letter.islower():
            result += chr((ord(letter) - ord("a") + key) % 26 + ord("a"))
        else:
            result += letter
    return result


secret = shift("Meet me at Xylophone Zoo!", 3)
print(secret)
print(shift(secret, -3))
