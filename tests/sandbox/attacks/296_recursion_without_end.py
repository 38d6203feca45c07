# attack: functions, properties and comparisons that call themselves for ever
# category: res
# safe-outcome: a RecursionError that the program can catch
# check: no-escape,st==0
class Odd:
    def __eq__(self, other):
        return self == other

    def __str__(self):
        return str(self)

    def __getattr__(self, name):
        return getattr(self, name + "x")

    def __lt__(self, other):
        return other < self

    def __len__(self):
        return len(self)

    def __hash__(self):
        return hash(self)


odd = Odd()
for way in (lambda: odd == odd, lambda: str(odd), lambda: odd.name, lambda: sorted([odd, Odd()]), lambda: len(odd),
            lambda: {odd}):
    try:
        way()
    except RecursionError:
        print("too deep")
