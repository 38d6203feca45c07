# program: triangles of stars
# out: '*\n**\n***\n****\n   *\n  ***\n *****\n*******\n'
for i in range(1, 5):
    print("*" * i)
for i in range(4):
    print(" " * (3 - i) + "*" * (2 * i + 1))
