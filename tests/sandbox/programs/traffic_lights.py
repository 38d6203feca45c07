# program: traffic lights in order, with modulo
# out: 'red\nred and amber\ngreen\namber\nred\nred and amber\n'
lights = ["red", "red and amber", "green", "amber"]
state = 0
for second in range(6):
    print(lights[state])
    state = (state + 1) % len(lights)
