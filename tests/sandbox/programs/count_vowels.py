# program: count the vowels of a sentence
# stdin: 'The rain in Spain\n'
# out: 'Sentence: There are 6 vowels.\n'
sentence = input("Sentence: ")
vowels = 0
for letter in sentence.lower():
    if letter in "aeiou":
        vowels += 1
print("There are", vowels, "vowels.")
