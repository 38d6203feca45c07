# program: a quiz from a dictionary, with a score
# stdin: 'Paris\nberlin\nLisbon\n'
# out: 'Capital of France? Correct!\nCapital of Germany? Correct!\nCapital of Spain? No, it is Madrid\nYou scored 2 out of 3\n'
capitals = {"France": "Paris", "Germany": "Berlin", "Spain": "Madrid"}
score = 0
for country in capitals:
    answer = input("Capital of " + country + "? ")
    if answer.lower() == capitals[country].lower():
        print("Correct!")
        score += 1
    else:
        print("No, it is", capitals[country])
print("You scored", score, "out of", len(capitals))
