# attack: catch each exception, also those of memory and of stopping, and go on
# category: res
# safe-outcome: stopped at a limit
# check: no-escape,why=cpu|wall
def again(depth=0):
    try:
        again(depth + 1)
    finally:
        while depth == 0:
            try:
                raise KeyboardInterrupt
            except BaseException:
                continue


again()
