# program: split seconds into hours, minutes and seconds
# stdin: '7384\n'
# out: 'Seconds: 2 h 3 min 4 s\n'
total = int(input("Seconds: "))
hours = total // 3600
minutes = total % 3600 // 60
seconds = total % 60
print(hours, "h", minutes, "min", seconds, "s")
