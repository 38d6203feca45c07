# program: turn rows into columns, and flip a picture
# out: '###\n.#.\n..#\n\n..#\n.##\n#.#\n'
picture = ["#..", "##.", "#.#"]
for column in range(3):
    print("".join(row[column] for row in picture))
print()
for row in picture:
    print(row[::-1])
