# program: map, filter, lambda and enumerate
# out: "['Ann', 'Bob', 'Christopher'] ['christopher']\n[6, 6, 22]\n0 ann\n1 bob\n2 chr\n"
names = ["ann", "bob", "christopher"]
print(list(map(str.title, names)), list(filter(lambda n: len(n) > 3, names)))
double = lambda n: n * 2
print([double(len(n)) for n in names])
for i, n in enumerate(names):
    print(i, n[:3])
