# attack: many small objects that hold each other
# category: res
# safe-outcome: an error of memory, or stopped at a limit, before 256 MB
# check: no-escape
chain = None
count = 0
try:
    while count < 4_000_000:
        chain = [chain]
        count += 1
    print("ESCAPED", count)
except MemoryError:
    print("no more memory")
while chain is not None:
    chain = chain[0]
