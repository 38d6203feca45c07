# attack: an error whose message has 20 million letters, and one whose message fails
# category: output
# safe-outcome: cut short; the page is not flooded
# check: no-escape,out<=65536,st!=0
class Odd(Exception):
    def __str__(self):
        return "x" * 20_000_000

    def __repr__(self):
        raise ValueError("no name")


raise Odd("x" * 1000)
