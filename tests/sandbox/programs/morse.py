# program: letters to Morse code
# out: '... --- ... / - --- . ... \n'
morse = {"S": "...", "O": "---", "E": ".", "T": "-"}
for letter in "SOS TOES":
    if letter == " ":
        print("/", end=" ")
    else:
        print(morse[letter], end=" ")
print()
