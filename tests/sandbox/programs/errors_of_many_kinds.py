# program: catch errors of several kinds
# out: "can't divide by zero\nnot found: list index out of range\nnot found: 'b'\nwrong type\n2.0\nworked\n"
def attempt(action):
    try:
        print(action())
    except ZeroDivisionError:
        print("can't divide by zero")
    except (IndexError, KeyError) as problem:
        print("not found:", problem)
    except TypeError:
        print("wrong type")
    else:
        print("worked")


attempt(lambda: 1 / 0)
attempt(lambda: [1, 2][5])
attempt(lambda: {"a": 1}["b"])
attempt(lambda: "2" + 2)
attempt(lambda: 6 / 3)
