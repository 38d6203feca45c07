# program: guess a number between 1 and 20
# stdin: '10\n18\n15\n14\n13\n12\n11\n16\n17\n1\n2\n3\n4\n5\n6\n7\n8\n9\n19\n20\n'
# seed: 4
# out: 'Guess: too high\nGuess: too high\nGuess: too high\nGuess: too high\nGuess: too high\nGuess: too high\nGuess: too high\nGuess: too high\nGuess: too high\nGuess: too low\nGuess: too low\nGuess: too low\nGuess: too low\nGuess: too low\nGuess: too low\nGuess: too low\nGuess: Yes! It took 17\n'
import random

secret = random.randint(1, 20)
guesses = 0
guess = None
while guess != secret:
    guess = int(input("Guess: "))
    guesses += 1
    if guess < secret:
        print("too low")
    elif guess > secret:
        print("too high")
print("Yes! It took", guesses)
