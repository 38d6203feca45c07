# program: match and case
# out: 'walking north\ntaking lamp\nnothing\nwhat?\n'
def move(command):
    match command.split():
        case ["go", ("north" | "south") as way]:
            return "walking " + way
        case ["take", thing]:
            return "taking " + thing
        case []:
            return "nothing"
        case _:
            return "what?"


for command in ["go north", "take lamp", "", "jump up high"]:
    print(move(command))
