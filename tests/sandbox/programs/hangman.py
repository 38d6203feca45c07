# program: hangman
# stdin: 'e\nz\np\na\nl\n'
# out: '_____\nLetter: ____e\nLetter: No z\n____e\nLetter: _pp_e\nLetter: app_e\nLetter: apple\nWell done!\n'
word = "apple"
guessed = ""
lives = 3
while lives > 0:
    shown = ""
    for letter in word:
        shown += letter if letter in guessed else "_"
    print(shown)
    if "_" not in shown:
        print("Well done!")
        break
    letter = input("Letter: ")
    guessed += letter
    if letter not in word:
        lives -= 1
        print("No", letter)
else:
    print("The word was", word)
