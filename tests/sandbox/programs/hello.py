# program: hello, world
# out: 'Hello, world!\n'
print("Hello, world!")
