# program: circles, dots and writing
# draws: 1
# out: ''
import turtle

turtle.circle(50)
turtle.dot(10, "green")
turtle.up()
turtle.setpos(0, 60)
turtle.write("hello", align="center", font=("Arial", 12, "bold"))
turtle.mainloop()
