# program: leap years with and, or, not
# out: '1900 is not a leap year\n2000 is a leap year\n2023 is not a leap year\n2024 is a leap year\n'
for year in (1900, 2000, 2023, 2024):
    if (year % 4 == 0 and not year % 100 == 0) or year % 400 == 0:
        print(year, "is a leap year")
    else:
        print(year, "is not a leap year")
