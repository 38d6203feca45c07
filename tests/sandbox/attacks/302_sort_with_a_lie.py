# attack: sort a list whose items lie about their order and change the list meanwhile
# category: res
# safe-outcome: an ordinary error, then stopped at a limit
# check: no-escape,why=cpu|wall
class Liar:
    def __lt__(self, other):
        items.append(self)
        return True


items = [Liar() for _ in range(1000)]
try:
    items.sort()
    print("sorted")
except ValueError as error:
    print("blocked", error)
while True:
    sorted(range(10**5), key=lambda n: -n)
