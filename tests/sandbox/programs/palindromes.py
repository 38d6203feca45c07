# program: is it a palindrome?
# out: 'Racecar True\nHello False\nA man, a plan, a canal: Panama True\n'
def is_palindrome(text):
    letters = ""
    for character in text.lower():
        if character.isalpha():
            letters += character
    return letters == letters[::-1]


for phrase in ["Racecar", "Hello", "A man, a plan, a canal: Panama"]:
    print(phrase, is_palindrome(phrase))
