# attack: regular expressions that are huge or nested deeply
# category: res
# safe-outcome: an error, or stopped at a limit
# check: no-escape
import re

for pattern in ("(" * 5000 + ")" * 5000, "(?:" * 2000 + "x" + ")*" * 2000, "x{65535}" * 3, "[" + "a-z" * 10000 + "]",
                "(x?){40}" * 40, "(?=" * 1000 + "x" + ")" * 1000):
    try:
        print(bool(re.match(pattern, "x" * 50)))
    except (re.error, RecursionError, MemoryError, OverflowError) as error:
        print(type(error).__name__)
