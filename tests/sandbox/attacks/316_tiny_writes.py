# attack: flood the output by writes of one letter
# category: output
# safe-outcome: capped, and stopped at a limit
# check: no-escape,out<=65536,st!=0
import os

while True:
    try:
        os.write(1, b"x")
    except OSError:
        pass
