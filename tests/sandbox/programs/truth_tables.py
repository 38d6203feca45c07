# program: a truth table of and, or, not and xor
# out: 'A     B     and   or    xor   not A\nFalse False False False False True\nFalse True  False True  True  True\nTrue  False False True  True  False\nTrue  True  True  True  False False\n'
print("A     B     and   or    xor   not A")
for a in (False, True):
    for b in (False, True):
        print(f"{a!s:6}{b!s:6}{a and b!s:6}{a or b!s:6}{a ^ b!s:6}{not a}")
