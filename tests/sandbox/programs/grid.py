# program: a grid of two dimensions
# out: '1 0 0 \n0 0 5 \n0 0 0 \n6 [0, 0, 5]\n'
grid = [[0, 0, 0], [0, 0, 0], [0, 0, 0]]
grid[1][2] = 5
grid[0][0] = 1
for row in grid:
    for cell in row:
        print(cell, end=" ")
    print()
print(sum(sum(row) for row in grid), grid[1])
