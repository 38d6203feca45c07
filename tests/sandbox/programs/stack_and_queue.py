# program: a stack and a queue made of lists
# out: "back to sport then news left ['home']\nserving first\nserving second\nserving third\n"
stack = []
for page in ["home", "news", "sport"]:
    stack.append(page)
print("back to", stack.pop(), "then", stack.pop(), "left", stack)
queue = ["first", "second"]
queue.append("third")
while queue:
    print("serving", queue.pop(0))
