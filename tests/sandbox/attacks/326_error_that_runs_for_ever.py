# attack: an error whose text never comes to an end, raised as the last thing
# category: output
# safe-outcome: an ordinary report of an error, or stopped at a limit
# check: no-escape,st!=0
class Endless(Exception):
    def __str__(self):
        while True:
            pass

    __repr__ = __str__


raise Endless
