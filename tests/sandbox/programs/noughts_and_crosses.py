# program: who has won at noughts and crosses?
# out: 'X|O|X\nO|X|O\nO| |X\nWinner: X\n'
board = [["X", "O", "X"],
         ["O", "X", "O"],
         ["O", " ", "X"]]


def winner(b):
    lines = b + [[b[r][c] for r in range(3)] for c in range(3)]
    lines.append([b[i][i] for i in range(3)])
    lines.append([b[i][2 - i] for i in range(3)])
    for line in lines:
        if line[0] != " " and line == [line[0]] * 3:
            return line[0]
    return None


for row in board:
    print("|".join(row))
print("Winner:", winner(board))
