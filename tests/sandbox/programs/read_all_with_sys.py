# program: read numbers with sys.stdin and leave with sys.exit
# stdin: '3\n4\n5\n'
# out: '12\n'
import sys

total = sum(int(line) for line in sys.stdin)
print(total)
if total == 12:
    sys.exit()
print("not reached")
