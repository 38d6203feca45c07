# program: dates and days between them
# out: 'Tue 27 Feb\nWed 28 Feb\nThu 29 Feb\nFri 01 Mar\n302 days to Christmas\n2023-11-05T18:30:00\n'
from datetime import date, datetime, timedelta

start = date(2024, 2, 27)
for days in range(4):
    print((start + timedelta(days=days)).strftime("%a %d %b"))
print((date(2024, 12, 25) - start).days, "days to Christmas")
print(datetime.strptime("05/11/2023 18:30", "%d/%m/%Y %H:%M").isoformat())
