# program: make, change and walk a list
# out: "['kiwi', 'apple', 'peach', 'fig']\n4 kiwi fig\n- kiwi\n- apple\n- peach\n- fig\nfig is at 3\n"
fruit = ["apple", "pear", "plum"]
fruit.append("fig")
fruit[1] = "peach"
fruit.insert(0, "kiwi")
fruit.remove("plum")
print(fruit)
print(len(fruit), fruit[0], fruit[-1])
for item in fruit:
    print("-", item)
if "fig" in fruit:
    print("fig is at", fruit.index("fig"))
