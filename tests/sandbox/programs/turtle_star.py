# program: a star in colour, with a turtle of its own
# draws: 5
# out: 'drawn\n'
from turtle import *

color("red", "yellow")
pensize(3)
begin_fill()
for i in range(5):
    forward(150)
    right(144)
end_fill()
print("drawn")
