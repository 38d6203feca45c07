# program: procedures with parameters
# out: '------------\nHi Zoe\nHi Max\nHi Max\nHi Lin\n------------\n'
def line():
    print("-" * 12)


def greet(name, times=1):
    for _ in range(times):
        print("Hi", name)


line()
greet("Zoe")
greet("Max", 2)
greet(times=1, name="Lin")
line()
