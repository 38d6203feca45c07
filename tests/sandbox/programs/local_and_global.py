# program: local and global variables
# out: '15 99 15\n'
score = 0


def add_points(points):
    global score
    score = score + points


def try_to_change():
    score = 99
    return score


add_points(5)
add_points(10)
print(score, try_to_change(), score)
