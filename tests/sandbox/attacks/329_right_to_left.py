# attack: marks that turn the direction of text and join or hide letters, a thousand accents on one letter
# category: output
# safe-outcome: passed on as data, no crash
# check: no-escape,st==0
print("\u202eabc\u2066def\u2069\u200b\u200d\ufeff\u00ad\ufffe\uffff\U000e0041" + "a" + "\u0301" * 1000 + "\U0010ffff")
