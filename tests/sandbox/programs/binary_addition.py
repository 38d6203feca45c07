# program: add two binary numbers of eight bits, with carry and overflow
# out: "('01000100', 0)\n00000000\noverflow!\n"
def add(a, b):
    carry = 0
    result = ""
    for i in range(7, -1, -1):
        total = int(a[i]) + int(b[i]) + carry
        result = str(total % 2) + result
        carry = total // 2
    return result, carry


print(add("00110101", "00001111"))
answer, overflow = add("11111111", "00000001")
print(answer)
if overflow:
    print("overflow!")
