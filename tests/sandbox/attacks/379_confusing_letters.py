# attack: names in look-alike letters and hidden letters, so that a reader sees another program
# category: output
# safe-outcome: an ordinary run or an ordinary error
# check: no-escape
ｐｒｉｎｔ("wide letters")
раss_word = "not what it seems"
pass_word = "what it seems"
ᵃ = 1
print(a, len({"раss_word", "pass_word"}))
