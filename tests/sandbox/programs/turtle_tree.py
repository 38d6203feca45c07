# program: a tree by recursion
# draws: 15
# out: 'True\n'
import turtle

t = turtle.Turtle()
t.left(90)


def branch(length):
    if length < 20:
        return
    t.forward(length)
    t.left(30)
    branch(length - 15)
    t.right(60)
    branch(length - 15)
    t.left(30)
    t.back(length)


branch(65)
print(abs(t.pos()) < 0.001)
