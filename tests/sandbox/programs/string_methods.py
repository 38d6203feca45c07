# program: methods of strings
# out: "THE QUICK BROWN FOX\nthe slow brown fox\n['The', 'Quick', 'brown', 'fox']\na-b-c\n3 2 -1\nTrue True True True\nHello World Hello aB\nTrue False\n"
text = "  The Quick brown fox  "
print(text.strip().upper())
print(text.strip().lower().replace("quick", "slow"))
print(text.split())
print("-".join(["a", "b", "c"]))
print("banana".count("a"), "banana".find("n"), "banana".find("z"))
print("abc".isalpha(), "123".isdigit(), "a1".isalnum(), " ".isspace())
print("hello world".title(), "hello".capitalize(), "Ab".swapcase())
print("file.txt".endswith(".txt"), "file.txt".startswith("x"))
