# program: a procedure for polygons
# draws: 15
# out: ''
import turtle

pen = turtle.Pen()


def polygon(sides, length):
    for _ in range(sides):
        pen.forward(length)
        pen.left(360 / sides)


for sides in (3, 4, 8):
    pen.pencolor("black")
    polygon(sides, 40)
turtle.exitonclick()
