# program: FizzBuzz, written the long way
# out: '1 2 Fizz 4 Buzz Fizz 7 8 Fizz Buzz 11 Fizz 13 14 FizzBuzz '
i=1
while i<=15:
    word=""
    if i%3==0: word=word+"Fizz"
    if i%5==0: word=word+"Buzz"
    if word=="": word=str(i)
    print(word,end=" ")
    i=i+1
