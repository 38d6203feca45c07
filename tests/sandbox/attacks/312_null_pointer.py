# attack: read from address nought
# category: res
# safe-outcome: only this process crashes
# check: no-escape,st!=0
import ctypes

ctypes.string_at(0)
print("ESCAPED")
