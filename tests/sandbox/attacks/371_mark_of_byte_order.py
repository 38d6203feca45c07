# attack: a program that begins with a mark of byte order
# category: output
# safe-outcome: an ordinary run or an ordinary error
# check: no-escape
print("read")
