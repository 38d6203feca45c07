# program: the average of numbers until the word stop
# stdin: '4\n8\n15\nstop\n'
# out: 'Number or stop: Number or stop: Number or stop: Number or stop: Average 9.0\n'
total = 0
count = 0
text = input("Number or stop: ")
while text != "stop":
    total += float(text)
    count += 1
    text = input("Number or stop: ")
if count > 0:
    print("Average", total / count)
