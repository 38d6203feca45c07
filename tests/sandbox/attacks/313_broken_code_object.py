# attack: run made-up bytecode
# category: res
# safe-outcome: only this process crashes, if it does
# check: no-escape
def victim():
    return 1


try:
    victim.__code__ = victim.__code__.replace(co_code=bytes(range(2, 254)) * 8, co_stacksize=1, co_consts=())
    victim()
except BaseException as error:
    print(type(error).__name__)
