# program: a quiz with choices from lists of lists
# stdin: 'b\nC\n'
# out: 'Which is an input device?\n  a printer\n  b mouse\n  c speaker\n> How many bits are in a byte?\n  a 2\n  b 4\n  c 8\n> 100%\n'
questions = [
    ["Which is an input device?", ["printer", "mouse", "speaker"], "b"],
    ["How many bits are in a byte?", ["2", "4", "8"], "c"],
]
score = 0
for question, choices, right in questions:
    print(question)
    for letter, choice in zip("abc", choices):
        print(" ", letter, choice)
    if input("> ").lower() == right:
        score += 1
percent = round(score / len(questions) * 100)
print(f"{percent}%")
