# program: letters of other languages
# out: 'café 4 CAFÉ\nnaïve 5 NAÏVE\nΕλλάδα 6 ΕΛΛΆΔΑ\n日本 2 日本\n👍 1 👍\n'
words = ["café", "naïve", "Ελλάδα", "日本", "👍"]
for word in words:
    print(word, len(word), word.upper())
