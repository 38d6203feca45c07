# attack: bytes that are no UTF-8, cut in the middle of letters, and NULs
# category: output
# safe-outcome: shown somehow, no crash
# check: no-escape,st==0
import sys

sys.stdout.flush()
sys.stdout.buffer.write(b"\xff\xfe\x80\xc3\xed\xa0\x80\xf4\x90\x80\x80\0\0caf\xc3")
sys.stdout.buffer.flush()
