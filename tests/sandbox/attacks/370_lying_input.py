# attack: replace input() and print() so that a page or a marker waits, or takes a prompt for output
# category: output
# safe-outcome: an ordinary run
# check: no-escape,st==0
# stdin: 'a\n'
import builtins
import sys

builtins.input = lambda prompt="": "typed"
builtins.print = lambda *words, **how: sys.stdout.write("lie\n")
print(input("name? "))
