# program: three tries at a password
# stdin: 'apple\nsecret\nopen sesame\n'
# out: 'Password: Wrong, 2 tries left\nPassword: Wrong, 1 tries left\nPassword: Welcome\n'
password = "open sesame"
tries = 3
while tries > 0:
    guess = input("Password: ")
    if guess == password:
        print("Welcome")
        break
    tries = tries - 1
    print("Wrong,", tries, "tries left")
else:
    print("Locked")
