# attack: a key derived in a thousand million rounds, in C and without Python's lock
# category: res
# safe-outcome: stopped at the CPU limit
# check: no-escape,why=cpu
import hashlib

hashlib.pbkdf2_hmac("sha256", b"p", b"s", 10**9)
