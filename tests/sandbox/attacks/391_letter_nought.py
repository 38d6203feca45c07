# attack: print the letter nought, as a lesson on codes may by chance
# category: output
# safe-outcome: an ordinary run whose output can be stored and sent on
# check: no-escape,st==0
for code in range(3):
    print(code, chr(code), sep=": ")
