# program: run-length encoding, and back
# out: 'A4B3C2D1 AAAABBBCCD True\n'
def encode(text):
    result = ""
    count = 1
    for i in range(1, len(text) + 1):
        if i < len(text) and text[i] == text[i - 1]:
            count += 1
        else:
            result += text[i - 1] + str(count)
            count = 1
    return result


def decode(code):
    out = ""
    for i in range(0, len(code), 2):
        out += code[i] * int(code[i + 1])
    return out


packed = encode("AAAABBBCCD")
print(packed, decode(packed), len(packed) < 10)
