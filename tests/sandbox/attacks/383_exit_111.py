# attack: end with other odd codes, by the C library and past every handler
# category: result
# safe-outcome: an error of the program
# check: no-escape,st!=0
import ctypes

ctypes.CDLL(None)._exit(111)
