# attack: read what comes after the given lines, by input(), sys.stdin and the descriptor
# category: proc
# safe-outcome: it ends; nobody waits
# check: no-escape,fast
# stdin: 'one\n'
import os
import sys

try:
    while True:
        print(input())
except EOFError:
    print("ran out")
print(repr(sys.stdin.read()), repr(sys.stdin.readline()), os.read(0, 10))
