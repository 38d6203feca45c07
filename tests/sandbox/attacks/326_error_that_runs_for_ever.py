# attack: an error whose text never comes to an end, raised as the last thing
# category: output
# safe-outcome: stopped at a limit
# check: no-escape,why=cpu|wall
class Endless(Exception):
    def __str__(self):
        while True:
            pass

    __repr__ = __str__


raise Endless
