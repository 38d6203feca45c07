# attack: read the environment from C's own variable, as it was when the interpreter started
# category: fs
# safe-outcome: holds nothing of the application's
# check: no-escape
import ctypes

try:
    block = ctypes.POINTER(ctypes.c_char_p).in_dll(ctypes.CDLL(None), "environ")
    at = 0
    while block and block[at]:
        if b"SECRET" in block[at] or b"DATABASE" in block[at] or b"PASSWORD" in block[at] or b"HOME=" in block[at]:
            print("ESCAPED", block[at][:20])
        at += 1
    print(at, "variables")
except (ValueError, OSError) as error:
    print("blocked", type(error).__name__)
