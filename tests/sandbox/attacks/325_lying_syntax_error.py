# attack: a SyntaxError whose parts are of the wrong types and sizes
# category: output
# safe-outcome: an ordinary report of an error
# check: no-escape,st!=0
class Text(str):
    def splitlines(self, *rest):
        raise MemoryError

    def __str__(self):
        raise KeyboardInterrupt


error = SyntaxError("msg")
error.lineno, error.offset, error.end_lineno, error.end_offset = "ten", -(10**9), 10**30, Text("x")
error.text, error.filename, error.msg = Text("x" * 10**6), Text("main.py"), Text("y")
raise error
