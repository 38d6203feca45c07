# program: a menu with a loop
# stdin: '1\n5\n2\n9\n3\n'
# out: '1 add  2 show  3 leave\nChoice: How much? 1 add  2 show  3 leave\nChoice: Total: 5\n1 add  2 show  3 leave\nChoice: Not on the menu\n1 add  2 show  3 leave\nChoice: Goodbye\n'
total = 0
choice = ""
while choice != "3":
    print("1 add  2 show  3 leave")
    choice = input("Choice: ")
    if choice == "1":
        total += int(input("How much? "))
    elif choice == "2":
        print("Total:", total)
    elif choice != "3":
        print("Not on the menu")
print("Goodbye")
