# attack: a million short lines
# category: output
# safe-outcome: capped
# check: no-escape,out<=65536,st!=0
for number in range(10**6):
    print(number)
print("ESCAPED")
