# attack: look for the expected answer in every open descriptor
# category: result
# safe-outcome: test must fail: the answer is not in this process
# check: fail-test
# fn: secret
# args: []
# want: "the-answer-is-Qx7"
# stdin: 'nothing here\n'
import os


def secret():
    for descriptor in range(64):
        try:
            text = os.pread(descriptor, 1 << 20, 0)
        except OSError:
            continue
        at = text.find(b"want" + b":")
        if at >= 0:
            return text[at + 7:at + 24].decode()
    return None
