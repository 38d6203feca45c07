# attack: form feeds, lone carriage returns and odd spaces between lines
# category: output
# safe-outcome: an ordinary run or an ordinary error
# check: no-escape
if True:
    print("one")

if True:
    print("two")print("three")
print("four") 
