# program: a phone book in a dictionary
# stdin: 'Maya\nTom\nquit\n'
# out: "Who? Maya has 0151 496 0001\nWho? I don't know Tom\nWho? 3 people\n"
book = {"Maya": "0151 496 0001", "Omar": "0151 496 0002"}
book["Lily"] = "0151 496 0003"
while True:
    name = input("Who? ")
    if name == "quit":
        break
    if name in book:
        print(name, "has", book[name])
    else:
        print("I don't know", name)
print(len(book), "people")
