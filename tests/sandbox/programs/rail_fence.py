# program: a transposition in two rails
# out: 'WAEICVRDERDSOEE\nWEAREDISCOVERED\n'
plain = "WEAREDISCOVERED"
top = plain[0::2]
bottom = plain[1::2]
cipher = top + bottom
print(cipher)
half = (len(cipher) + 1) // 2
back = ""
for i in range(half):
    back += cipher[i]
    if half + i < len(cipher):
        back += cipher[half + i]
print(back)
