# program: a file that isn't there
# out: 'That file is not there.\nDone.\n'
try:
    with open("no_such_file.txt") as file:
        print(file.read())
except FileNotFoundError:
    print("That file is not there.")
finally:
    print("Done.")
