# program: a spiral with a growing step
# draws: 40
# out: ''
import turtle as t

t.speed("fastest")
length = 5
while length < 205:
    t.forward(length)
    t.left(91)
    length += 5
