# program: two turtles and a screen
# draws: 5
# out: '-90.0 -10 90\n'
import turtle

screen = turtle.Screen()
screen.bgcolor("lightblue")
screen.title("Two turtles")
anna = turtle.Turtle()
ben = turtle.Turtle()
anna.speed(0)
anna.shape("turtle")
ben.color("blue")
for i in range(3):
    anna.forward(80)
    anna.left(120)
ben.penup()
ben.goto(-50, -50)
ben.pendown()
ben.backward(40)
ben.setheading(90)
ben.fd(40)
ben.hideturtle()
print(ben.xcor(), round(ben.ycor()), round(ben.heading()))
