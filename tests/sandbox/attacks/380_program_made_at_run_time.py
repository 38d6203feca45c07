# attack: hide what it does from anybody who reads it: exec, eval, compile, codecs, chr, types.FunctionType
# category: fs
# safe-outcome: hiding helps nothing
# check: no-escape
import codecs
import types

hidden = codecs.decode("bcra('/rgp/cnffjq').ernq(4)", "rot13")
for way in (lambda: exec(hidden), lambda: eval(compile(hidden, "x", "eval")),
            lambda: types.FunctionType(compile("open('SCRATCH/canary.txt').read()", "x", "exec"), {})(),
            lambda: eval("".join(map(chr, [111, 112, 101, 110])))("SCRATCH/canary.txt").read(1)):
    try:
        if way():
            print("ESCAPED")
    except (OSError, NameError) as error:
        print("blocked", type(error).__name__)
try:
    eval("__import__('os').listdir('SCRATCH')")
    print("ESCAPED")
except OSError:
    print("blocked")
