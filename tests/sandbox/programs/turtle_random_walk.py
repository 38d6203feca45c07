# program: a random walk
# draws: 20
# seed: 8
# out: 'finished\n'
import random
import turtle

for step in range(20):
    turtle.color(random.choice(["red", "green", "blue"]))
    turtle.forward(random.randint(10, 30))
    turtle.setheading(random.choice([0, 90, 180, 270]))
print("finished")
