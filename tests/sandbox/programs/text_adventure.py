# program: a small text adventure
# stdin: 'north\ntake\nsouth\nopen\n'
# out: '[hall] [attic] You have the key.\n[attic] [hall] The door opens. You win!\n'
room = "hall"
has_key = False
exits = {"hall": {"north": "attic"}, "attic": {"south": "hall"}}
while True:
    command = input(f"[{room}] ").strip().lower()
    if command in exits[room]:
        room = exits[room][command]
    elif command == "take" and room == "attic":
        has_key = True
        print("You have the key.")
    elif command == "open" and has_key:
        print("The door opens. You win!")
        break
    else:
        print("You can't do that.")
