# attack: a line that never ends, in pieces and without flushing
# category: output
# safe-outcome: capped
# check: no-escape,out<=65536,st!=0
while True:
    print("no end", end=" ")
