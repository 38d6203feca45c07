# program: a square with turtle
# draws: 4
# out: ''
import turtle

for side in range(4):
    turtle.forward(100)
    turtle.right(90)
turtle.done()
