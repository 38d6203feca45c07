# program: the string module and random names
# out: 'abcdefghijklmnopqrstuvwxyz 0123456789\nHi you Whats up\nThe Cat Sat\n'
import string

print(string.ascii_lowercase, string.digits)
text = "Hi, you! What's up?"
print("".join(c for c in text if c not in string.punctuation))
print(string.capwords("the cat sat"))
