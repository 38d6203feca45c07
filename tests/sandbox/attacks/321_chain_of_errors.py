# attack: an error with ten thousand causes, some of them in a circle
# category: output
# safe-outcome: an ordinary report of an error, in time
# check: no-escape,out<=65536,st!=0
last = first = ValueError("the first")
for number in range(10_000):
    error = ValueError(f"number {number}")
    error.__cause__ = last
    error.__context__ = first
    last = error
first.__context__ = last
raise last
