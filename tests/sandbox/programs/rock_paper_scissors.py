# program: rock, paper, scissors against the computer
# stdin: 'rock\npaper\nscissors\n'
# seed: 3
# out: 'Your move: I play rock\nDraw\nYour move: I play paper\nDraw\nYour move: I play paper\nYou win\n'
import random

beats = {"rock": "scissors", "scissors": "paper", "paper": "rock"}
for turn in range(3):
    player = input("Your move: ")
    computer = random.choice(list(beats))
    print("I play", computer)
    if player == computer:
        print("Draw")
    elif beats[player] == computer:
        print("You win")
    else:
        print("I win")
